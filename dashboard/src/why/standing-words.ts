import type { Tier } from '@pcrm/contracts';

/** Windows of the annual daily average, as words name them. */
export const WINDOWS: { readonly [window: string]: 'rolling365' | 'rolling180' | 'year' | 'month' | undefined } = {
  ROLLING_365: 'rolling365',
  ROLLING_180: 'rolling180',
  CALENDAR_YTD: 'year',
  CALENDAR_MONTH: 'month',
};

const WORDS = {
  StandingOpened: 'opened',
  ClientMarkedPotential: 'potential',
  PotentialWithdrawn: 'potentialWithdrawn',
  ClientUpgraded: 'upgraded',
  SigningRefused: 'refused',
  MonthJudged: 'monthJudged',
  TierWatchStarted: 'watchStarted',
  TierWatchCleared: 'watchCleared',
  WatchOverridden: 'watchOverridden',
  ClientDowngraded: 'downgraded',
  TierRestored: 'restored',
  LargeMovementDetected: 'largeMovement',
  AverageBandChanged: 'bandChanged',
  FollowUpTerminated: 'terminated',
} as const;
export type StandingWord = (typeof WORDS)[keyof typeof WORDS];

/** What a fact about the tier is called; undefined for one that only looks ahead. */
export const wordOf = (type: string): StandingWord | undefined =>
  Object.hasOwn(WORDS, type) ? WORDS[type as keyof typeof WORDS] : undefined;

const TIERS: readonly string[] = ['gold', 'platinum', 'diamond', 'privateBank'] satisfies readonly Tier[];
const isTier = (value: unknown): value is Tier => typeof value === 'string' && TIERS.includes(value);

/** The tier that a fact is about: the one reached before the one left. */
export const tierIn = (data: { readonly [name: string]: unknown }): Tier | undefined =>
  ['to', 'targetTier', 'tier', 'remainsTier'].map((name) => data[name]).find(isTier);
