import { describe, expect, it } from '@jest/globals';
import {
  addDays,
  dateOfDay,
  dayNumber,
  daysBetween,
  isoWeek,
  isoWeekday,
  monthEnd,
  periodSpan,
  quarterOf,
  shanghaiInstant,
  toShanghaiDate,
} from './business-date.js';

describe('business dates', () => {
  it('count days over month, year and leap day', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(daysBetween('2026-01-01', '2027-01-01')).toBe(365);
    expect(dateOfDay(dayNumber('1969-12-31'))).toBe('1969-12-31');
  });

  it.each(['2026-02-29', '2026-02-30', '2026-13-01', '20260101', '2026-6-1', '+002026-06-01', '', 'today'])(
    'are no other text: %s',
    (text) => expect(dayNumber(text)).toBeNaN(),
  );

  it('change at midnight in Shanghai, not in Greenwich', () => {
    expect(toShanghaiDate('2026-06-30T15:59:59.999Z')).toBe('2026-06-30');
    expect(toShanghaiDate('2026-06-30T16:00:00.000Z')).toBe('2026-07-01');
    expect(shanghaiInstant('2026-07-01', 6)).toBe('2026-06-30T22:00:00.000Z');
  });

  it.each([
    ['2026-01-01', '2026-W01'],
    ['2027-01-01', '2026-W53'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
    ['2024-12-30', '2025-W01'],
    ['2026-11-23', '2026-W48'],
  ])('%s lies in ISO week %s', (date, week) => expect(isoWeek(date)).toBe(week));

  it('know their weekday, Monday first, before 1970 too', () => {
    expect(isoWeekday('2026-11-23')).toBe(1);
    expect(isoWeekday('2026-11-29')).toBe(7);
    expect(isoWeekday('1969-12-28')).toBe(7);
  });

  it('lie inside the week, month and quarter they belong to', () => {
    for (let day = dayNumber('2023-12-25'); day < dayNumber('2029-01-10'); day++) {
      const date = dateOfDay(day);
      for (const period of [isoWeek(date), date.slice(0, 7), quarterOf(date)]) {
        const { start, end } = periodSpan(period);
        expect(start <= date && date < end).toBe(true);
      }
    }
  });

  it('know where periods end', () => {
    expect(periodSpan('2026-Q2')).toEqual({ start: '2026-04-01', end: '2026-07-01' });
    expect(periodSpan('2026-Q4')).toEqual({ start: '2026-10-01', end: '2027-01-01' });
    expect(periodSpan('2026-12')).toEqual({ start: '2026-12-01', end: '2027-01-01' });
    expect(periodSpan('2026-W53')).toEqual({ start: '2026-12-28', end: '2027-01-04' });
    expect(monthEnd('2028-02-03')).toBe('2028-02-29');
  });
});
