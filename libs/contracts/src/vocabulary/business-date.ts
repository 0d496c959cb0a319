/**
 * Business dates (`2026-11-23`, Asia/Shanghai: UTC+8 all year) and the periods they lie in. Pure arithmetic: no zone data,
 * no clock. Days are counted from 1970-01-01; spans are half-open.
 */
const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;

/** So many answers are remembered per function: all dates within some lifetimes, whatever else is asked for. */
const REMEMBERED = 50_000;

/** The same pure function, faster at what was asked before; neither a throw nor NaN is remembered. */
function remembering<Asked, Answer>(answer: (asked: Asked) => Answer): (asked: Asked) => Answer {
  const known = new Map<Asked, Answer>();
  return (asked) => {
    const remembered = known.get(asked);
    if (remembered !== undefined) return remembered;
    const fresh = answer(asked);
    if (known.size < REMEMBERED && !Number.isNaN(fresh)) known.set(asked, fresh);
    return fresh;
  };
}

/** Days since 1970-01-01; NaN when it is no date of the calendar, written `2026-06-01`. */
export const dayNumber = remembering((date: string): number => {
  const day = Date.parse(`${date}T00:00:00.000Z`) / DAY_MS;
  return Number.isInteger(day) && dateOfDay(day) === date ? day : Number.NaN;
});
/** The date of a day number. */
export const dateOfDay = remembering((day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10));
export const addDays = (date: string, days: number): string => dateOfDay(dayNumber(date) + days);
/** Days from `from` to `to`: 0 for the same date, negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** The business date of an instant. */
export const toShanghaiDate = (instant: string): string =>
  new Date(Date.parse(instant) + SHANGHAI_MS).toISOString().slice(0, 10);
/** The instant at which it is this hour of this date in Shanghai. */
export const shanghaiInstant = (date: string, hour = 0): string =>
  new Date(dayNumber(date) * DAY_MS + hour * 3_600_000 - SHANGHAI_MS).toISOString();

/** Monday 1 … Sunday 7. */
export const isoWeekday = (date: string): number => ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
/** The ISO week of a date: `2026-W47`. */
export function isoWeek(date: string): string {
  const thursday = addDays(date, 4 - isoWeekday(date));
  const year = thursday.slice(0, 4);
  const week = Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}
/** `2026-11`. */
export const monthOf = (date: string): string => date.slice(0, 7);
/** `2026-Q4`. */
export const quarterOf = (date: string): string =>
  `${date.slice(0, 4)}-Q${String(Math.ceil(Number(date.slice(5, 7)) / 3))}`;

/** A stretch of days, `end` not included. */
export type Span = { readonly start: string; readonly end: string };

const firstOfMonth = (year: number, month: number): string =>
  new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10);

/** The days of `2026-06`, `2026-Q2` or `2026-W23`. */
export const periodSpan = remembering((period: string): Span => {
  const year = Number(period.slice(0, 4));
  const kind = period.charAt(5);
  if (kind === 'W') {
    const fourth = `${String(year)}-01-04`;
    const start = addDays(fourth, 1 - isoWeekday(fourth) + (Number(period.slice(6)) - 1) * 7);
    return { start, end: addDays(start, 7) };
  }
  const months = kind === 'Q' ? 3 : 1;
  const month = kind === 'Q' ? Number(period.slice(6)) * 3 - 2 : Number(period.slice(5));
  return { start: firstOfMonth(year, month), end: firstOfMonth(year, month + months) };
});
/** Last day of the month a date lies in. */
export const monthEnd = (date: string): string => addDays(periodSpan(monthOf(date)).end, -1);

/** No date of a person or a business is earlier. */
export const EARLIEST_DATE = '1900-01-01';
