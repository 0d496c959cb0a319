import type { AverageBand, Channel, ConsentState, Occupation, Orientation, StaffRole, Tier } from '@pcrm/contracts';
import { FILE_MINIMUM, type FilePart } from '../../register/client.events.js';

/** One client as lists show them: masked, without anything that would have to be decrypted. Fields with `_` are for finding and sorting only. */
export type ClientRow = {
  readonly clientId: string;
  /** False while only another service has spoken of the client. */
  readonly registered: boolean;
  readonly clientNo?: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly registeredOn?: string;
  /** Outlet of registration, and the one the client was placed in since. */
  readonly homeOutletId?: string;
  readonly placedOutletId?: string;
  readonly outletId?: string;
  readonly tier: Tier | null;
  readonly since: string | null;
  readonly potential: {
    readonly basis: 'reached' | 'judged';
    readonly targetTier: Tier;
    readonly markedOn: string;
  } | null;
  readonly coolOffUntil: string | null;
  readonly watchSince: string | null;
  readonly watched: boolean;
  /** 已确立服务关系: a tier is signed. */
  readonly established: boolean;
  readonly band: AverageBand | null;
  /** `<tier>:<direction>` → date on which the average crosses, if balances stay. */
  readonly crossings: { readonly [what: string]: string };
  /** End-of-day total in fen of the newest known business date. */
  readonly totalFen: number | null;
  readonly totalAsOf: string | null;
  readonly largeMovement: { readonly businessDate: string; readonly deltaFen: number } | null;
  readonly visitedOn: string | null;
  readonly occupation: Occupation | null;
  readonly orientation: Orientation | null;
  readonly preferredChannel: Channel | null;
  readonly birthday: boolean;
  readonly minimumMissing: readonly FilePart[];
  readonly consents: { readonly [what: string]: ConsentState };
  readonly maintainer: { readonly staffId: string; readonly role: StaffRole; readonly from: string } | null;
  readonly advisers: readonly string[];
  readonly erased: boolean;
  /** Null once the person is erased: a part of every order that lists are read in, and short for that. */
  readonly _listed: 'y' | null;
  /** Business time of the last thing that happened, the newest of all sources. */
  readonly changedAt: string;
  /** Keyed search tokens of name, pinyin initials and phone; gone with the person. */
  readonly _nameTokens: readonly string[];
  readonly _phoneTokens: readonly string[];
  /** Everybody who looks after the client: the scope "own". */
  readonly _staff: readonly string[];
  /** Annual daily average in fen as of `_asOf`, put here by the refresh after a closing; see docs/decisions. */
  readonly _averageFen: number;
  readonly _asOf: string | null;
  readonly _coveredDays: number;
  /** Present only while marked potential, or while a crossing is foreseen: sparse indexes. */
  readonly _potentialOn?: string;
  readonly _crossingOn?: string;
};

/** A client of whom nothing is known yet but that they are. */
export const blankRow = (clientId: string): ClientRow => ({
  clientId,
  registered: false,
  name: null,
  phone: null,
  tier: null,
  since: null,
  potential: null,
  coolOffUntil: null,
  watchSince: null,
  watched: false,
  established: false,
  band: null,
  crossings: {},
  totalFen: null,
  totalAsOf: null,
  largeMovement: null,
  visitedOn: null,
  occupation: null,
  orientation: null,
  preferredChannel: null,
  birthday: false,
  minimumMissing: [...FILE_MINIMUM],
  consents: {},
  maintainer: null,
  advisers: [],
  erased: false,
  _listed: 'y',
  changedAt: '',
  _nameTokens: [],
  _phoneTokens: [],
  _staff: [],
  _averageFen: 0,
  _asOf: null,
  _coveredDays: 0,
});

/** What other fields follow from. */
const SOURCES: ReadonlySet<string> = new Set<keyof ClientRow>([
  'placedOutletId',
  'homeOutletId',
  'tier',
  'potential',
  'watchSince',
  'crossings',
  'maintainer',
  'advisers',
]);

/** Whether nothing that follows from other fields can be another one after these changes: so with every balance of a feed. */
export function leavesDerived(changes: Partial<ClientRow>): boolean {
  for (const field in changes) if (SOURCES.has(field)) return false;
  return true;
}

/** The row with everything that follows from its other fields. */
export function derived(row: ClientRow): ClientRow {
  const { _potentialOn: _p, _crossingOn: _c, ...rest } = row;
  const outletId = row.placedOutletId ?? row.homeOutletId;
  const soonest = Object.values(row.crossings).toSorted()[0];
  const staff = [...(row.maintainer ? [row.maintainer.staffId] : []), ...row.advisers];
  return {
    ...rest,
    ...(outletId !== undefined && { outletId }),
    watched: row.watchSince !== null,
    established: row.tier !== null,
    _staff: [...new Set(staff)],
    ...(row.potential && { _potentialOn: row.potential.markedOn }),
    ...(soonest !== undefined && { _crossingOn: soonest }),
  };
}
