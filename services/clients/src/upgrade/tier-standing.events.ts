import type { Fact } from '@pcrm/event-sourcing';
import type { AverageBand, Tier } from '@pcrm/contracts';

type Of<Type extends string, Data> = Fact<Type, { readonly clientId: string; readonly outletId: string } & Data>;

/** The client is followed from now on; `tier` was signed before the takeover. */
export type StandingOpened = Of<'StandingOpened', { readonly tier: Tier | null; readonly signedOn: string | null }>;
/** 潜在贵宾客户 (A2): the standard is reached (a), or judged by hand with a reason (b). */
export type ClientMarkedPotential = Of<
  'ClientMarkedPotential',
  {
    readonly basis: 'reached' | 'judged';
    readonly targetTier: Tier;
    readonly currentTier: Tier | null;
    readonly averageFen: number;
    readonly markedOn: string;
    readonly policyVersion: number;
    /** Why, in the words of who judged; free text, sealed. */
    readonly reason?: string | null;
  }
>;
export type PotentialWithdrawn = Of<
  'PotentialWithdrawn',
  { readonly withdrawnOn: string; readonly reasonCode: string }
>;
/** 升级 by signing (P3, P5). */
export type ClientUpgraded = Of<
  'ClientUpgraded',
  { readonly from: Tier | null; readonly to: Tier; readonly upgradedOn: string; readonly opportunityId?: string }
>;
export type SigningRefused = Of<
  'SigningRefused',
  { readonly opportunityId: string; readonly code: string; readonly refusedAt: string }
>;
/** What a month end came to under the tier then held; a later one for the same month supersedes. */
export type MonthJudged = Of<
  'MonthJudged',
  {
    readonly monthEnd: string;
    readonly tier: Tier;
    readonly averageFen: number;
    readonly below: boolean;
    readonly policyVersion: number;
  }
>;
/** 等级观察. */
export type TierWatchStarted = Of<
  'TierWatchStarted',
  { readonly tier: Tier; readonly monthEnd: string; readonly averageFen: number }
>;
export type TierWatchCleared = Of<'TierWatchCleared', { readonly tier: Tier; readonly clearedOn: string }>;
/** The head ends a watch: the months so far do not count any more. */
export type WatchOverridden = Of<
  'WatchOverridden',
  { readonly tier: Tier; readonly overriddenOn: string; readonly reason: string | null; readonly by: string }
>;
/** 降级 after the months of the watch. */
export type ClientDowngraded = Of<
  'ClientDowngraded',
  { readonly from: Tier; readonly to: Tier | null; readonly downgradedOn: string }
>;
/** A correction shows that a fall should not have been: the tier stands again from the date of the fall on. */
export type TierRestored = Of<
  'TierRestored',
  { readonly from: Tier | null; readonly to: Tier; readonly restoredOn: string }
>;
/** 大额变动; `retracted`: a correction undid it. */
export type LargeMovementDetected = Of<
  'LargeMovementDetected',
  { readonly businessDate: string; readonly deltaFen: number; readonly totalFen: number; readonly retracted?: boolean }
>;
export type AverageBandChanged = Of<
  'AverageBandChanged',
  { readonly band: AverageBand; readonly averageFen: number; readonly asOf: string }
>;
export type AverageCrossingForecast = Of<
  'AverageCrossingForecast',
  { readonly tier: Tier; readonly direction: 'reach' | 'lose'; readonly on: string | null; readonly asOf: string }
>;
/** 终止跟进 (P4). */
export type FollowUpTerminated = Of<
  'FollowUpTerminated',
  {
    readonly reasonCode: string;
    readonly remainsTier: Tier | null;
    readonly terminatedOn: string;
    readonly coolOffUntil: string;
  }
>;

export type TierStandingEvent =
  | StandingOpened
  | ClientMarkedPotential
  | PotentialWithdrawn
  | ClientUpgraded
  | SigningRefused
  | MonthJudged
  | TierWatchStarted
  | TierWatchCleared
  | WatchOverridden
  | ClientDowngraded
  | TierRestored
  | LargeMovementDetected
  | AverageBandChanged
  | AverageCrossingForecast
  | FollowUpTerminated;
