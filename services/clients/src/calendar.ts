import { dateOfDay, dayNumber } from '@pcrm/contracts';

/** A business date (Asia/Shanghai) as a whole number of days since 1970-01-01: what arithmetic is done on. */
export type Day = number;

const REMEMBERED = 20_000;

export const isMonthEnd = (day: Day): boolean => dateOfDay(day + 1).endsWith('-01');
/** First day of the month that a day is in. */
export const monthStart = (day: Day): Day => day + 1 - Number(dateOfDay(day).slice(8));
export const yearStart = (day: Day): Day => dayNumber(`${dateOfDay(day).slice(0, 4)}-01-01`);
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
