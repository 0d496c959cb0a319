import { describe, expect, it } from '@jest/globals';
import { leaveRecorded } from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import type { Table } from '@pcrm/event-sourcing';
import { specification } from '@pcrm/event-sourcing/testing';
import { staffWeekRows } from '../contact-duties.table.js';
import type { WeeklyTargetClosed } from '../period.events.js';
import { nobodyYet, staffRows, type StaffRow } from '../staff-row.js';
import { weeklyTarget } from '../weekly-target.js';
import { recountTargets } from './recount-targets.js';
import { recountWeeksWhenLeaveRecorded } from './recount-weeks-when-leave-recorded.js';

const given = specification(weeklyTarget);
const at = '2026-06-30T02:00:00.000Z';
const clients = Array.from({ length: 4 }, (_, n) => ({ clientId: `c${String(n)}`, contacts: [`x${String(n)}`] }));
const closed = (
  target: number,
  verdict: WeeklyTargetClosed['data']['verdict'],
  more: Partial<WeeklyTargetClosed['data']> = {},
): WeeklyTargetClosed => ({
  type: 'WeeklyTargetClosed',
  data: {
    ...{ staffId: 'cm1', outletId: 'o1', week: '2026-W25', target, clients, verdict, policyVersion: 1, closedAt: at },
    ...more,
  },
});
const before = closed(10, 'missed', { closedAt: '2026-06-21T22:00:00.000Z' });
const recount = (owed: number, cancelled = false, book = 200) => ({
  ...{ weeks: [{ week: '2026-W25', owed }], book, cancelled, at },
});

describe('C1, C9: leave noted after its week was closed', () => {
  it('takes its days off what the week asked for, and the week is closed again', () => {
    given(before).when(recountTargets, recount(4)).then(closed(4, 'met'));
    given(before).when(recountTargets, recount(0)).then(closed(0, 'notOwed'));
    given(before).when(recountTargets, recount(6)).then(closed(6, 'missed'));
  });
  it('heard twice is once', () =>
    given(before, closed(4, 'met'))
      .when(recountTargets, { ...recount(4), at: '2026-07-01T02:00:00.000Z' })
      .thenNothing());
  it('raises nothing where the book asked for less, however large it is now', () =>
    given(closed(5, 'missed')).when(recountTargets, recount(7)).thenNothing());
  it('taken back, the week asks for all of it again, but for no more than the book holds', () => {
    given(closed(3, 'met')).when(recountTargets, recount(10, true)).then(closed(10, 'missed'));
    given(closed(3, 'met'))
      .when(recountTargets, recount(10, true, 6))
      .then(closed(6, 'missed'));
    given(closed(0, 'notOwed'))
      .when(recountTargets, recount(10, true, 0))
      .then(closed(4, 'met'));
    given(closed(10, 'missed')).when(recountTargets, recount(10, true)).thenNothing();
  });
  it('a week that is not closed is left to its end', () =>
    given(closed(10, 'missed', { week: '2026-W24' }))
      .when(recountTargets, recount(4))
      .thenNothing());
});

describe('C1, C9: the weeks that are counted again', () => {
  const issued = (row: StaffRow | undefined, cancelled?: true, days = { from: '2026-06-19', to: '2026-06-22' }) => {
    const leaveId = '00000000-0000-4000-8000-000000000001';
    const data = { ...days, leaveId, staffId: 'cm1', recordedAt: at, ...(cancelled && { cancelled }) };
    const known = {
      row: <R>(table: Table) => {
        if (table.name === staffRows.name) return row as R | undefined;
        return (table.name === staffWeekRows.name ? { cm1: { book: 40, weeks: {} } } : undefined) as R | undefined;
      },
    };
    return recountWeeksWhenLeaveRecorded.on.LeaveRecorded?.(say(leaveRecorded, data, { at }), known);
  };
  const away = { ...nobodyYet('cm1'), leaves: { l1: { from: '2026-06-19', to: '2026-06-22' } } };

  it('are those in which the leave has days, by all leaves that stand', () => {
    const weeks = [
      { week: '2026-W25', owed: 6 },
      { week: '2026-W26', owed: 9 },
    ];
    const command = { weeks, book: 40, cancelled: false, at };
    expect(issued(away)).toEqual([{ handler: 'weeklyTarget.recountTargets', id: 'cm1', command, occurredAt: at }]);
    const more = { ...away, leaves: { ...away.leaves, l2: { from: '2026-06-15', to: '2026-06-16' } } };
    expect(issued(more)).toMatchObject([{ command: { weeks: [{ owed: 3 }, { owed: 9 }] } }]);
  });
  it('whole again without it', () =>
    expect(issued({ ...away, leaves: {} }, true)).toMatchObject([
      { command: { cancelled: true, weeks: [{ owed: 10 }, { owed: 10 }] } },
    ]));
  it('one, for a leave of one day', () =>
    expect(issued(away, undefined, { from: '2026-06-21', to: '2026-06-21' })).toMatchObject([
      { command: { weeks: [{ week: '2026-W25' }] } },
    ]));
});
