import type { StaffRole } from '@pcrm/contracts';
import type { CapacityTerms } from '../../capacity/capacity-policy.events.js';
import type { LoadTotal, OutletTotal } from '../book-clients.totals.js';
import type { BookStaffRow } from '../book-staff.projection.js';
import {
  ADVISERS,
  adviserLoad,
  isAbove,
  maintainerLoad,
  needed,
  noClients,
  withIndex,
  type Counts,
  type ShownLoad,
} from '../load.js';

export type BoardLine = {
  readonly staffId: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly capacityPercent: number;
  readonly departedOn: string | null;
  /** Clients held, of an adviser clients supported, by tier; `potential`: unsigned ones. */
  readonly counts: Counts;
  readonly load: ShownLoad;
  readonly overloaded: boolean;
  readonly proposals: number;
};
/** 应配/实配: needed against present. */
export type Staffing = { readonly needed: ShownLoad; readonly present: number };
export type LoadBoard = {
  readonly outletId: string;
  readonly clients: Counts;
  readonly waiting: number;
  readonly proposals: number;
  readonly managers: Staffing;
  readonly advisers: Staffing;
  readonly staff: readonly BoardLine[];
};

export type BoardSources = {
  readonly outletId: string;
  readonly terms: CapacityTerms;
  readonly staff: readonly BookStaffRow[];
  readonly held: ReadonlyMap<string, LoadTotal>;
  readonly advised: ReadonlyMap<string, LoadTotal>;
  readonly outlet: OutletTotal | undefined;
};

const HOLDERS: readonly StaffRole[] = ['clientManager', 'lobbyManager', 'teller', 'outletHead'];

/** The load board of an outlet under the numbers in force: everybody's load, and staff needed against present (A4–A9). */
export function loadBoard(sources: BoardSources): LoadBoard {
  const { outletId, terms, staff, outlet } = sources;
  const clients = outlet?.counts ?? noClients();
  const need = needed(clients, terms);
  const present = (...roles: readonly StaffRole[]): number =>
    staff.filter(({ role, departedOn }) => departedOn === null && roles.includes(role)).length;
  return {
    ...{ outletId, clients, waiting: outlet?.waiting ?? 0, proposals: outlet?.proposals ?? 0 },
    managers: { needed: withIndex(need.managers), present: present('clientManager') },
    advisers: { needed: withIndex(need.advisers), present: present(...ADVISERS) },
    staff: staff.flatMap((one) => lineOf(one, sources)),
  };
}

/** Staff who hold or support clients by their role, and whoever else still does. */
function lineOf(one: BookStaffRow, { terms, held, advised }: BoardSources): readonly BoardLine[] {
  const { staffId, name, role, capacityPercent, departedOn } = one;
  const isAdviser = ADVISERS.includes(role);
  const [totals, loadOf] = isAdviser ? [advised, adviserLoad] : [held, maintainerLoad];
  const total = totals.get(staffId);
  if (!total && !isListed(one)) return [];
  const { counts, proposals } = total ?? NOBODY;
  const load = loadOf(counts, role, capacityPercent, terms);
  const line = { staffId, name, role, capacityPercent, departedOn, counts, load: withIndex(load) };
  return [{ ...line, overloaded: isAbove(load), proposals }];
}

const NOBODY: LoadTotal = { counts: noClients(), proposals: 0 };
const isListed = ({ departedOn, role }: BookStaffRow): boolean =>
  departedOn === null && [...HOLDERS, ...ADVISERS].includes(role);
