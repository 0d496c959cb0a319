import type { AverageBand, Tier } from '@pcrm/contracts';

/** The average as of the end of a business date. */
export type Moment = {
  readonly date: string;
  readonly averageFen: number;
  readonly band: AverageBand;
  readonly reached: Tier | null;
};
/** The average at a month end; `full`: every day of its window is accounted for, so a downgrade may be judged. */
export type MonthReading = { readonly monthEnd: string; readonly averageFen: number; readonly full: boolean };
/** A large movement 大额变动 as the balances now stand. */
export type Movement = { readonly date: string; readonly deltaFen: number; readonly totalFen: number };
/** If balances stay, the average reaches or loses the standard of `tier` on `on`. */
export type Forecast = { readonly tier: Tier; readonly direction: 'reach' | 'lose'; readonly on: string };

/** Month ends that a correction can still re-judge. */
export const JUDGED_MONTHS = 13;

/** Days back from the last closed date in which a correction still finds or retracts a large movement. */
export const MOVEMENT_DAYS = 120;

/** What the balances of one client say when business dates are closed: all that a tier decision needs of them. */
export type Readings = {
  /** Last closed business date. */
  readonly through: string;
  readonly averageFen: number;
  readonly coveredDays: number;
  /** Dates newly closed on which band or reached tier changed, and the last one. */
  readonly moments: readonly Moment[];
  /** The last month ends, oldest first, however often they were read before: corrections show here. */
  readonly months: readonly MonthReading[];
  /** Every large movement from `movementsFrom` on. */
  readonly movements: readonly Movement[];
  readonly movementsFrom: string;
  readonly forecasts: readonly Forecast[];
  /** First date after `through` on which anything can change if balances stay. */
  readonly due: string;
};
