import { describe, expect, it } from '@jest/globals';
import { addDays, leaveRecorded } from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import type { Table } from '@pcrm/event-sourcing';
import { specification } from '@pcrm/event-sourcing/testing';
import fc from 'fast-check';
import { BUILT_IN } from '../cadence-policy.js';
import { contactPeriods } from '../contact-periods.js';
import { clientId, contactOn, manager, signed } from '../duty.examples.js';
import { since, type DutyRow } from '../duty-row.js';
import { countPeriod, type PeriodCount } from '../obligations.js';
import type { ContactPeriodClosed } from '../period.events.js';
import { quarterClientRows } from '../period-totals.js';
import type { Leave } from '../segments.js';
import { nobodyYet, staffRows } from '../staff-row.js';
import { closeContactPeriods } from '../when-month-ended/close-contact-periods.js';
import { recountQuarters, type RecountQuarters } from './recount-quarters.js';
import { recountQuartersWhenLeaveRecorded } from './recount-quarters-when-leave-recorded.js';

const given = specification(contactPeriods);
const [closedAt, at] = ['2026-06-30T22:00:00.000Z', '2026-07-03T02:00:00.000Z'];
const row = signed('gold');
/** From 16 May on cm2 has the client. */
const handed: DutyRow = {
  ...row,
  maintained: since(row.maintained, '2026-05-16', { ...manager, staffId: 'cm2' }, 'm'),
};
const ill = { start: '2026-05-01', end: '2026-07-01' };

type Away = { readonly [staffId: string]: readonly Leave[] };
const count = (of: DutyRow, away: Away) =>
  countPeriod(of, 'C2', '2026-Q2', { policies: [BUILT_IN], leavesOf: (id) => away[id] ?? [] }) as PeriodCount;
const judged = (of: DutyRow, away: Away, on = closedAt): ContactPeriodClosed =>
  closeContactPeriods({ clientId, counts: [count(of, away)], at: on }, contactPeriods.initial())[0] as ContactPeriodClosed; // prettier-ignore
const closing = (of: DutyRow, staffId: string, leaves: readonly Leave[] = [], on = closedAt): ContactPeriodClosed =>
  judged(of, { [staffId]: leaves }, on);
const recount = (staffId: string, leaves: readonly Leave[]): RecountQuarters => ({
  ...{ quarters: ['2026-Q2'], staffId, leaves, policies: [BUILT_IN], at },
});

