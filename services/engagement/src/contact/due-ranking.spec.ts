import { describe, expect, it } from '@jest/globals';
import { addDays } from '@pcrm/contracts';
import { dueClients } from './due-ranking.js';
import { dutiesOn } from './due-reasons.js';
import { contactOn, signed, standards } from './duty.examples.js';
import type { DutyRow } from './duty-row.js';

const reason = (row: DutyRow, rule: string, asOf: string) =>
  dutiesOn(row, asOf, standards).find((duty) => duty.rule === rule);
const other = (n: number, row: DutyRow): DutyRow => ({ ...row, clientId: `c-${String(n).padStart(3, '0')}` });

describe('C5: gold clients who have not done business for a week', () => {
  const visited: DutyRow = { ...signed('gold'), visits: ['2026-06-01'] };
  it('are due from the seventh day after the visit', () => {
    expect(reason(visited, 'C5', '2026-06-07')).toBeUndefined();
    expect(reason(visited, 'C5', '2026-06-08')).toMatchObject({ status: 'open', from: '2026-06-08', owed: 1, done: 0 });
  });
  it('a new visit ends the spell', () =>
    expect(reason({ ...visited, visits: ['2026-06-01', '2026-06-10'] }, 'C5', '2026-06-12')).toBeUndefined());
  it('one contact in the spell is enough until the next visit', () => {
    const called = { ...visited, contacts: [contactOn('2026-06-09')] };
    expect(reason(called, 'C5', '2026-08-30')?.status).toBe('met');
    expect(reason({ ...called, visits: ['2026-06-01', '2026-06-20'] }, 'C5', '2026-06-27')?.status).toBe('open');
  });
  it('a contact before the spell does not end it', () =>
    expect(reason({ ...visited, contacts: [contactOn('2026-06-05')] }, 'C5', '2026-06-09')?.status).toBe('open'));
  it('is not asked for other tiers, and may be waived for the month', () => {
    expect(reason({ ...signed('platinum'), visits: ['2026-06-01'] }, 'C5', '2026-06-20')).toBeUndefined();
    expect(reason({ ...visited, waivers: { 'C5:2026-06': 'w' } }, 'C5', '2026-06-20')?.status).toBe('waived');
  });
  it('at most five are suggested a day, the others wait and are not lost', () => {
    const visits = ['2026-05-01'];
    const rows = Array.from({ length: 8 }, (_, n) =>
      other(n, { ...signed('gold', '2026-01-01', [contactOn('2026-04-02')]), visits }),
    );
    const gold = (all: readonly DutyRow[], asOf: string) =>
      dueClients(all, 'cm1', asOf, standards).filter(({ reasons }) => reasons.some(({ rule }) => rule === 'C5'));
    expect(gold(rows, '2026-06-10')).toHaveLength(5);
    const calledTwo = rows.map((row, n) =>
      n < 2 ? { ...row, contacts: [...row.contacts, contactOn('2026-06-10')] } : row,
    );
    expect(gold(calledTwo, '2026-06-10').map(({ clientId }) => clientId)).toEqual(['c-002', 'c-003', 'c-004']);
    expect(gold(calledTwo, '2026-06-11')).toHaveLength(5);
  });
});

describe('C9: the first contact after an assignment', () => {
  const assigned = signed('gold', '2026-06-01');
  it('is due within 10 days, by the maintainer themselves', () => {
    expect(reason(assigned, 'C9', '2026-06-11')).toMatchObject({ dueOn: '2026-06-11', status: 'atRisk' });
    expect(reason(assigned, 'C9', '2026-06-12')?.status).toBe('missed');
    expect(reason({ ...assigned, contacts: [contactOn('2026-06-03')] }, 'C9', '2026-06-12')?.status).toBe('met');
    expect(
      reason({ ...assigned, contacts: [contactOn('2026-06-03', 'phone', { staffId: 't7' })] }, 'C9', '2026-06-05')
        ?.status,
    ).toBe('open');
  });
  it('made late it is missed, and no longer due', () => {
    const late = { ...assigned, visits: ['2026-06-12'], contacts: [contactOn('2026-06-12')] };
    expect(reason(late, 'C9', '2026-06-13')).toMatchObject({ status: 'missed', done: 1 });
    expect(dueClients([late], 'cm1', '2026-06-13', standards)).toEqual([]);
  });
  it('is owed by a potential client too', () => {
    const potential: DutyRow = {
      ...signed(null, '2026-06-01'),
      potentials: [{ from: '2026-05-01', value: 'gold', _by: 'p' }],
    };
    expect(reason(potential, 'C9', '2026-06-02')?.status).toBe('open');
    expect(dueClients([potential], 'cm1', '2026-06-02', standards)).toHaveLength(1);
  });
});

describe('the due list', () => {
  it('ranks by deadline, tier weight and lateness, and says why', () => {
    const month = '2026-06-29';
    const rows = [
      other(1, signed('gold', '2026-01-01', [contactOn('2026-05-01')])),
      other(2, signed('platinum', '2026-01-01', [contactOn('2026-05-01')])),
      other(3, signed('diamond', '2026-01-01', [contactOn('2026-05-01')])),
    ].map((row) => ({ ...row, visits: [addDays(month, -1)] }));
    const due = dueClients(rows, 'cm1', month, standards);
    expect(due.map(({ clientId, reasons }) => [clientId, reasons.map(({ rule }) => rule)])).toEqual([
      ['c-003', ['C3']],
      ['c-002', ['C4']],
    ]);
    expect(due[0]).toMatchObject({
      tier: 'diamond',
      score: 4 * Math.floor((29 * 1000) / 30),
      lastContactOn: '2026-05-01',
    });
    expect(due[0]?.reasons[0]).toMatchObject({ owed: 2, done: 0, daysLeft: 1, status: 'atRisk' });
  });
  it("shows only the member's own clients", () =>
    expect(dueClients([signed('diamond')], 'cm2', '2026-06-02', standards)).toEqual([]));
  it('C9: lateness presses on with every day', () => {
    const late = other(1, { ...signed('gold', '2026-05-01'), visits: ['2026-06-09'] });
    const score = (asOf: string) => dueClients([late], 'cm1', asOf, standards)[0]?.score ?? 0;
    expect(score('2026-06-11') - score('2026-06-10')).toBe(2 * 20);
  });
  it('a promised next step is due from its date until the next contact', () => {
    const promised = signed('gold', '2026-01-01', [contactOn('2026-06-03', 'phone', { nextStepOn: '2026-06-08' })]);
    expect(reason(promised, 'NEXT_STEP', '2026-06-07')).toBeUndefined();
    expect(reason(promised, 'NEXT_STEP', '2026-06-08')?.status).toBe('open');
    const kept = { ...promised, contacts: [...promised.contacts, contactOn('2026-06-08')] };
    expect(reason(kept, 'NEXT_STEP', '2026-06-09')).toBeUndefined();
  });
});
