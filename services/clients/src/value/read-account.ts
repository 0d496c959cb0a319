import { dateOfDay, dayNumber, rank, TIERS, type Tier } from '@pcrm/contracts';
import { monthEnds, nextMonthEnd, type Day } from '../calendar.js';
import { policyOn, type TierPolicyVersion, type TierRules } from '../policy.js';
import {
  JUDGED_MONTHS,
  MOVEMENT_DAYS,
  type Forecast,
  type Moment,
  type MonthReading,
  type Movement,
  type Readings,
} from '../readings.js';
import { averageAt } from './annual-average.js';
import { bandOf, edgesAround } from './average-band.js';
import { crossing } from './crossing.js';
import { stepAt, type Timeline } from './timeline.js';

/** Business dates to evaluate: those after `after` (undefined: since the first record) up to `through`. */
export type Span = {
  readonly after: string | undefined;
  readonly through: string;
  /** False: no tier is held that month ends could be judged under. */
  readonly judged?: boolean;
};

/** At the first close of all, so many days at most are looked at one by one. */
const CATCH_UP_DAYS = 400;

/** The highest tier whose standard an average reaches; null below all. */
export function reachedBy(averageFen: number, { thresholdsFen }: TierRules): Tier | null {
  return TIERS.findLast((tier) => thresholdsFen[tier] !== null && averageFen >= thresholdsFen[tier]) ?? null;
}

/** Everything a closing reads from one client's balances. Pure: the same balances and policies give the same readings. */
export function readAccount(
  timeline: Timeline,
  { after, through, judged = true }: Span,
  policies: readonly TierPolicyVersion[],
): Readings {
  const asOf = dayNumber(through);
  const rules = policyOn(policies, through);
  const { averageFen, coveredDays } = averageAt(timeline, rules.window, asOf);
  const movementsFrom = asOf - MOVEMENT_DAYS;
  const reached = reachedBy(averageFen, rules);
  const ahead = crossings(timeline, rules, asOf, reached);
  return {
    through,
    averageFen,
    coveredDays,
    moments: momentsOf(timeline, firstPending(timeline, after, asOf), asOf, policies),
    months: judged ? monthEnds(asOf, JUDGED_MONTHS).map((end) => monthOf(timeline, end, policies)) : [],
    movements: movementsIn(timeline, movementsFrom, asOf, policies),
    movementsFrom: dateOfDay(movementsFrom),
    forecasts: ahead.filter(({ on }) => dayNumber(on) <= asOf + rules.forecastDays),
    due: dateOfDay(dueAfter(timeline, rules, asOf, { averageFen, ahead, policies })),
  };
}

function firstPending(timeline: Timeline, after: string | undefined, asOf: Day): Day {
  const since = after === undefined ? Math.max(timeline.firstDay, asOf - CATCH_UP_DAYS) : dayNumber(after) + 1;
  return Math.min(since, asOf);
}

function momentsOf(
  timeline: Timeline,
  from: Day,
  asOf: Day,
  policies: readonly TierPolicyVersion[],
): readonly Moment[] {
  const moments: Moment[] = [];
  for (let day = from; day <= asOf; day++) {
    const rules = policyOn(policies, dateOfDay(day));
    const { averageFen } = averageAt(timeline, rules.window, day);
    const moment = {
      date: dateOfDay(day),
      averageFen,
      band: bandOf(averageFen),
      reached: reachedBy(averageFen, rules),
    };
    const previous = moments.at(-1);
    if (day === asOf || previous?.band !== moment.band || previous.reached !== moment.reached) moments.push(moment);
  }
  return moments;
}

function monthOf(timeline: Timeline, end: Day, policies: readonly TierPolicyVersion[]): MonthReading {
  const { averageFen, full } = averageAt(timeline, policyOn(policies, dateOfDay(end)).window, end);
  return { monthEnd: dateOfDay(end), averageFen, full };
}

/** ≥ the amount, or ≥ the share of the balance of the day before, within one day; the first record of all is no movement. */
export function isLarge(
  deltaFen: number,
  beforeFen: number,
  { amountFen, percent }: TierRules['largeMovement'],
): boolean {
  const size = Math.abs(deltaFen);
  return size >= amountFen || (beforeFen > 0 && size > 0 && size * 100 >= beforeFen * percent);
}

function movementsIn(
  timeline: Timeline,
  from: Day,
  to: Day,
  policies: readonly TierPolicyVersion[],
): readonly Movement[] {
  const found: Movement[] = [];
  for (let i = Math.max(1, stepAt(timeline, from - 1) + 1); i < timeline.days.length; i++) {
    const day = timeline.days[i] as Day;
    if (day > to) break;
    const [before, totalFen] = [timeline.totals[i - 1] as number, timeline.totals[i] as number];
    const { largeMovement } = policyOn(policies, dateOfDay(day));
    if (isLarge(totalFen - before, before, largeMovement))
      found.push({ date: dateOfDay(day), deltaFen: totalFen - before, totalFen });
  }
  return found;
}

/** When the next tier above would be reached and when the reached one would be lost. */
function crossings(timeline: Timeline, rules: TierRules, asOf: Day, reached: Tier | null): readonly Forecast[] {
  const above = TIERS.find((tier) => rank(tier) > rank(reached) && rules.thresholdsFen[tier] !== null);
  const wanted = [above && ([above, 'reach'] as const), reached && ([reached, 'lose'] as const)].filter(
    (pair) => !!pair,
  );
  return wanted.flatMap(([tier, direction]) => {
    const day = crossing(timeline, rules.window, asOf, rules.thresholdsFen[tier] as number);
    return day === undefined ? [] : [{ tier, direction, on: dateOfDay(day) }];
  });
}

type Ahead = {
  readonly averageFen: number;
  readonly ahead: readonly Forecast[];
  readonly policies: readonly TierPolicyVersion[];
};

function dueAfter(timeline: Timeline, rules: TierRules, asOf: Day, { averageFen, ahead, policies }: Ahead): Day {
  const dates = ahead.flatMap(({ on }) => [dayNumber(on), Math.max(asOf + 1, dayNumber(on) - rules.forecastDays)]);
  const asked = new Set(Object.values(rules.thresholdsFen));
  const others = edgesAround(averageFen).filter((edge) => !asked.has(edge));
  const edges = others.map((edge) => crossing(timeline, rules.window, asOf, edge) ?? Infinity);
  const changes = policies.map(({ effectiveFrom }) => dayNumber(effectiveFrom)).filter((day) => day > asOf);
  return Math.min(nextMonthEnd(asOf + 1), nextRecord(timeline, asOf), ...dates, ...edges, ...changes);
}

/** Balances already known for days that are not closed yet. */
const nextRecord = (timeline: Timeline, asOf: Day): Day => timeline.days[stepAt(timeline, asOf) + 1] ?? Infinity;
