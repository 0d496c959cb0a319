import { maskedName, maskedPhone, type AllocationMessage, type ClientsMessage } from '@pcrm/contracts';
import type { Fold, FoldTools, Indexes, Projection } from '@pcrm/event-sourcing';
import { indexesOf, type ClientSort } from './client-list.query.js';
import { blankRow, derived, leavesDerived, type ClientRow } from './client-row.js';
import { nameTerms, phoneTerms } from './search-tokens.js';

type Heard = ClientsMessage | AllocationMessage;
type Of<T extends Heard['type']> = Extract<Heard, { type: T }>;
type Changes = {
  readonly [T in Heard['type']]?: (data: Of<T>['data'], row: ClientRow, tools: FoldTools) => Partial<ClientRow>;
};

type Person = { readonly name?: string | null; readonly phone?: string | null };

/** Names and numbers stand masked, and only what is given changes; an erased person is not named again, whatever arrives. */
function person({ name, phone }: Person, { erased }: ClientRow, { token }: FoldTools): Partial<ClientRow> {
  if (erased) return {};
  return {
    ...(name !== undefined && { name: maskedName(name), _nameTokens: nameTerms(name).map(token) }),
    ...(phone !== undefined && { phone: maskedPhone(phone), _phoneTokens: phoneTerms(phone).map(token) }),
  };
}

type Placing = {
  readonly outletId: string;
  readonly staffId: string;
  readonly role: NonNullable<ClientRow['maintainer']>['role'];
  readonly from: string;
};
const placed = ({ outletId, staffId, role, from }: Placing): Partial<ClientRow> => ({
  placedOutletId: outletId,
  maintainer: { staffId, role, from },
});

const crossing = (row: ClientRow, what: string, on: string | null): Partial<ClientRow> => {
  const { [what]: _before, ...others } = row.crossings;
  return { crossings: on === null ? others : { ...others, [what]: on } };
};

const known = <T>(value: T | undefined, name: keyof ClientRow): Partial<ClientRow> =>
  value === undefined ? {} : { [name]: value };

/** What each message changes of a row. */
const changes: Changes = {
  ClientRegistered: ({ clientNo, outletId, name, phone, registeredOn, signed }, row, tools) => ({
    registered: true,
    clientNo,
    homeOutletId: outletId,
    registeredOn,
    ...(signed && { tier: signed.tier, since: signed.signedOn }),
    ...person({ name, phone }, row, tools),
  }),
  ClientFileUpdated: (data, row, tools) => ({
    ...person(data, row, tools),
    ...known(data.occupation, 'occupation'),
    ...known(data.orientation, 'orientation'),
    ...known(data.preferredChannel, 'preferredChannel'),
    minimumMissing: data.minimumMissing as ClientRow['minimumMissing'],
  }),
  ImportantDateRecorded: ({ kind, date }, { birthday, erased }) => ({
    birthday: kind === 'birthday' ? date !== null && !erased : birthday,
  }),
  ConsentChanged: ({ purpose, channel, state }, row) => ({
    consents: { ...row.consents, [`${purpose}:${channel}`]: state },
  }),
  ClientMarkedPotential: ({ basis, targetTier, markedOn, averageFen }) => ({
    potential: { basis, targetTier, markedOn },
    coolOffUntil: null,
    ...(basis === 'reached' && { _averageFen: averageFen }),
  }),
  PotentialWithdrawn: () => ({ potential: null }),
  FollowUpTerminated: ({ coolOffUntil }) => ({ potential: null, coolOffUntil }),
  ClientUpgraded: ({ to, upgradedOn }) => ({
    tier: to,
    since: upgradedOn,
    potential: null,
    watchSince: null,
    coolOffUntil: null,
  }),
  ClientDowngraded: ({ to, downgradedOn }) => ({ tier: to, since: downgradedOn, watchSince: null }),
  TierWatchStarted: ({ monthEnd }) => ({ watchSince: monthEnd }),
  TierWatchCleared: () => ({ watchSince: null }),
  AverageBandChanged: ({ band, averageFen }) => ({ band, _averageFen: averageFen }),
  AverageCrossingForecast: ({ tier, direction, on }, row) => crossing(row, `${tier}:${direction}`, on),
  LargeMovementDetected: ({ businessDate, deltaFen, retracted }, { largeMovement }) => {
    if (retracted) return largeMovement?.businessDate === businessDate ? { largeMovement: null } : {};
    return (largeMovement?.businessDate ?? '') <= businessDate ? { largeMovement: { businessDate, deltaFen } } : {};
  },
  AssetChanged: ({ asOf, totalFen }) => ({ totalAsOf: asOf, totalFen }),
  BusinessVisitRecorded: ({ visitedOn }, row) => ((row.visitedOn ?? '') < visitedOn ? { visitedOn } : {}),
  ClientErased: () => ({
    erased: true,
    _listed: null,
    name: null,
    phone: null,
    birthday: false,
    occupation: null,
    orientation: null,
    _nameTokens: [],
    _phoneTokens: [],
  }),
  ClientAssigned: placed,
  ClientReassigned: placed,
  ClientReleased: ({ staffId }, { maintainer }) => (maintainer?.staffId === staffId ? { maintainer: null } : {}),
  ClientTransferred: ({ toOutletId }) => ({ placedOutletId: toOutletId, maintainer: null, advisers: [] }),
  AdviserAttached: ({ staffId }, { advisers }) => ({ advisers: [...new Set([...advisers, staffId])] }),
  AdviserDetached: ({ staffId }, { advisers }) => ({ advisers: advisers.filter((other) => other !== staffId) }),
};

const on = Object.fromEntries(
  Object.entries(changes).map(([type, change]) => [
    type,
    (row: ClientRow | undefined, message: Heard, tools: FoldTools): ClientRow => {
      const before = row ?? blankRow(message.key);
      const { occurredAt } = message.metadata;
      const changedAt = occurredAt > before.changedAt ? occurredAt : before.changedAt;
      const changes = (change as (data: unknown, row: ClientRow, tools: FoldTools) => Partial<ClientRow>)(
        message.data,
        before,
        tools,
      );
      const after = { ...before, ...changes, changedAt };
      return leavesDerived(changes) ? after : derived(after);
    },
  ]),
) as Fold<ClientRow, Heard>;

/** One order of the list in each scope: one's own clients, an outlet's, all. An erased person stands in none, so that no page and no count has to look into a row for it. */
const listedBy = (what: ClientSort | 'potential' | 'crossing', path: string): Indexes => {
  const { own, outlet, all } = indexesOf(what);
  return {
    [own]: ['_staff[]', path, '_listed'],
    [outlet]: ['outletId', path, '_listed'],
    [all]: [path, '_listed'],
  };
};

/** One row per client 客户列表: who they are (masked), where they stand, who looks after them. Over `clients` and `allocation`, in any interleaving. */
export const clientList: Projection<ClientRow, Heard> = {
  name: 'client-list',
  version: 2,
  indexes: {
    ...listedBy('average', '_averageFen'),
    ...listedBy('number', 'clientNo'),
    ...listedBy('changed', 'changedAt'),
    ...listedBy('potential', '_potentialOn'),
    ...listedBy('crossing', '_crossingOn'),
    name: ['_nameTokens[]'],
    phone: ['_phoneTokens[]'],
  },
  on,
  belongs: ({ outletId, _staff }) => ({ outletId, staffIds: _staff }),
};
