import { maskedName, type AllocationMessage, type ClientsMessage } from '@pcrm/contracts';
import type { Projection } from '@pcrm/event-sourcing';
import { decided, standing, type BookClientRow, type Maintained } from './book-clients.row.js';
import { adviserLoads, bookLoads, outletLoads } from './book-clients.totals.js';

export type BookClientsMessage = Extract<
  AllocationMessage | ClientsMessage,
  {
    type:
      | 'ClientRegistered'
      | 'ClientFileUpdated'
      | 'ClientMarkedPotential'
      | 'PotentialWithdrawn'
      | 'ClientUpgraded'
      | 'ClientDowngraded'
      | 'AverageBandChanged'
      | 'FollowUpTerminated'
      | 'ClientErased'
      | 'ClientAssigned'
      | 'ClientReassigned'
      | 'ClientReleased'
      | 'AdviserAttached'
      | 'AdviserDetached'
      | 'ReassignmentProposed'
      | 'ClientTransferred';
  }
>;

/** One row per client: outlet, standing, maintainers and advisers with their days, an open proposal. Below it stand the loads of books, advisers and outlets. */
export const bookClients: Projection<BookClientRow, BookClientsMessage> = {
  name: 'book-clients',
  version: 2,
  indexes: {
    byMaintainer: ['staffId', 'since'],
    byAdviser: ['advisers[]'],
    byOutlet: ['outletId'],
    waiting: ['waiting.since'],
    waitingByOutlet: ['waiting.outletId', 'waiting.since'],
    proposed: ['proposal.on'],
    proposedByOutlet: ['proposal.outletId', 'proposal.on'],
  },
  totals: [bookLoads, adviserLoads, outletLoads],
  belongs: ({ outletId, staffId, advisers }) => ({
    ...(outletId !== null && { outletId }),
    staffIds: [...(staffId === null ? [] : [staffId]), ...advisers],
  }),
  on: {
    ClientRegistered: (row, { id, data: { clientId, clientNo, outletId, name, registeredOn, signed } }) =>
      standing(row, clientId, registeredOn, {
        ...{ clientNo, registeredIn: outletId, name: maskedName(name), tier: signed?.tier ?? row?.tier ?? null },
        _weighedBy: id,
      }),
    ClientFileUpdated: (row, { data: { clientId, name, updatedAt } }) =>
      name === undefined ? row : standing(row, clientId, updatedAt.slice(0, 10), { name: maskedName(name) }),
    ClientMarkedPotential: (row, { id, data: { clientId, targetTier, basis, markedOn } }) =>
      standing(row, clientId, markedOn, {
        target: { tier: targetTier, basis, since: row?.target?.since ?? markedOn },
        _weighedBy: id,
      }),
    PotentialWithdrawn: (row, { id, data: { clientId, withdrawnOn } }) =>
      standing(row, clientId, withdrawnOn, { target: null, _weighedBy: id }),
    ClientUpgraded: (row, { id, data: { clientId, to, upgradedOn } }) =>
      standing(row, clientId, upgradedOn, { tier: to, _weighedBy: id }),
    ClientDowngraded: (row, { id, data: { clientId, to, downgradedOn } }) =>
      standing(row, clientId, downgradedOn, { tier: to, _weighedBy: id }),
    AverageBandChanged: (row, { data: { clientId, band, asOf } }) => standing(row, clientId, asOf, { band }),
    FollowUpTerminated: (row, { id, data: { clientId, remainsTier, terminatedOn } }) =>
      standing(row, clientId, terminatedOn, { tier: remainsTier, target: null, _weighedBy: id }),
    ClientErased: (row, { id, data: { clientId, erasedAt } }) =>
      standing(row, clientId, erasedAt.slice(0, 10), {
        name: null,
        clientNo: null,
        tier: null,
        target: null,
        erased: true,
        _weighedBy: id,
      }),

    ClientAssigned: (row, { id, data: { clientId, staffId, role, from, overridden } }) =>
      decided(row, clientId, ({ maintainers }) => ({
        maintainers: [...maintainers, { staffId, role, from, to: null, overridden, _by: id }],
      })),
    ClientReassigned: (row, { id, data: { clientId, staffId, role, from, overridden } }) =>
      decided(row, clientId, ({ maintainers }) => ({
        maintainers: [
          ...ended(maintainers, from, 'reassigned'),
          { staffId, role, from, to: null, overridden, _by: id },
        ],
      })),
    ClientReleased: (row, { data: { clientId, from, reasonCode } }) =>
      decided(row, clientId, ({ maintainers }) => ({ maintainers: ended(maintainers, from, reasonCode) })),
    AdviserAttached: (row, { id, data: { clientId, staffId, role, from } }) =>
      decided(row, clientId, ({ advised }) => ({ advised: [...advised, { staffId, role, from, to: null, _by: id }] })),
    AdviserDetached: (row, { data: { clientId, staffId, from } }) =>
      decided(row, clientId, ({ advised }) => ({
        advised: advised.map((one) => (one.staffId === staffId && one.to === null ? { ...one, to: from } : one)),
      })),
    ReassignmentProposed: (row, { data: { clientId, reasonCode, on, settled } }) =>
      decided(row, clientId, () => ({ proposed: settled ? null : { reasonCode, on } })),
    ClientTransferred: (row, { data: { clientId, toOutletId } }) =>
      decided(row, clientId, () => ({ transferredTo: toOutletId })),
  },
};

const ended = (maintainers: readonly Maintained[], to: string, why: string): readonly Maintained[] =>
  maintainers.map((one) => (one.to === null ? { ...one, to, ended: why } : one));
