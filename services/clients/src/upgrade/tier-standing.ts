import type { Aggregate } from '@pcrm/event-sourcing';
import type { AverageBand, Tier } from '@pcrm/contracts';
import { JUDGED_MONTHS, MOVEMENT_DAYS } from '../readings.js';
import type { ClientDowngraded, LargeMovementDetected, TierStandingEvent } from './tier-standing.events.js';

/** Where one client stands: the tier signed, what they may be raised to, and how long they have been below the standard. */
export type TierStanding = {
  readonly opened: boolean;
  readonly outletId: string;
  readonly tier: Tier | null;
  /** Business date since which `tier` is held. */
  readonly since: string | null;
  /** The opportunity that led to the last signing. */
  readonly signedBy?: string;
  readonly potential?: { readonly basis: 'reached' | 'judged'; readonly targetTier: Tier; readonly markedOn: string };
  readonly coolOff?: { readonly terminatedOn: string; readonly until: string };
  /** Month ends judged below the standard, with their average in fen. */
  readonly below: { readonly [monthEnd: string]: number };
  readonly watch?: { readonly since: string };
  /** Month ends up to here do not count for a tier: the head has decided about a watch of that one, and of no other. */
  readonly overrides: { readonly [T in Tier]?: string };
  /** The last fall, as long as nothing was signed after it: a correction may undo it. */
  readonly fall?: { readonly from: Tier; readonly to: Tier | null; readonly on: string; readonly since: string | null };
  readonly movements: { readonly [date: string]: number };
  readonly band?: AverageBand;
  /** `<tier>:<direction>` → date. */
  readonly forecasts: { readonly [what: string]: string };
};

type On = {
  readonly [T in TierStandingEvent['type']]: (
    s: TierStanding,
    data: Extract<TierStandingEvent, { type: T }>['data'],
  ) => TierStanding;
};

/** One a day at most, of the days that are looked at and the closed one itself: what is forgotten would be written again at every look. */
const REMEMBERED_MOVEMENTS = MOVEMENT_DAYS + 1;

/** The same record without what is undefined, newest keys kept. */
function kept<V>(
  record: { readonly [key: string]: V },
  key: string,
  value: V | undefined,
  limit: number,
): { readonly [key: string]: V } {
  const entries = Object.entries(record).filter(([other]) => other !== key);
  if (value !== undefined) entries.push([key, value]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).slice(-limit));
}

const without = <K extends keyof TierStanding>(
  standing: TierStanding,
  ...names: readonly K[]
): Omit<TierStanding, K> => {
  const copy = { ...standing };
  for (const name of names) delete copy[name];
  return copy;
};

function moved(
  standing: TierStanding,
  { businessDate, deltaFen, retracted }: LargeMovementDetected['data'],
): TierStanding {
  return {
    ...standing,
    movements: kept(standing.movements, businessDate, retracted ? undefined : deltaFen, REMEMBERED_MOVEMENTS),
  };
}

function fallen(standing: TierStanding, { from, to, downgradedOn }: ClientDowngraded['data']): TierStanding {
  const fall = { from, to, on: downgradedOn, since: standing.since };
  return { ...without(standing, 'watch'), tier: to, since: downgradedOn, fall };
}

const on: On = {
  StandingOpened: (standing, { outletId, tier, signedOn }) => ({
    ...standing,
    opened: true,
    outletId,
    tier,
    since: signedOn,
  }),
  ClientMarkedPotential: (standing, { basis, targetTier, markedOn }) => ({
    ...without(standing, 'coolOff'),
    potential: { basis, targetTier, markedOn },
  }),
  PotentialWithdrawn: (standing) => without(standing, 'potential'),
  ClientUpgraded: (standing, { to, upgradedOn, opportunityId }) => ({
    ...without(standing, 'potential', 'watch', 'fall', 'coolOff'),
    tier: to,
    since: upgradedOn,
    ...(opportunityId !== undefined && { signedBy: opportunityId }),
  }),
  SigningRefused: (standing) => standing,
  MonthJudged: (standing, { monthEnd, averageFen, below }) => ({
    ...standing,
    below: kept(standing.below, monthEnd, below ? averageFen : undefined, JUDGED_MONTHS),
  }),
  TierWatchStarted: (standing, { monthEnd }) => ({ ...standing, watch: { since: monthEnd } }),
  TierWatchCleared: (standing) => without(standing, 'watch'),
  WatchOverridden: (standing, { tier, overriddenOn }) => ({
    ...without(standing, 'watch'),
    overrides: { ...standing.overrides, [tier]: overriddenOn },
  }),
  ClientDowngraded: fallen,
  TierRestored: (standing, { to }) => ({
    ...without(standing, 'fall', 'watch', 'potential'),
    tier: to,
    since: standing.fall?.since ?? null,
  }),
  LargeMovementDetected: moved,
  AverageBandChanged: (standing, { band }) => ({ ...standing, band }),
  AverageCrossingForecast: (standing, { tier, direction, on: date }) => ({
    ...standing,
    forecasts: kept(standing.forecasts, `${tier}:${direction}`, date ?? undefined, 8),
  }),
  FollowUpTerminated: (standing, { terminatedOn, coolOffUntil }) => ({
    ...without(standing, 'potential'),
    coolOff: { terminatedOn, until: coolOffUntil },
  }),
};

/** 等级状态 of one client. `evolve` answers a new state, so that a decision may look ahead with it. */
export const tierStanding: Aggregate<TierStanding, TierStandingEvent> = {
  name: 'tierStanding',
  initial: () => ({
    ...{ opened: false, outletId: '', tier: null, since: null },
    ...{ below: {}, overrides: {}, movements: {}, forecasts: {} },
  }),
  evolve: (standing, event) =>
    (on[event.type] as (s: TierStanding, data: unknown) => TierStanding)(standing, event.data),
  schemas: {
    ClientMarkedPotential: { personal: { subject: 'clientId', profile: ['reason'] } },
    WatchOverridden: { personal: { subject: 'clientId', profile: ['reason'] } },
  },
};

/** A standing that grows while a decision works: each fact is folded at once, so the next rule sees it. */
export class Draft {
  readonly facts: TierStandingEvent[] = [];
  constructor(public standing: TierStanding) {}

  add(...facts: readonly TierStandingEvent[]): void {
    for (const fact of facts) {
      this.standing = tierStanding.evolve(this.standing, fact);
      this.facts.push(fact);
    }
  }
}
