import type { StaffRole } from '@pcrm/contracts';
import type { CapacityVersion } from '../../capacity/capacity-policy.events.js';
import { weightOf, type BookClientRow } from '../book-clients.row.js';
import type { BookStaffRow } from '../book-staff.projection.js';
import {
  ADVISERS,
  adviserCapacityOf,
  adviserLoad,
  isAbove,
  KINDS,
  maintainerCapacityOf,
  maintainerLoad,
  noClients,
  withIndex,
  type Kind,
  type ShownLoad,
} from '../load.js';

/** Clients of one kind in a book, and how many of them fill one at factor 1.00; null: they do not count here. */
export type LoadPart = { readonly kind: Kind; readonly clients: number; readonly capacity: number | null };
/** The messages that put a client into a book and said what they weigh as. */
export type LoadFact = {
  readonly clientId: string;
  readonly kind: Kind;
  readonly heldBy: string;
  readonly weighedBy: string | null;
};

/** What a load index rests on (A4–A9): Σ clients ÷ capacity ÷ factor, with every number in it and the messages behind it. */
export type LoadWhy = {
  readonly staffId: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly load: ShownLoad;
  readonly overloaded: boolean;
  /** 能力系数 in percent (A4). */
  readonly capacityPercent: number;
  readonly parts: readonly LoadPart[];
  readonly policy: { readonly version: number; readonly effectiveFrom: string };
  readonly facts: readonly LoadFact[];
};

export const isAdviser = (role: StaffRole): boolean => ADVISERS.includes(role);

/** The evidence of a load from the rows of the book, and the index that they give. */
export function loadWhy(
  { staffId, name, role, capacityPercent }: BookStaffRow,
  rows: readonly BookClientRow[],
  { version, effectiveFrom, terms }: CapacityVersion,
): LoadWhy {
  const facts = rows.flatMap((row) => factOf(row, staffId));
  const counts = noClients();
  for (const { kind } of facts) counts[kind] += 1;
  const [capacityOf, loadOf] = isAdviser(role)
    ? [adviserCapacityOf, adviserLoad]
    : [maintainerCapacityOf, maintainerLoad];
  const load = loadOf(counts, role, capacityPercent, terms);
  const parts = KINDS.filter((kind) => counts[kind] > 0).map((kind) => ({
    kind,
    clients: counts[kind],
    capacity: capacityOf(terms, role, kind) ?? null,
  }));
  return {
    ...{ staffId, name, role, capacityPercent, parts, facts },
    ...{ load: withIndex(load), overloaded: isAbove(load) },
    policy: { version, effectiveFrom },
  };
}

/** A client who is neither signed nor potential weighs nothing. */
function factOf(row: BookClientRow, staffId: string): readonly LoadFact[] {
  const kind = weightOf(row);
  const held = [...row.maintainers, ...row.advised].find((one) => one.staffId === staffId && one.to === null);
  if (kind === null || !held) return [];
  return [{ clientId: row.clientId, kind, heldBy: held._by, weighedBy: row._weighedBy }];
}
