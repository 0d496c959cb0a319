import { monthStart, yearStart, type Day } from '../calendar.js';
import type { AverageWindow } from '../policy.js';
import { windowStart } from './annual-average.js';
import { stepAt, sumOver, totalAt, type Timeline } from './timeline.js';

/** After this many days with the same balance no average changes any more. */
const HORIZON = 366;

/**
 * The first day after `asOf` on which the average, if balances stay as on `asOf`, is on the other side of the threshold:
 * an exact search, for between two steps the distance Σ − T·N changes by the same amount every day. Undefined: never.
 */
export function crossing(timeline: Timeline, window: AverageWindow, asOf: Day, thresholdFen: number): Day | undefined {
  const line: Line = { timeline, window, asOf, thresholdFen, balanceFen: totalAt(timeline, asOf) };
  return window === 'CALENDAR_YTD' || window === 'CALENDAR_MONTH' ? inCalendar(line, window) : inRolling(line);
}

type Line = {
  readonly timeline: Timeline;
  readonly window: AverageWindow;
  readonly asOf: Day;
  readonly thresholdFen: number;
  readonly balanceFen: number;
};

/** Σ − T·N on a day, balances kept as on `asOf`. */
function distance({ timeline, window, asOf, thresholdFen, balanceFen }: Line, day: Day): number {
  const from = windowStart(window, day);
  const known = from > asOf ? 0 : sumOver(timeline, from, Math.min(day, asOf));
  const kept = Math.max(0, day - Math.max(asOf, from - 1));
  return known + balanceFen * kept - thresholdFen * (day - from + 1);
}

/** Every day the kept balance comes in and the total of a year (or 180 days) before leaves: one straight piece for each step that leaves. */
function inRolling(line: Line): Day | undefined {
  const { timeline, window, asOf, balanceFen } = line;
  const { days, firstDay } = timeline;
  let leaving = windowStart(window, asOf);
  let step = stepAt(timeline, leaving);
  let day = asOf;
  let at = distance(line, asOf);
  const above = at >= 0;
  while (leaving <= asOf) {
    const isOpening = leaving < firstDay;
    const slope = balanceFen - (isOpening ? (timeline.openingFen ?? 0) : totalOf(timeline, step));
    const until = Math.min(isOpening ? firstDay : (days[step + 1] ?? Infinity), asOf + 1);
    const next = at + slope * (until - leaving);
    // A straight line has changed sides within a piece only if it ends on the other one.
    if (next >= 0 !== above) return day + stepsToFlip(at, slope, above);
    day += until - leaving;
    at = next;
    leaving = until;
    step = step < 0 ? stepAt(timeline, leaving) : step + 1;
  }
  return undefined;
}

const totalOf = ({ totals }: Timeline, step: number): number => totals[step] ?? 0;

/** In a calendar year or month the distance is a straight line; with each new one it begins anew. */
function inCalendar(line: Line, window: 'CALENDAR_YTD' | 'CALENDAR_MONTH'): Day | undefined {
  const horizon = line.asOf + HORIZON;
  let at = distance(line, line.asOf);
  const above = at >= 0;
  for (let day = line.asOf; day < horizon;) {
    const end = Math.min(straightUntil(window, day), horizon);
    const next = distance(line, end);
    const steps =
      end === day + 1 ? (next >= 0 === above ? Infinity : 1) : stepsToFlip(at, (next - at) / (end - day), above);
    if (steps <= end - day) return day + steps;
    [day, at] = [end, next];
  }
  return undefined;
}

/** Days after which a line that stands at `at` and grows by `slope` a day has changed sides. */
function stepsToFlip(at: number, slope: number, above: boolean): number {
  if (above ? slope >= 0 : slope <= 0) return Infinity;
  const size = Math.abs(slope);
  const whole = Math.abs(at) - (Math.abs(at) % size);
  return whole / size + (above || whole < Math.abs(at) ? 1 : 0);
}

/** End of the calendar period that `day` is in; on its last day, the first day of the next one. */
function straightUntil(window: 'CALENDAR_YTD' | 'CALENDAR_MONTH', day: Day): Day {
  const startOf = window === 'CALENDAR_YTD' ? yearStart : monthStart;
  if (startOf(day + 1) === day + 1) return day + 1;
  return startOf(startOf(day) + (window === 'CALENDAR_YTD' ? 370 : 35)) - 1;
}
