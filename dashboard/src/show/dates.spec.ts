import {
  addDays,
  dateOf,
  daysBetween,
  instantOf,
  isLocalTime,
  localTime,
  shifted,
  shortDate,
  shortTime,
  weekdayOf,
  weekOf,
} from './dates.js';

describe('dates as Shanghai has them', () => {
  it('change at midnight in Shanghai', () => {
    expect(dateOf('2026-06-30T15:59:59.999Z')).toBe('2026-06-30');
    expect(dateOf('2026-06-30T16:00:00.000Z')).toBe('2026-07-01');
  });
  it('count days over a leap day and a year', () => {
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
    expect(daysBetween('2026-12-31', '2027-01-02')).toBe(2);
    expect(daysBetween('2026-11-24', '2026-11-20')).toBe(-4);
  });
  it('leave the year out while it is this one', () => {
    expect(shortDate('2026-11-24', '2026-12-01')).toBe('11-24');
    expect(shortDate('2025-11-24', '2026-12-01')).toBe('2025-11-24');
    expect(shortTime('2026-11-24T06:05:00.000Z', '2026-11-24')).toBe('11-24 14:05');
  });
  it('go into a field and come back as the same instant', () => {
    expect(localTime('2026-11-23T16:30:00.000Z')).toBe('2026-11-24T00:30');
    expect(instantOf('2026-11-24T00:30')).toBe('2026-11-23T16:30:00.000Z');
  });
  it('are none in a field that was emptied', () =>
    expect([isLocalTime('2026-11-24T00:30'), isLocalTime(''), isLocalTime('2026-11-24')]).toEqual([
      true,
      false,
      false,
    ]));
  it.each([
    ['2026-11-23', 1, '2026-W48'],
    ['2026-11-29', 7, '2026-W48'],
    ['2027-01-01', 5, '2026-W53'],
    ['1969-12-28', 7, '1969-W52'],
  ])('%s is weekday %i of %s', (date, weekday, week) =>
    expect([weekdayOf(date), weekOf(date)]).toEqual([weekday, week]),
  );
  it.each([
    ['2026-01', -1, '2025-12'],
    ['2026-12', 1, '2027-01'],
    ['2026-Q1', -1, '2025-Q4'],
    ['2026-Q4', 2, '2027-Q2'],
    ['2026-W53', 1, '2027-W01'],
    ['2027-W01', -1, '2026-W53'],
  ])('%s moved by %i is %s', (period, by, moved) => expect(shifted(period, by)).toBe(moved));
});
