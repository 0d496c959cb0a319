import { describe, expect, it } from '@jest/globals';
import { addDays } from '@pcrm/contracts';
import fc from 'fast-check';
import { staffWeekContacts } from './contact-duties/staff-week-contacts.totals.js';
import { contactOn, signed, standards } from './duty.examples.js';
import type { DutyRow } from './duty-row.js';
import { countWeek, weeklyNeed } from './week.js';
import { weekVerdict } from './week-verdict.js';

const clients = (n: number, row: (n: number) => DutyRow = () => signed('gold')): DutyRow[] =>
  Array.from({ length: n }, (_, index) => ({ ...row(index), clientId: `c-${String(index)}` }));
const total = (rows: readonly DutyRow[]) =>
  rows.reduce((sum, row) => staffWeekContacts.add(sum, row, row.clientId), staffWeekContacts.initial())['cm1'];
const week = (rows: readonly DutyRow[], leaves: { start: string; end: string }[] = []) => {
  const { target, clients: done } = countWeek('cm1', '2026-W23', total(rows), { ...standards, leavesOf: () => leaves });
  return { target, done: done.length, verdict: weekVerdict(target, done.length) };
};
const monday = '2026-06-01';

describe('C1: ten clients a week', () => {
  it('example 6: nine distinct clients and three repeated calls are 9/10, missed', () => {
    const rows = clients(200, (n) => {
      if (n >= 9) return signed('gold');
      const again = n < 3 ? [contactOn('2026-06-04', 'phone')] : [];
      return signed('gold', '2026-01-01', [contactOn(monday), ...again]);
    });
    expect(week(rows)).toEqual({ target: 10, done: 9, verdict: 'missed' });
  });
  it('ten are met, potential clients included', () => {
    const potential: DutyRow = {
      ...signed(null, '2026-01-01', [contactOn(monday)]),
      potentials: [{ from: '2026-01-01', value: 'gold', _by: 'p' }],
    };
    const rows = clients(40, (n) =>
      n === 0 ? potential : n < 10 ? signed('gold', '2026-01-01', [contactOn(monday)]) : signed('gold'),
    );
    expect(week(rows)).toEqual({ target: 10, done: 10, verdict: 'met' });
  });
  it('counts own contacts only, of managed clients, in the ISO week', () => {
    const rows = [
      signed('gold', '2026-01-01', [contactOn(monday, 'phone', { staffId: 't7' })]),
      signed('gold', '2026-06-03', [contactOn(monday)]),
      signed('gold', '2026-01-01', [contactOn('2026-05-31'), contactOn('2026-06-08')]),
      signed('gold', '2026-01-01', [contactOn(monday, 'sms')]),
    ];
    expect(week(clients(4, (n) => rows[n] ?? signed('gold'))).done).toBe(0);
  });
  it('C9: leave takes its days off the target', () => {
    expect(week(clients(40), [{ start: '2026-06-01', end: '2026-06-08' }])).toEqual({
      target: 0,
      done: 0,
      verdict: 'notOwed',
    });
    expect(week(clients(40), [{ start: '2026-06-03', end: '2026-06-05' }]).target).toBe(7);
  });
  it('C9: days of leave take the same off the target, whichever they are', () => {
    const days = fc.uniqueArray(fc.nat(6));
    fc.assert(
      fc.property(days, (off) => {
        const leaves = off.map((day) => ({ start: addDays(monday, day), end: addDays(monday, day + 1) }));
        expect(week(clients(40), leaves).target).toBe(Math.round((10 * (7 - off.length)) / 7));
      }),
      { seed: 7 },
    );
  });
  it('keeps the newest week and the three before it, whose late contacts still count', () => {
    const days = ['2026-05-08', '2026-05-11', monday, '2026-05-01'];
    const kept = total(days.map((date) => signed('gold', '2026-01-01', [contactOn(date)])));
    expect(Object.keys(kept?.weeks ?? {}).toSorted()).toEqual(['2026-W20', '2026-W23']);
  });
  it('a book smaller than ten owes its size', () => expect(week(clients(6)).target).toBe(6));
  it('a client counts once, however often and in whatever order they are contacted', () => {
    const day = fc.constantFrom('2026-06-01', '2026-06-02', '2026-06-05', '2026-06-07');
    fc.assert(
      fc.property(fc.array(fc.array(day, { maxLength: 4 }), { minLength: 10, maxLength: 15 }), (book) => {
        const rows = clients(book.length, (n) =>
          signed(
            'gold',
            '2026-01-01',
            (book[n] ?? []).map((on, i) => contactOn(on, 'phone', { id: `${on}-${String(i)}` })),
          ),
        );
        const contacted = book.filter((days) => days.length > 0).length;
        expect(week(rows).done).toBe(contacted);
        expect(week(rows.toReversed()).done).toBe(contacted);
      }),
      { seed: 7 },
    );
  });
});

describe('C8: what a book asks a week', () => {
  it('example 7: 200 clients ask for 16', () => expect(weeklyNeed(clients(200), monday, standards).clients).toBe(16));
  it('never less than ten, never more than the book', () => {
    expect(weeklyNeed(clients(100), monday, standards).clients).toBe(10);
    expect(weeklyNeed(clients(7), monday, standards).clients).toBe(7);
  });
  it('follows the policy: two contacts a quarter ask for twice as many a week, so that C2 holds', () => {
    const twice = { ...standards, policies: standards.policies.map((each) => ({ ...each, quarterlyContacts: 2 })) };
    expect(weeklyNeed(clients(200), monday, twice).clients).toBe(31);
    expect(weeklyNeed(clients(9), monday, twice).clients).toBe(9);
  });
  it('100 platinum clients ask for 93 credits a week', () =>
    expect(
      weeklyNeed(
        clients(100, () => signed('platinum')),
        monday,
        standards,
      ).credits,
    ).toBe(93));
});
