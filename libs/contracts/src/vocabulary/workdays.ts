import { addDays, dateOfDay, dayNumber, isoWeekday } from './business-date.js';

/** Days on which the bank works otherwise than the weekday says. */
export type Workdays = {
  /** Public holidays 法定节假日 that fall on weekdays. */
  readonly off: readonly string[];
  /** Weekend days that are worked instead 调休. */
  readonly work: readonly string[];
};

/** By year, as the State Council announced them; a new year is a new entry here. */
export const ANNOUNCED_WORKDAYS: { readonly [year: string]: Workdays } = {
  2025: {
    off: [
      ...['2025-01-01', '2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31', '2025-02-03', '2025-02-04'],
      ...['2025-04-04', '2025-05-01', '2025-05-02', '2025-05-05', '2025-06-02'],
      ...['2025-10-01', '2025-10-02', '2025-10-03', '2025-10-06', '2025-10-07', '2025-10-08'],
    ],
    work: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  2026: {
    off: [
      ...['2026-01-01', '2026-01-02', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'],
      ...['2026-02-23', '2026-04-06', '2026-05-01', '2026-05-04', '2026-05-05', '2026-06-19', '2026-09-25'],
      ...['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
    ],
    work: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
};

/** All announced years in one. */
export const announcedWorkdays = (): { off: string[]; work: string[] } => {
  const years = Object.values(ANNOUNCED_WORKDAYS);
  return { off: years.flatMap(({ off }) => off), work: years.flatMap(({ work }) => work) };
};

/** Whether the bank works on a date: weekends and public holidays off, make-up days on. */
export const isWorkday = (date: string, { off, work }: Workdays): boolean =>
  work.includes(date) || (isoWeekday(date) <= 5 && !off.includes(date));

/** The date of the nth workday after a date. */
export function workdayAfter(date: string, days: number, workdays: Workdays): string {
  let current = date;
  for (let left = days; left > 0;) {
    current = addDays(current, 1);
    if (isWorkday(current, workdays)) left -= 1;
  }
  return current;
}

/** Workdays after `from`, up to and including `to`; 0 when `to` is earlier. */
export function workdaysBetween(from: string, to: string, workdays: Workdays): number {
  let days = 0;
  for (let day = dayNumber(from) + 1; day <= dayNumber(to); day++) if (isWorkday(dateOfDay(day), workdays)) days += 1;
  return days;
}
