import { dateOfDay, dayNumber, isoWeekday, type AverageBand, type Tier } from '@pcrm/contracts';
import type { BookClientRow } from '../book-clients.row.js';

/** Somebody has to look after the client (A1) and nobody does. */
export type Unassigned = {
  readonly clientId: string;
  readonly clientNo: string | null;
  readonly name: string | null;
  readonly outletId: string | null;
  readonly tier: Tier | null;
  readonly targetTier: Tier | null;
  readonly basis: 'reached' | 'judged' | null;
  readonly band: AverageBand | null;
  readonly since: string;
  /** Workdays that have passed since then; today counts when it is one. */
  readonly ageInWorkdays: number;
};

export const unassignedOn =
  (today: string, calendar: WorkCalendar) =>
  ({ clientId, clientNo, name, outletId, tier, target, band, waiting }: BookClientRow): Unassigned => {
    const since = waiting?.since ?? today;
    return {
      ...{ clientId, clientNo, name, outletId, tier, band, since },
      ...{ targetTier: target?.tier ?? null, basis: target?.basis ?? null },
      ageInWorkdays: workdaysBetween(since, today, calendar),
    };
  };

/** Public holidays on weekdays, and weekend days that are worked instead: data of each year, from the configuration. */
export type WorkCalendar = { readonly holidays: ReadonlySet<string>; readonly madeUp: ReadonlySet<string> };

/** Workdays after `from`, up to and including `to`. */
export function workdaysBetween(from: string, to: string, { holidays, madeUp }: WorkCalendar): number {
  let days = 0;
  for (let day = dayNumber(from) + 1; day <= dayNumber(to); day++) {
    const date = dateOfDay(day);
    if (madeUp.has(date) || (isoWeekday(date) <= 5 && !holidays.has(date))) days += 1;
  }
  return days;
}
