import { addDays, isoWeekday, type OutreachTerms } from '@pcrm/contracts';

type Calendar = OutreachTerms['calendar'];

/** Whether the bank works on a date: weekends and public holidays off, make-up days 调休 on. */
export const isWorkday = (date: string, { off, work }: Calendar): boolean =>
  work.includes(date) || (isoWeekday(date) <= 5 && !off.includes(date));

/** The date of the nth workday after a date. */
export function workdayAfter(date: string, days: number, calendar: Calendar): string {
  let current = date;
  for (let left = days; left > 0;) {
    current = addDays(current, 1);
    if (isWorkday(current, calendar)) left -= 1;
  }
  return current;
}
