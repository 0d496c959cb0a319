import type { Projection } from '@pcrm/event-sourcing';
import {
  addDays,
  maskedName,
  rank,
  toShanghaiDate,
  type AllocationMessage,
  type ClientAssigned,
  type ClientReassigned,
  type ClientsMessage,
  type ContactLogged,
  type EngagementMessage,
} from '@pcrm/contracts';
import { contactDutiesTable } from '../contact-duties.table.js';
import { staffWeekContacts } from './staff-week-contacts.totals.js';
import { emptyDuty, maintainersOf, since, type CountedContact, type DutyRow } from '../duty-row.js';

/** Days of contacts a row keeps: this quarter and the one before. */
const KEPT_DAYS = 200;
const KEPT_VISITS = 6;

const rowOf = (row: DutyRow | undefined, { clientId }: { clientId: string }): DutyRow => row ?? emptyDuty(clientId);

/** The row with its index fields agreeing with the newest maintainer. */
function indexed(row: DutyRow): DutyRow {
  const { staffId: _staff, outletId: _outlet, staffIds: _staffs, ...rest } = row;
  const everMaintained = maintainersOf(row).toSorted();
  const maintainer = row.maintained.at(-1)?.value;
  if (!maintainer) return everMaintained.length > 0 ? { ...rest, everMaintained } : rest;
  const { staffId, outletId } = maintainer;
  return {
    ...rest,
    everMaintained,
    staffId,
    outletId,
    staffIds: [staffId, ...row.advisers.filter((adviser) => adviser !== staffId)],
  };
}

const assigned = (row: DutyRow | undefined, data: ClientAssigned | ClientReassigned, by: string): DutyRow => {
  const known = rowOf(row, data);
  const { staffId, outletId, role, from } = data;
  return indexed({ ...known, maintained: since(known.maintained, from, { staffId, outletId, role }, by) });
};

const counted = ({
  contactId: id,
  contactAt,
  staffId,
  channel,
  reached,
  nextStepOn,
}: ContactLogged): CountedContact => ({
  id,
  on: toShanghaiDate(contactAt),
  staffId,
  channel,
  reached,
  nextStepOn: nextStepOn ?? null,
});

/** Contacts by date, then id: the set decides, not the order in which they were heard. */
function kept(contacts: readonly CountedContact[]): readonly CountedContact[] {
  const inOrder = contacts.toSorted((a, b) => (a.on + a.id < b.on + b.id ? -1 : 1));
  const newest = inOrder.at(-1)?.on;
  return newest ? inOrder.filter(({ on }) => on >= addDays(newest, -KEPT_DAYS)) : inOrder;
}

function logged(row: DutyRow, data: ContactLogged): DutyRow {
  const others = row.contacts.filter(({ id }) => id !== data.contactId);
  return { ...row, contacts: data.withdrawn ? others : kept([...others, counted(data)]) };
}

function visited(row: DutyRow, on: string): DutyRow {
  if (row.visits.includes(on)) return row;
  return { ...row, visits: [...row.visits, on].toSorted().slice(-KEPT_VISITS) };
}

/** C0–C9: what obligations are derived from, one row per client. */
export const contactDuties: Projection<DutyRow, ClientsMessage | AllocationMessage | EngagementMessage> = {
  name: contactDutiesTable.name,
  version: contactDutiesTable.version,
  indexes: contactDutiesTable.indexes,
  totals: [staffWeekContacts],
  belongs: ({ outletId, transferredTo, homeOutletId, staffIds }) => ({
    outletId: outletId ?? transferredTo ?? homeOutletId ?? undefined,
    staffIds,
  }),
  on: {
    ClientRegistered: (row, { id, data }) => {
      const known = { ...rowOf(row, data), name: maskedName(data.name), homeOutletId: data.outletId };
      const { signed } = data;
      return signed && known.tiers.length === 0
        ? { ...known, tiers: since(known.tiers, signed.signedOn, signed.tier, id) }
        : known;
    },
    ClientFileUpdated: (row, { data }) => {
      const known = rowOf(row, data);
      return data.name === undefined ? known : { ...known, name: maskedName(data.name) };
    },
    ClientErased: (row) => row && { ...row, name: null },
    ClientUpgraded: (row, { id, data }) => {
      const known = rowOf(row, data);
      const reached = rank(data.to) >= rank(known.potentials.at(-1)?.value);
      const potentials = reached ? since(known.potentials, data.upgradedOn, null, id) : known.potentials;
      return { ...known, tiers: since(known.tiers, data.upgradedOn, data.to, id), potentials };
    },
    ClientDowngraded: (row, { id, data }) => {
      const known = rowOf(row, data);
      return { ...known, tiers: since(known.tiers, data.downgradedOn, data.to, id) };
    },
    ClientMarkedPotential: (row, { id, data }) => {
      const known = rowOf(row, data);
      return { ...known, potentials: since(known.potentials, data.markedOn, data.targetTier, id) };
    },
    PotentialWithdrawn: (row, { id, data }) => {
      const known = rowOf(row, data);
      return { ...known, potentials: since(known.potentials, data.withdrawnOn, null, id) };
    },
    FollowUpTerminated: (row, { id, data }) => {
      const known = rowOf(row, data);
      const { terminatedOn, remainsTier } = data;
      const potentials = since(known.potentials, terminatedOn, null, id);
      if ((known.tiers.at(-1)?.value ?? null) === remainsTier) return { ...known, potentials };
      return { ...known, potentials, tiers: since(known.tiers, terminatedOn, remainsTier, id) };
    },
    BusinessVisitRecorded: (row, { data }) => visited(rowOf(row, data), data.visitedOn),
    ClientAssigned: (row, { id, data }) => assigned(row, data, id),
    ClientReassigned: (row, { id, data }) => assigned(row, data, id),
    ClientReleased: (row, { id, data }) => {
      const known = rowOf(row, data);
      return indexed({ ...known, maintained: since(known.maintained, data.from, null, id) });
    },
    ClientTransferred: (row, { data }) => ({ ...rowOf(row, data), transferredTo: data.toOutletId }),
    AdviserAttached: (row, { data }) => {
      const known = rowOf(row, data);
      return indexed({
        ...known,
        advisers: [...known.advisers.filter((one) => one !== data.staffId), data.staffId].toSorted(),
      });
    },
    AdviserDetached: (row, { data }) =>
      row && indexed({ ...row, advisers: row.advisers.filter((adviser) => adviser !== data.staffId) }),
    ContactLogged: (row, { data }) => logged(rowOf(row, data), data),
    ContactDutyWaived: (row, { id, data }) => {
      const known = rowOf(row, data);
      return { ...known, waivers: { ...known.waivers, [`${data.rule}:${data.period}`]: id } };
    },
  },
};
