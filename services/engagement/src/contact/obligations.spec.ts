import { describe, expect, it } from '@jest/globals';
import { addDays, daysBetween, periodSpan, type ContactRule } from '@pcrm/contracts';
import fc from 'fast-check';
import { BUILT_IN } from './cadence-policy.js';
import { contactOn, manager, signed, standards } from './duty.examples.js';
import { since, type DutyRow } from './duty-row.js';
import { countPeriod, statusOn, verdictOf } from './obligations.js';
import { partOf, withoutLeave } from './segments.js';

const june = (row: DutyRow, rule: ContactRule, asOf = '2026-07-01') => {
  const count = countPeriod(row, rule, '2026-06', standards);
  return count && { owed: count.owed, done: count.done, status: statusOn(count, asOf, BUILT_IN) };
};

describe('acceptance example 5', () => {
  it('C3, C7: diamond, one meeting in June is met', () =>
    expect(june(signed('diamond', '2026-01-01', [contactOn('2026-06-03', 'meeting')]), 'C3', '2026-06-04')).toEqual({
      owed: 2,
      done: 2,
      status: 'met',
    }));
  it('C3: diamond, one call in June is open, then at risk after 70 % of it, then missed', () => {
    const row = signed('diamond', '2026-01-01', [contactOn('2026-06-03')]);
    expect(june(row, 'C3', '2026-06-21')).toEqual({ owed: 2, done: 1, status: 'open' });
    expect(june(row, 'C3', '2026-06-22')?.status).toBe('atRisk');
    expect(june(row, 'C3', '2026-06-30')?.status).toBe('atRisk');
    expect(june(row, 'C3', '2026-07-01')?.status).toBe('missed');
  });
  it('C3: diamond, two calls are met', () =>
    expect(june(signed('diamond', '2026-01-01', [contactOn('2026-06-03'), contactOn('2026-06-29')]), 'C3')).toEqual({
      owed: 2,
      done: 2,
      status: 'met',
    }));
  it('C4, C7: platinum, one meeting and two calls are met; one meeting and one call are not', () => {
    const some = [contactOn('2026-06-01', 'meeting'), contactOn('2026-06-12')];
    expect(june(signed('platinum', '2026-01-01', [...some, contactOn('2026-06-30')]), 'C4')).toEqual({
      owed: 4,
      done: 4,
      status: 'met',
    });
    expect(june(signed('platinum', '2026-01-01', some), 'C4')).toEqual({ owed: 4, done: 3, status: 'missed' });
  });
});

describe('what counts', () => {
  it('C2: a two-way contact by anybody once a quarter, never an SMS, never one that reached nobody', () => {
    const done = (row: DutyRow) => countPeriod(row, 'C2', '2026-Q2', standards)?.done;
    expect(done(signed('gold', '2026-01-01', [contactOn('2026-04-01', 'wechat', { staffId: 't7' })]))).toBe(1);
    expect(done(signed('gold', '2026-01-01', [contactOn('2026-04-01', 'sms')]))).toBe(0);
    expect(done(signed('gold', '2026-01-01', [contactOn('2026-04-01', 'phone', { reached: false })]))).toBe(0);
    expect(done(signed('gold', '2026-01-01', [contactOn('2026-03-31'), contactOn('2026-07-01')]))).toBe(0);
  });
  it('C3, C4: e-mail and WeChat are worth no credits', () =>
    expect(
      june(signed('diamond', '2026-01-01', [contactOn('2026-06-03', 'wechat'), contactOn('2026-06-04', 'email')]), 'C3')
        ?.done,
    ).toBe(0));
  it('C2, C3: nothing is owed for an unsigned potential client, nor for one nobody maintains', () => {
    const potential: DutyRow = { ...signed(null), potentials: [{ from: '2026-01-01', value: 'gold', _by: 'p' }] };
    expect(countPeriod(potential, 'C2', '2026-Q2', standards)).toBeUndefined();
    expect(countPeriod({ ...signed('gold'), maintained: [] }, 'C2', '2026-Q2', standards)).toBeUndefined();
  });
  it('C4 is not owed by a diamond client, nor C3 by a platinum one, nor either by a gold one', () => {
    expect(june(signed('diamond'), 'C4')).toBeUndefined();
    expect(june(signed('platinum'), 'C3')).toBeUndefined();
    expect([june(signed('gold'), 'C3'), june(signed('gold'), 'C4')]).toEqual([undefined, undefined]);
  });
  it('C9: a waived month is waived when missed and stays met when met', () => {
    const waivers = { 'C3:2026-06': 'w' };
    expect(june({ ...signed('diamond'), waivers }, 'C3')?.status).toBe('waived');
    expect(
      june({ ...signed('diamond', '2026-01-01', [contactOn('2026-06-03', 'meeting')]), waivers }, 'C3')?.status,
    ).toBe('met');
    expect(june({ ...signed('diamond'), waivers: { 'C3:2026-05': 'w' } }, 'C3')?.status).toBe('missed');
  });
});

