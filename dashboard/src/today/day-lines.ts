import type { Tier } from '@pcrm/contracts';
import type { DailyPlan, DueLine, PlanLine } from '../api/engagement.js';

/** A client in somebody's day: due, planned, or both. */
export type DayLine = {
  readonly clientId: string;
  readonly name: string | null;
  readonly tier: Tier | null;
  readonly potential: Tier | null;
  readonly reasons: DueLine['reasons'];
  /** Rules the plan was made for, where nothing is due any more. */
  readonly rules: readonly string[];
  readonly lastContactOn: string | null;
  readonly score: number;
  /** Null: due, but not in today's plan. */
  readonly plan: PlanLine['state'] | null;
  readonly done: boolean;
};

/** Still to do first, by weight; then what was done; then what was dropped. */
const place = ({ done, plan }: DayLine): number => (plan === 'dropped' ? 2 : done ? 1 : 0);

/** Plan and due list as one list: every client once, the most pressing first. */
export function dayLines(plan: DailyPlan | undefined, due: readonly DueLine[]): readonly DayLine[] {
  const planned = new Map(plan?.items.map((item) => [item.clientId, item]));
  const dueIds = new Set(due.map(({ clientId }) => clientId));
  const lines: DayLine[] = [
    ...due.map((line) => {
      const item = planned.get(line.clientId);
      return {
        ...{ clientId: line.clientId, name: line.clientName, tier: line.tier, potential: line.potential },
        ...{ reasons: line.reasons, rules: item?.rules ?? [], lastContactOn: line.lastContactOn, score: line.score },
        ...{ plan: item?.state ?? null, done: item?.done ?? false },
      };
    }),
    ...[...planned.values()]
      .filter(({ clientId }) => !dueIds.has(clientId))
      .map((item) => ({
        ...{ clientId: item.clientId, name: item.clientName, tier: null, potential: null, reasons: [] },
        ...{ rules: item.rules, lastContactOn: null, score: item.score, plan: item.state, done: item.done },
      })),
  ];
  return lines.toSorted((a, b) => place(a) - place(b) || b.score - a.score || (a.clientId < b.clientId ? -1 : 1));
}

/** Planned, and neither done nor dropped. */
export const isToDo = ({ plan, done }: DayLine): boolean => plan !== null && plan !== 'dropped' && !done;

export const DAY_FILTERS = ['plan', 'due', 'late'] as const;
export type DayFilter = (typeof DAY_FILTERS)[number];
const isLate = ({ reasons, done }: DayLine): boolean => !done && reasons.some(({ daysLeft }) => daysLeft < 0);

/** The part of the day that is looked at. */
export function shownLines(lines: readonly DayLine[], filter: DayFilter): readonly DayLine[] {
  if (filter === 'plan') return lines.filter(({ plan }) => plan !== null);
  if (filter === 'late') return lines.filter(isLate);
  return lines;
}
