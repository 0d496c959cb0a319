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
  const above = distance(line, asOf) >= 0;
  let day = asOf;
  while (day < asOf + HORIZON) {
    const end = Math.min(straightUntil(line, day), asOf + HORIZON);
    const found = flipIn(line, day, end, above);
    if (found !== undefined) return found;
    day = end;
  }
  return undefined;
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

/** The last day up to which the distance, from `day` on, changes by the same amount every day. */
function straightUntil({ timeline, window, asOf }: Line, day: Day): Day {
  if (window === 'CALENDAR_YTD' || window === 'CALENDAR_MONTH') return periodEnd(window, day);
  const leaving = windowStart(window, day);
  if (leaving > asOf) return day + HORIZON;
  const length = day - leaving + 1;
  const next = timeline.days[stepAt(timeline, leaving) + 1];
  const change = leaving < timeline.firstDay && timeline.firstDay !== Infinity ? timeline.firstDay : (next ?? Infinity);
  // The totals that leave on the days after `day` are those of leaving, leaving + 1, …: alike before `change`.
  return Math.max(day + 1, Math.min(change, asOf + 1) - 1 + length);
}

/** End of the calendar period that `day` is in; on its last day, of the next one's first day. */
function periodEnd(window: 'CALENDAR_YTD' | 'CALENDAR_MONTH', day: Day): Day {
  const startOf = window === 'CALENDAR_YTD' ? yearStart : monthStart;
  if (startOf(day + 1) === day + 1) return day + 1;
  const inNext = startOf(day) + (window === 'CALENDAR_YTD' ? 370 : 35);
  return startOf(inNext) - 1;
}

/** The first day after `start` up to `end` on which the distance has changed sides; it is a straight line between them. */
function flipIn(line: Line, start: Day, end: Day, above: boolean): Day | undefined {
  const atEnd = distance(line, end);
  if (atEnd >= 0 === above) return undefined;
  const atStart = distance(line, start);
  const slope = Math.abs(atEnd - atStart) / (end - start);
  const whole = Math.abs(atStart) - (Math.abs(atStart) % slope);
  const steps = whole / slope + (above || whole < Math.abs(atStart) ? 1 : 0);
  return start + steps;
}
