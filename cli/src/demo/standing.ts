import { monthEnd, type Tier } from '@pcrm/contracts';
import type { Care } from './care.js';

/** Days of the window of the annual daily average. */
export const WINDOW = 365;
const STANDARD = {
  diamond: 100_000_000,
  platinum: 50_000_000,
  gold: 10_000_000,
} as const satisfies { readonly [T in Tier]?: number };
const RISING = ['gold', 'platinum', 'diamond'] as const;
const WATCH_MONTHS = 3;
export const COOL_OFF_DAYS = 180;

/** The tier an average stands for, in fen; undefined below gold. */
export const tierFor = (averageFen: number): Tier | undefined =>
  RISING.findLast((tier) => averageFen >= STANDARD[tier]);
const rank = (tier: Tier | undefined): number => RISING.findIndex((each) => each === tier);
export const isHigher = (tier: Tier | undefined, than: Tier | undefined): boolean => rank(tier) > rank(than);

/** A movement of the day: what came in (or went out, below 0) and the total of the day before, in fen. */
export type Moved = { readonly deltaFen: number; readonly beforeFen: number };
const isLargeInflow = ({ deltaFen, beforeFen }: Moved): boolean =>
  deltaFen >= 5_000_000 || (beforeFen > 0 && deltaFen * 5 >= beforeFen);

/** What the platform will make of the day just closed: the staff must not work with somebody who is theirs no more. */
export function closeDay(care: Care, nth: number, date: string, moved: Moved): void {
  if (date === monthEnd(date) && care.since < nth) judgeMonth(care, nth);
  if (isLargeInflow(moved)) reopen(care, nth);
  const target = tierFor(care.averageFen);
  if (!isHigher(target, care.tier)) {
    if (care.reached) lapse(care);
  } else if (!isCoolingOff(care, nth)) {
    care.cooling = undefined;
    care.reached = target;
  }
}

/** P4: a large amount that comes in after the client declined lets them be pursued again. */
function reopen({ cooling }: Care, nth: number): void {
  if (cooling && nth > cooling.declinedOn) cooling.reopened = true;
}

const isCoolingOff = ({ cooling }: Care, nth: number): boolean =>
  cooling !== undefined && nth <= cooling.until && !cooling.reopened;

/** Nothing is left to pursue: the opportunity ends, and who has signed nothing is released. */
export function lapse(care: Care): void {
  care.reached = undefined;
  care.pursuit = undefined;
  care.assignOn = undefined;
  if (!care.tier) care.maintainer = undefined;
}

/** Three month ends in a row below the standard: the client falls, as far as a whole window is known of them. */
function judgeMonth(care: Care, nth: number): void {
  const { averageFen, client } = care;
  const known = client.signed !== undefined || nth + 1 >= WINDOW;
  const isBelow = known && isHigher(care.tier, tierFor(averageFen));
  care.below = isBelow ? care.below + 1 : 0;
  if (care.below < WATCH_MONTHS) return;
  care.tier = tierFor(averageFen);
  care.since = nth;
  care.below = 0;
  if (!care.tier) care.maintainer = undefined;
}