describe('C9: pro rata', () => {
  it('owes only the days from the assignment on', () => {
    expect(june(signed('diamond', '2026-06-16'), 'C3')?.owed).toBe(1);
    expect(june(signed('diamond', '2026-06-30'), 'C3')?.owed).toBe(0);
    expect(june(signed('platinum', '2026-06-16'), 'C4')?.owed).toBe(2);
  });
  it('a client who rises from platinum to diamond on the 16th owes both parts', () => {
    const row = signed('platinum');
    const risen = { ...row, tiers: since(row.tiers, '2026-06-16', 'diamond' as const, 'up') };
    expect([june(risen, 'C4')?.owed, june(risen, 'C3')?.owed]).toEqual([2, 1]);
  });
  it('credits count on the days of their own tier', () => {
    const row = signed('platinum', '2026-01-01', [contactOn('2026-06-02'), contactOn('2026-06-20', 'meeting')]);
    const risen = { ...row, tiers: since(row.tiers, '2026-06-16', 'diamond' as const, 'up') };
    expect([june(risen, 'C4')?.done, june(risen, 'C3')?.done]).toEqual([1, 2]);
  });
  it('a new policy changes what is owed from its date on', () => {
    const stricter = { ...BUILT_IN, version: 2, effectiveFrom: '2026-06-16', monthlyCredits: { diamond: 6 } };
    const count = countPeriod(signed('diamond'), 'C3', '2026-06', { ...standards, policies: [BUILT_IN, stricter] });
    expect([count?.owed, count?.policyVersion]).toEqual([4, 2]);
  });
  it('leave lifts C2 but not C3', () => {
    const away = { ...standards, leavesOf: () => [{ start: '2026-04-01', end: '2026-07-01' }] };
    expect(countPeriod(signed('diamond'), 'C2', '2026-Q2', away)?.owed).toBe(0);
    expect(countPeriod(signed('diamond'), 'C3', '2026-06', away)?.owed).toBe(2);
  });

  const period = fc.constantFrom('2026-02', '2026-06', '2026-07', '2028-02', '2026-Q1', '2026-Q4', '2026-W23');
  it('parts of any division of a period add up to the quota', () => {
    fc.assert(
      fc.property(period, fc.nat(20), fc.array(fc.nat(91), { maxLength: 8 }), (name, quota, cuts) => {
        const span = periodSpan(name);
        const days = daysBetween(span.start, span.end);
        const inside = cuts.filter((cut) => cut < days).toSorted((a, b) => a - b);
        const dates = [0, ...inside, days].map((day) => addDays(span.start, day));
        const parts = dates.slice(1).map((end, index) => partOf(quota, { start: dates[index] ?? end, end }, span));
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(quota);
        expect(parts.every((part) => part >= 0)).toBe(true);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
  it('a client handed on any number of times within a month owes no more and no less', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(29), { maxLength: 6 }), (days) => {
        const from = days.toSorted((a, b) => a - b).map((day) => addDays('2026-06-01', day));
        const maintained = from.reduce(
          (list, date, index) => since(list, date, { ...manager, staffId: `cm${String(index)}` }, `m-${String(index)}`),
          signed('platinum').maintained,
        );
        expect(countPeriod({ ...signed('platinum'), maintained }, 'C4', '2026-06', standards)?.owed).toBe(4);
      }),
      { seed: 7 },
    );
  });
  it('a stretch loses the days on leave that lie in it, and no other', () => {
    const span = periodSpan('2026-06');
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 40 }), fc.nat(20), (start, length) => {
        const leave = { start: addDays(span.start, start), end: addDays(span.start, start + length) };
        const left = withoutLeave([span], () => [leave]).map((part) => daysBetween(part.start, part.end));
        const inside = Math.max(0, Math.min(30, start + length) - Math.max(0, start));
        expect(left).toEqual([30 - Math.min(30, inside)]);
      }),
      { seed: 7 },
    );
  });
});

