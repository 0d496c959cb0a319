/** Business dates (`2026-11-23`) and instants (ISO 8601, UTC), both shown as in Asia/Shanghai (UTC+8 all year). */
const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;

const dayOf = (date: string): number => Date.parse(`${date}T00:00:00.000Z`) / DAY_MS;
const shanghai = (instant: string): string => new Date(Date.parse(instant) + SHANGHAI_MS).toISOString();

/** The business date of an instant. */
export const dateOf = (instant: string): string => shanghai(instant).slice(0, 10);
export const addDays = (date: string, days: number): string =>
  new Date((dayOf(date) + days) * DAY_MS).toISOString().slice(0, 10);
/** Days from one date to another; negative when the other is earlier. */
export const daysBetween = (from: string, to: string): number => dayOf(to) - dayOf(from);

/** 11-24 within the year of `today`, otherwise 2025-11-24. */
export const shortDate = (date: string, today: string): string =>
  date.slice(0, 4) === today.slice(0, 4) ? date.slice(5) : date;
/** 11-24 14:05 in Shanghai. */
export const shortTime = (instant: string, today: string): string =>
  `${shortDate(dateOf(instant), today)} ${shanghai(instant).slice(11, 16)}`;
/** What a `datetime-local` field shows for an instant: Shanghai time. */
export const localTime = (instant: string): string => shanghai(instant).slice(0, 16);
/** Whether a `datetime-local` field says a time: one that was emptied, or filled in by half, says none. */
export const isLocalTime = (local: string): boolean => !Number.isNaN(Date.parse(`${local}:00.000Z`));
/** The instant of a `datetime-local` value read as Shanghai time. */
export const instantOf = (local: string): string =>
  new Date(Date.parse(`${local}:00.000Z`) - SHANGHAI_MS).toISOString();

/** Monday 1 … Sunday 7. */
export const weekdayOf = (date: string): number => ((((dayOf(date) + 3) % 7) + 7) % 7) + 1;
/** `2026-11`. */
export const monthOf = (date: string): string => date.slice(0, 7);
/** `2026-Q4`. */
export const quarterOf = (date: string): string =>
  `${date.slice(0, 4)}-Q${String(Math.ceil(Number(date.slice(5, 7)) / 3))}`;
/** The ISO week of a date: `2026-W47`. */
export function weekOf(date: string): string {
  const thursday = addDays(date, 4 - weekdayOf(date));
  const year = thursday.slice(0, 4);
  return `${year}-W${String(Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1).padStart(2, '0')}`;
}
/** The same kind of period, so many later (negative: earlier). */
export function shifted(period: string, by: number): string {
  const year = Number(period.slice(0, 4));
  if (period.charAt(5) === 'W') {
    const fourth = `${String(year)}-01-04`;
    const monday = addDays(fourth, 1 - weekdayOf(fourth) + (Number(period.slice(6)) - 1) * 7);
    return weekOf(addDays(monday, by * 7));
  }
  const quarter = period.charAt(5) === 'Q';
  const size = quarter ? 4 : 12;
  const index = year * size + Number(period.slice(quarter ? 6 : 5)) - 1 + by;
  const place = String((index % size) + 1);
  return `${String(Math.floor(index / size))}-${quarter ? `Q${place}` : place.padStart(2, '0')}`;
}
