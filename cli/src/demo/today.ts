import { addDays, isoWeekday } from '@pcrm/contracts';

/** The day the staff live in: its number, its date, and the instant of an hour of it. */
export type Today = { readonly nth: number; readonly date: string; readonly at: (hour: number) => string };

export const dateOf = ({ nth, date }: Today, day: number): string => addDays(date, day - nth);

/** The first workday from day `day` on. */
export function workdayFrom(today: Today, day: number): number {
  const weekday = isoWeekday(dateOf(today, day));
  return weekday > 5 ? day + 8 - weekday : day;
}