describe('C2, C9: leave takes its days away, wherever they lie', () => {
  const quarters = fc.constantFrom('2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4');
  const away = (...leaves: readonly { start: string; end: string }[]) => ({ ...standards, leavesOf: () => leaves });
  const owed = (row: DutyRow, quarter: string, by = standards) => countPeriod(row, 'C2', quarter, by)?.owed;
  /** Runs of the days, counted from the quarter's first, on which somebody is away. */
  const leavesOn = (quarter: string, days: readonly number[]) =>
    days.map((day) => {
      const start = addDays(periodSpan(quarter).start, day);
      return { start, end: addDays(start, 1) };
    });

  it('a day or two in the middle of the quarter lift nothing', () => {
    expect(owed(signed('gold'), '2026-Q3', away({ start: '2026-08-15', end: '2026-08-16' }))).toBe(1);
    expect(owed(signed('gold'), '2026-Q3', away({ start: '2026-08-15', end: '2026-08-17' }))).toBe(1);
  });
  it('who is away all days but one is owed nothing', () =>
    expect(
      owed(
        signed('gold'),
        '2026-Q3',
        away({ start: '2026-07-01', end: '2026-08-15' }, { start: '2026-08-16', end: '2026-10-01' }),
      ),
    ).toBe(0));
  it('a client managed all the quarter is owed round(q·(N − n)/N) for n days of leave, whichever they are', () => {
    fc.assert(
      fc.property(quarters, fc.integer({ min: 1, max: 4 }), fc.uniqueArray(fc.nat(91)), (quarter, quota, on) => {
        const { start, end } = periodSpan(quarter);
        const days = daysBetween(start, end);
        const off = on.filter((day) => day < days);
        const policies = [{ ...BUILT_IN, quarterlyContacts: quota }];
        const by = { ...away(...leavesOn(quarter, off)), policies };
        expect(owed(signed('gold'), quarter, by)).toBe(Math.round((quota * (days - off.length)) / days));
      }),
      { seed: 7, numRuns: 300 },
    );
  });
  it('a client handed on any number of times owes what one manager with the same days of leave would', () => {
    const handed = fc.array(fc.nat(91), { maxLength: 4 });
    fc.assert(
      fc.property(quarters, handed, fc.uniqueArray(fc.nat(91)), (quarter, changes, off) => {
        const { start } = periodSpan(quarter);
        const row = signed('gold');
        const maintained = changes
          .toSorted((a, b) => a - b)
          .map((day) => addDays(start, day))
          .reduce(
            (list, date, index) => since(list, date, { ...manager, staffId: `cm${String(index)}` }, 'm'),
            row.maintained,
          );
        const by = away(...leavesOn(quarter, off));
        expect(owed({ ...row, maintained }, quarter, by)).toBe(owed(row, quarter, by));
      }),
      { seed: 7 },
    );
  });
  it('only the leave of whoever managed the client then counts', () => {
    const row = signed('gold');
    const handed = { ...row, maintained: since(row.maintained, '2026-05-16', { ...manager, staffId: 'cm2' }, 'm') };
    const leave = [{ start: '2026-05-16', end: '2026-07-01' }];
    const leavesOf = (staffId: string) => (by: string) => (by === staffId ? leave : []);
    expect(owed(handed, '2026-Q2', { ...standards, leavesOf: leavesOf('cm1') })).toBe(1);
    expect(owed(handed, '2026-Q2', { ...standards, leavesOf: leavesOf('cm2') })).toBe(0);
  });
});

describe('the verdict on a period', () => {
  it.each([
    [{ owed: 0, done: 0, waived: false }, 'notOwed'],
    [{ owed: 2, done: 2, waived: true }, 'met'],
    [{ owed: 2, done: 1, waived: true }, 'waived'],
    [{ owed: 2, done: 1, waived: false }, 'missed'],
  ])('%j is %s', (count, verdict) => expect(verdictOf(count)).toBe(verdict));
});
