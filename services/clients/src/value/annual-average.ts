import { monthStart, yearStart, type Day } from '../calendar.js';
import type { AverageWindow } from '../policy.js';
import { sumOver, type Timeline } from './timeline.js';

/** First day of the window that ends on `asOf`. */
export function windowStart(window: AverageWindow, asOf: Day): Day {
  switch (window) {
    case 'ROLLING_365':
      return asOf - 364;
    case 'ROLLING_180':
      return asOf - 179;
    case 'CALENDAR_YTD':
      return yearStart(asOf);
    case 'CALENDAR_MONTH':
      return monthStart(asOf);
  }
}

export type Average = {
  /** Floor of Σ ÷ days, in fen. */
  readonly averageFen: number;
  readonly sumFen: number;
  /** Days of the window. */
  readonly days: number;
  /** Days of the window on or after the first record. */
  readonly coveredDays: number;
  /** Every day of the window has a record behind it or the opening average of the bank's older records. */
  readonly full: boolean;
};

/** 年日均 as of a closed day: Σ of end-of-day totals over the window ÷ its days; days before the first record count the opening average, else zero. */
export function averageAt(timeline: Timeline, window: AverageWindow, asOf: Day): Average {
  const from = windowStart(window, asOf);
  const days = asOf - from + 1;
  const sumFen = sumOver(timeline, from, asOf);
  const coveredDays = Math.max(0, asOf - Math.max(from, timeline.firstDay) + 1);
  const full = coveredDays === days || timeline.openingFen !== undefined;
  return { averageFen: (sumFen - (sumFen % days)) / days, sumFen, days, coveredDays, full };
}

/**
 * What the balance must be from the day after `asOf` so that the average reaches the threshold on `target`:
 * (T·N − Σ known balances inside the window that ends on the target date) ÷ days left, rounded up; never below zero.
 */
export function balanceNeeded(
  timeline: Timeline,
  window: AverageWindow,
  asOf: Day,
  goal: { thresholdFen: number; target: Day },
): number {
  const from = windowStart(window, goal.target);
  const knownFen = from > asOf ? 0 : sumOver(timeline, from, asOf);
  const left = goal.target - Math.max(asOf, from - 1);
  const missing = goal.thresholdFen * (goal.target - from + 1) - knownFen;
  return missing <= 0 ? 0 : Math.ceil(missing / left);
}
