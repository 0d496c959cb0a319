import { ANNOUNCED_WORKDAYS, toShanghaiDate } from '@pcrm/contracts';
import { doubtful, fine, type Finding } from './finding.js';

/** Whether the public holidays of this year, and in December those of the next, are known. `holidays`: the variable HOLIDAYS. */
export function holidayTable(now: number, holidays: string | undefined): Finding {
  const date = toShanghaiDate(new Date(now).toISOString());
  const year = Number(date.slice(0, 4));
  const needed = date.slice(5, 7) === '12' ? [year, year + 1] : [year];
  const missing = needed.filter((each) => !covers(each, holidays));
  if (missing.length === 0) return fine('假期表已更新', 'The table of holidays is up to date');
  const list = missing.join(', ');
  return doubtful(
    { zh: `假期表未更新：缺少 ${list} 年`, en: `The table of holidays lacks ${list}` },
    {
      zh: '国务院公布放假安排后，请在 HOLIDAYS 和 MADE_UP_WORKDAYS 中给出并重启。',
      en: 'Once they are announced, give them in HOLIDAYS and MADE_UP_WORKDAYS and start again.',
    },
  );
}

const covers = (year: number, holidays: string | undefined): boolean =>
  holidays === undefined ? String(year) in ANNOUNCED_WORKDAYS : holidays.includes(`${String(year)}-`);
