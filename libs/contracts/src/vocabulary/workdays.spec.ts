import { describe, expect, it } from '@jest/globals';
import { isoWeekday } from './business-date.js';
import { ANNOUNCED_WORKDAYS, announcedWorkdays, isWorkday, workdayAfter, workdaysBetween } from './workdays.js';

const announced = announcedWorkdays();

describe('the announced holidays', () => {
  it.each(Object.entries(ANNOUNCED_WORKDAYS))(
    'of %s are weekdays off and weekend days on of that year',
    (year, days) => {
      expect(days.off.filter((date) => !date.startsWith(year) || isoWeekday(date) > 5)).toEqual([]);
      expect(days.work.filter((date) => !date.startsWith(year) || isoWeekday(date) <= 5)).toEqual([]);
    },
  );
  it('of all years are in order, each once', () => {
    for (const dates of [announced.off, announced.work]) expect(dates).toEqual([...new Set(dates)].sort());
  });
});

describe('workdays', () => {
  it.each([
    ['2026-06-18', true],
    ['2026-06-19', false],
    ['2026-06-20', false],
    ['2026-06-22', true],
    ['2026-09-20', true],
    ['2026-10-10', true],
  ])('%s: %s', (date, works) => expect(isWorkday(date, announced)).toBe(works));
  it.each([
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-10-08', 3, '2026-10-12'],
    ['2026-10-08', 0, '2026-10-08'],
  ])('after %s, the %ith is %s', (date, nth, day) => expect(workdayAfter(date, nth, announced)).toBe(day));
  it.each([
    ['2026-06-12', '2026-06-12', 0, 'the same day'],
    ['2026-06-12', '2026-06-14', 0, 'Friday to Sunday'],
    ['2026-06-12', '2026-06-15', 1, 'Friday to Monday'],
    ['2026-06-18', '2026-06-22', 1, 'over the Dragon Boat Festival'],
    ['2026-09-30', '2026-10-08', 1, 'over the National Day week'],
    ['2026-10-09', '2026-10-10', 1, 'to a Saturday that is worked'],
    ['2026-06-15', '2026-06-12', 0, 'never negative'],
  ])('from %s to %s are %i: %s', (from, to, days) => expect(workdaysBetween(from, to, announced)).toBe(days));
});
