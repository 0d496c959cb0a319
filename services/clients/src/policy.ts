import type { Tier } from '@pcrm/contracts';

/** How many days the annual daily average 年日均 looks back: rolling, or since the calendar year or month began. */
export const WINDOWS = ['ROLLING_365', 'CALENDAR_YTD', 'ROLLING_180', 'CALENDAR_MONTH'] as const;
export type AverageWindow = (typeof WINDOWS)[number];

/** The numbers of the tier rules, as one version of the policy. */
export type TierRules = {
  /** Standard of each tier as annual daily average in fen; null: the tier is off. */
  readonly thresholdsFen: { readonly [T in Tier]: number | null };
  readonly window: AverageWindow;
  /** Month ends in a row below the standard after which a client falls. */
  readonly watchMonths: { readonly [T in Tier]: number };
  /** A movement is large from this amount (fen) or this share (percent of the balance of the day before) on. */
  readonly largeMovement: { readonly amountFen: number; readonly percent: number };
  /** Days without follow-up after the client declined (P4). */
  readonly coolOffDays: number;
  /** Crossing dates further away than this are not forecast. */
  readonly forecastDays: number;
};
/** A version of the policy and the business date from which it is chosen. */
export type TierPolicyVersion = TierRules & { readonly version: number; readonly effectiveFrom: string };

const YUAN = 100;
/** Version 1, built in: gold 100 000, platinum 500 000, diamond 1 000 000 yuan; private bank 6 000 000 is off. */
export const builtInRules: TierRules = {
  thresholdsFen: { gold: 100_000 * YUAN, platinum: 500_000 * YUAN, diamond: 1_000_000 * YUAN, privateBank: null },
  window: 'ROLLING_365',
  watchMonths: { gold: 3, platinum: 3, diamond: 3, privateBank: 6 },
  largeMovement: { amountFen: 50_000 * YUAN, percent: 20 },
  coolOffDays: 180,
  forecastDays: 90,
};

/** The version in force on a business date: of those that have begun, the one that began last; of two beginning together, the newer. The first one before any. */
export function policyOn(versions: readonly TierPolicyVersion[], date: string): TierPolicyVersion {
  let chosen: TierPolicyVersion | undefined;
  for (const next of versions) if (next.effectiveFrom <= date && !(chosen && isBefore(next, chosen))) chosen = next;
  chosen ??= versions[0];
  if (!chosen) throw new Error('a tier policy has at least one version');
  return chosen;
}
const isBefore = (one: TierPolicyVersion, other: TierPolicyVersion): boolean =>
  one.effectiveFrom < other.effectiveFrom || (one.effectiveFrom === other.effectiveFrom && one.version < other.version);
