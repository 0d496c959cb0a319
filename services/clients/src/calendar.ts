/** A business date (Asia/Shanghai) as a whole number of days since 1970-01-01: what arithmetic is done on. */
export type Day = number;

const known = new Map<string, Day>();
const REMEMBERED = 20_000;

/** The day of `2026-06-01`; NaN when it is no date of the calendar. */
export function dayOf(date: string): Day {
  const remembered = known.get(date);
  if (remembered !== undefined) return remembered;
  const day = parsed(date);
  if (known.size < REMEMBERED) known.set(date, day);
  return day;
}

function parsed(date: string): Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return Number.NaN;
  const day = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8))) / MS_PER_DAY;
  return written(day) === date ? day : Number.NaN;
}

const MS_PER_DAY = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;
const written = (day: Day): string => new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
const names = new Map<Day, string>();

/** The date of a day: `2026-06-01`. */
export function dateOf(day: Day): string {
  const remembered = names.get(day);
  if (remembered !== undefined) return remembered;
  const date = written(day);
  if (names.size < REMEMBERED) names.set(day, date);
  return date;
}

/** The business date in Shanghai at an instant. */
export const businessDateAt = (instant: string): string =>
  dateOf(Math.floor((Date.parse(instant) + SHANGHAI_MS) / MS_PER_DAY));

/** The instant (UTC) at which it is `hour`:00 in Shanghai on a day. */
export const instantAt = (day: Day, hour: number): string =>
  new Date(day * MS_PER_DAY + hour * 3_600_000 - SHANGHAI_MS).toISOString();

export const addDays = (date: string, days: number): string => dateOf(dayOf(date) + days);

export const isMonthEnd = (day: Day): boolean => dateOf(day + 1).endsWith('-01');
/** First day of the month that a day is in. */
export const monthStart = (day: Day): Day => day + 1 - Number(dateOf(day).slice(8));
export const yearStart = (day: Day): Day => dayOf(`${dateOf(day).slice(0, 4)}-01-01`);
/** The last `count` month ends up to and including `through`, oldest first. */
export function monthEnds(through: Day, count: number): readonly Day[] {
  const key = through * 64 + count;
  const remembered = endsOf.get(key);
  if (remembered) return remembered;
  const ends: Day[] = [];
  for (
    let end = isMonthEnd(through) ? through : monthStart(through) - 1;
    ends.length < count;
    end = monthStart(end) - 1
  )
    ends.unshift(end);
  if (endsOf.size < REMEMBERED) endsOf.set(key, ends);
  return ends;
}
const endsOf = new Map<number, readonly Day[]>();
/** First month end on or after a day. */
export function nextMonthEnd(from: Day): Day {
  let day = from;
  while (!isMonthEnd(day)) day++;
  return day;
}