describe('C2, C9: leave noted after its quarter was closed', () => {
  it('takes its days off what was owed, and the quarter is closed again as if it had been known', () => {
    expect(closing(row, 'cm1').data).toMatchObject({ owed: 1, verdict: 'missed' });
    given(closing(row, 'cm1'))
      .when(recountQuarters, recount('cm1', [ill]))
      .then(closing(row, 'cm1', [ill], at));
    expect(closing(row, 'cm1', [ill]).data).toMatchObject({ owed: 0, verdict: 'notOwed' });
  });
  it('heard twice is once; a day or two change nothing', () => {
    given(closing(row, 'cm1'), closing(row, 'cm1', [ill]))
      .when(recountQuarters, recount('cm1', [ill]))
      .thenNothing();
    given(closing(row, 'cm1'))
      .when(recountQuarters, recount('cm1', [{ start: '2026-05-16', end: '2026-05-18' }]))
      .thenNothing();
  });
  it('taken back, the contact is owed again', () =>
    given(closing(row, 'cm1', [ill]))
      .when(recountQuarters, recount('cm1', []))
      .then(closing(row, 'cm1', [], at)));
  it('what was done stays done', () => {
    const called = { ...row, contacts: [contactOn('2026-04-02')] };
    given(closing(called, 'cm1', [ill]))
      .when(recountQuarters, recount('cm1', []))
      .then(closing(called, 'cm1', [], at));
  });
  it('is that of whoever had the client, on the days on which they had the client', () => {
    const long = [{ start: '2026-04-01', end: '2026-07-01' }];
    given(closing(handed, 'cm2'))
      .when(recountQuarters, recount('cm2', [{ start: '2026-04-01', end: '2026-05-16' }]))
      .thenNothing();
    given(closing(handed, 'cm2')).when(recountQuarters, recount('cm3', long)).thenNothing();
    for (const staffId of ['cm1', 'cm2'])
      given(closing(handed, 'cm2'))
        .when(recountQuarters, recount(staffId, long))
        .then(closing(handed, staffId, long, at));
  });
  it('counts beside that of whoever had the client before or after, which stays as it was known', () => {
    const [spring, june] = [[{ start: '2026-04-10', end: '2026-05-10' }], [{ start: '2026-06-01', end: '2026-06-25' }]];
    const [one, both] = [judged(handed, { cm1: spring }), judged(handed, { cm1: spring, cm2: june }, at)];
    expect([one.data.owed, judged(handed, { cm2: june }).data.owed, both.data.owed]).toEqual([1, 1, 0]);
    given(one).when(recountQuarters, recount('cm2', june)).then(both);
    given(judged(handed, {})).when(recountQuarters, recount('cm1', spring)).then({ ...one, data: { ...one.data, closedAt: at } }); // prettier-ignore
    given(both).when(recountQuarters, recount('cm2', june)).thenNothing();
    given(both)
      .when(recountQuarters, recount('cm1', []))
      .then(judged(handed, { cm2: june }, at));
  });
  it('says what a closing with that leave would have said, whatever the leave', () => {
    const days = fc.array(fc.tuple(fc.nat(90), fc.integer({ min: 1, max: 60 })), { maxLength: 1 });
    fc.assert(
      fc.property(days, days, days, fc.constantFrom('cm1', 'cm2'), (before, after, others, staffId) => {
        const other = staffId === 'cm1' ? 'cm2' : 'cm1';
        const leaves = (list: typeof before) =>
          list.map(([from, length]) => {
            const start = addDays('2026-04-01', from);
            return { start, end: addDays(start, length) };
          });
        for (const each of [row, handed]) {
          const stood = judged(each, { [staffId]: leaves(before), [other]: leaves(others) });
          const { owed, verdict } = judged(each, { [staffId]: leaves(after), [other]: leaves(others) }).data;
          const [again = stood] = recountQuarters(
            recount(staffId, leaves(after)),
            contactPeriods.evolve(contactPeriods.initial(), stood),
          );
          expect(again.data).toMatchObject({ owed, verdict });
        }
      }),
      { seed: 7 },
    );
  });
  it('a closing that names nobody in its stretches was all theirs', () => {
    const { data } = closing(row, 'cm1');
    const older = { type: 'ContactPeriodClosed', data: { ...data, worth: data.worth.map(({ staffId: _none, ...worth }) => worth) } } as const; // prettier-ignore
    given(older)
      .when(recountQuarters, recount('cm1', [ill]))
      .then({
        ...older,
        data: {
          ...older.data,
          worth: older.data.worth.map((worth) => ({ ...worth, leaves: [ill] })),
          ...{ owed: 0, verdict: 'notOwed', closedAt: at },
        },
      });
  });
});

describe('C2, C9: the quarters that are counted again', () => {
  it('are those that the leave touches, of every client whose quarter was closed for them', () => {
    const leave = { leaveId: clientId, staffId: 'cm1', from: '2026-03-30', to: '2026-05-01', recordedAt: at };
    const clients = { cm1: { '2026-Q1': ['c1', 'c2'], '2026-Q2': ['c2', 'c3'], '2025-Q4': ['c4'] }, cm2: { '2026-Q1': ['c5'] } }; // prettier-ignore
    const away = { ...nobodyYet('cm1'), leaves: { l1: { from: '2026-03-30', to: '2026-05-01' } } };
    const known = {
      row: <R>(table: Table) => {
        if (table.name === quarterClientRows.name) return clients as R;
        return (table.name === staffRows.name ? away : undefined) as R | undefined;
      },
    };
    const issued = recountQuartersWhenLeaveRecorded.on.LeaveRecorded?.(say(leaveRecorded, leave, { at }), known) ?? [];
    expect(issued.map(({ handler, id }) => [handler, id])).toEqual(
      ['c1', 'c2', 'c3'].map((id) => ['contactPeriods.recountQuarters', id]),
    );
    expect(issued[0]?.command).toEqual({
      ...recount('cm1', [{ start: '2026-03-30', end: '2026-05-02' }]),
      quarters: ['2026-Q1', '2026-Q2'],
    });
  });
});
