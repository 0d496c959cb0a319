import type { Day } from '../calendar.js';
import type { AssetAccount } from './asset-account.js';
import type { Cells } from './cells.js';

/** End-of-day totals over all classes as steps: from `days[i]` on the total is `totals[i]`; `sums[i]` adds up all days before `days[i]`. */
export type Timeline = {
  readonly days: readonly Day[];
  readonly totals: readonly number[];
  readonly sums: readonly number[];
  /** Day of the first record; Infinity when there is none. */
  readonly firstDay: Day;
  /** Stands for each day before the first record, in fen; undefined when nothing is known of them. */
  readonly openingFen: number | undefined;
};

export function timelineOf({ cells, firstDay, openingAverageFen }: AssetAccount): Timeline {
  const classes = cells.filter((column): column is Cells => column !== undefined);
  const [only] = classes;
  const steps = only && classes.length === 1 ? stepsOf(only) : stepsOfAll(classes);
  return { ...steps, firstDay: firstDay ?? Infinity, openingFen: openingAverageFen };
}
type Steps = Pick<Timeline, 'days' | 'totals' | 'sums'>;

function stepsOfAll(classes: readonly Cells[]): Steps {
  const [days, totals, sums] = [[] as Day[], [] as number[], [] as number[]];
  const next = classes.map(() => 0);
  let [total, sum] = [0, 0];
  for (let day = soonest(classes, next); day !== Infinity; day = soonest(classes, next)) {
    const changed = total + differenceOn(classes, next, day);
    const before = days.at(-1);
    if (before === undefined || changed !== total) {
      sum += total * (day - (before ?? day));
      days.push(day);
      totals.push(changed);
      sums.push(sum);
    }
    total = changed;
  }
  return { days, totals, sums };
}

/** One class alone: its changes are the steps. */
function stepsOf({ days: cellDays, fens }: Cells): Steps {
  const [days, totals, sums] = [[] as Day[], [] as number[], [] as number[]];
  let [before, total, sum] = [0, 0, 0];
  for (let i = 0; i < cellDays.length; i++) {
    const [day, fen] = [cellDays[i] as Day, fens[i] as number];
    if (i > 0 && fen === total) continue;
    sum += total * (day - before);
    days.push(day);
    totals.push(fen);
    sums.push(sum);
    before = day;
    total = fen;
  }
  return { days, totals, sums };
}

function soonest(classes: readonly Cells[], next: readonly number[]): Day {
  let day = Infinity;
  for (let i = 0; i < classes.length; i++) day = Math.min(day, classes[i]?.days[next[i] as number] ?? Infinity);
  return day;
}

/** What the cells of a day add to the total of the day before; moves past them. */
function differenceOn(classes: readonly Cells[], next: number[], day: Day): number {
  let difference = 0;
  for (let i = 0; i < classes.length; i++) {
    const { days, fens } = classes[i] as Cells;
    const at = next[i] as number;
    if (days[at] !== day) continue;
    difference += (fens[at] as number) - (at > 0 ? (fens[at - 1] as number) : 0);
    next[i] = at + 1;
  }
  return difference;
}

/** Place of the step in force on a day; -1 before the first. */
export function stepAt({ days }: Timeline, day: Day): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] as Day) <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** End-of-day total on a day in fen; the opening average before the first record, 0 when there is none. */
export function totalAt(timeline: Timeline, day: Day): number {
  if (day < timeline.firstDay) return timeline.openingFen ?? 0;
  return timeline.totals[stepAt(timeline, day)] ?? 0;
}

function recordedThrough(timeline: Timeline, day: Day): number {
  const at = stepAt(timeline, day);
  if (at < 0) return 0;
  return (timeline.sums[at] as number) + (timeline.totals[at] as number) * (day - (timeline.days[at] as Day) + 1);
}

/** Σ of end-of-day totals over the days from … to, both included. */
export function sumOver(timeline: Timeline, from: Day, to: Day): number {
  const recorded = recordedThrough(timeline, to) - recordedThrough(timeline, from - 1);
  const before = Math.max(0, Math.min(to, timeline.firstDay - 1) - from + 1);
  return recorded + (timeline.openingFen ?? 0) * before;
}
