import { addDays, type ImportantDay } from '@pcrm/contracts';
import { LunarDay, LunarMonth } from 'tyme4ts';

/** What of a birthday recurs: no year. */
export type YearlyDay = Pick<ImportantDay, 'calendar' | 'month' | 'day'>;

const two = (number: number): string => String(number).padStart(2, '0');

/** 公历: the 29th of February is kept on the 28th in common years. */
function solarDate(year: number, { month, day }: YearlyDay): string {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return `${String(year)}-${two(month)}-${two(Math.min(day, last))}`;
}

/** 农历: the 30th is kept on the 29th in a short month; a leap month is kept in the ordinary month of that number. */
function lunarDate(year: number, { month, day }: YearlyDay): string {
  const last = LunarMonth.fromYm(year, month).getDayCount();
  const solar = LunarDay.fromYmd(year, month, Math.min(day, last)).getSolarDay();
  return `${String(solar.getYear())}-${two(solar.getMonth())}-${two(solar.getDay())}`;
}

/** The first birthday on or after a date. */
export function nextBirthday(day: YearlyDay, from: string): string {
  const year = Number(from.slice(0, 4));
  const dateIn = day.calendar === 'solar' ? solarDate : lunarDate;
  const candidates = [year - 1, year, year + 1].map((each) => dateIn(each, day)).filter((date) => date >= from);
  return candidates.sort()[0] ?? addDays(from, 365);
}
