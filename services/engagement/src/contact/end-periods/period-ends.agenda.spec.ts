import { describe, expect, it } from '@jest/globals';
import {
  clientAssigned,
  clientReassigned,
  clientReleased,
  staffDeparted,
  staffJoined,
  staffRoleChanged,
} from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import type { Due } from '@pcrm/event-sourcing';
import { specification } from '@pcrm/event-sourcing/testing';
import { contactPeriods } from '../contact-periods.js';
import { weeklyTarget } from '../weekly-target.js';
import { endMonth, endWeek } from './end-periods.js';
import { periodEnds } from './period-ends.agenda.js';

const clientId = '22222222-2222-4222-8222-222222222222';
const known = { row: () => undefined };
const assigned = {
  clientId,
  outletId: 'o1',
  staffId: 'cm1',
  role: 'clientManager',
  tier: 'gold',
  targetTier: null,
  from: '2026-06-10',
  overridden: false,
} as const;
const joined = {
  staffId: 'cm1',
  name: '韦玲',
  outletId: 'o1',
  role: 'clientManager',
  capacityPercent: 100,
  joinedOn: '2026-06-10',
} as const;
const due = (made: readonly object[] | undefined): Due => made?.[0] as Due;
const next = (row: Due): Due | undefined => periodEnds.next?.(row)[0];

describe('when periods end', () => {
  it('the month of an assigned client ends at 06:00 Shanghai after its last day, and so on month by month', () => {
    const june = due(
      periodEnds.on.ClientAssigned?.(say(clientAssigned, assigned, { at: '2026-06-10T02:00:00.000Z' }), known),
    );
    expect(june).toMatchObject({
      key: `month:${clientId}`,
      dueAt: '2026-06-30T22:00:00.000Z',
      issue: {
        handler: 'contactPeriods.endMonth',
        id: clientId,
        command: { month: '2026-06', staffId: 'cm1', last: false },
      },
    });
    const july = next(june) as Due;
    expect([july.key, july.dueAt]).toEqual([june.key, '2026-07-31T22:00:00.000Z']);
    expect(july.issue.command).toMatchObject({ month: '2026-07', at: july.dueAt });
  });
  it('a hand-over in the small hours of the first does not lose the month before', () => {
    const early = due(
      periodEnds.on.ClientReassigned?.(
        say(clientReassigned, { ...assigned, fromStaffId: 'cm0' }, { at: '2026-06-30T21:59:00.000Z' }),
        known,
      ),
    );
    expect(early.dueAt).toBe('2026-06-30T22:00:00.000Z');
    const after = due(
      periodEnds.on.ClientReassigned?.(
        say(clientReassigned, { ...assigned, fromStaffId: 'cm0' }, { at: '2026-06-30T22:00:00.000Z' }),
        known,
      ),
    );
    expect(after.dueAt).toBe('2026-07-31T22:00:00.000Z');
  });
  it('a released client has this one month more', () => {
    const released = { clientId, outletId: 'o1', staffId: 'cm1', reasonCode: 'x', from: '2026-06-20' };
    const last = due(
      periodEnds.on.ClientReleased?.(say(clientReleased, released, { at: '2026-06-20T02:00:00.000Z' }), known),
    );
    expect(last.dueAt).toBe('2026-06-30T22:00:00.000Z');
    expect(next(last)).toBeUndefined();
  });
  it("a client manager's week ends on Monday at 06:00, over the turn of the year too", () => {
    const week = due(periodEnds.on.StaffJoined?.(say(staffJoined, joined, { at: '2026-12-30T02:00:00.000Z' }), known));
    expect(week).toMatchObject({
      key: 'week:cm1',
      dueAt: '2027-01-03T22:00:00.000Z',
      issue: { command: { week: '2026-W53' } },
    });
    expect(next(week)?.issue.command).toMatchObject({ week: '2027-W01' });
  });
  it('nobody else has a weekly target', () => {
    const at = '2026-06-10T02:00:00.000Z';
    const cancelled = [{ key: 'week:cm1', cancelled: true }];
    expect(periodEnds.on.StaffJoined?.(say(staffJoined, { ...joined, role: 'teller' }, { at }), known)).toEqual(
      cancelled,
    );
    const moved = {
      staffId: 'cm1',
      outletId: 'o1',
      role: 'outletHead',
      capacityPercent: 100,
      changedOn: '2026-06-10',
    } as const;
    expect(periodEnds.on.StaffRoleChanged?.(say(staffRoleChanged, moved, { at }), known)).toEqual(cancelled);
    expect(
      periodEnds.on.StaffDeparted?.(say(staffDeparted, { staffId: 'cm1', departedOn: '2026-06-10' }, { at }), known),
    ).toEqual(cancelled);
  });
  it('each period ends once', () => {
    const at = '2026-06-30T22:00:00.000Z';
    const month = { clientId, staffId: 'cm1', month: '2026-06', endedAt: at };
    const ended = { type: 'ContactMonthEnded', data: month } as const;
    const command = { clientId, staffId: 'cm1', month: '2026-06', last: false, at };
    specification(contactPeriods)().when(endMonth, command).then(ended);
    specification(contactPeriods)(ended).when(endMonth, command).thenNothing();
    const week = {
      type: 'ContactWeekEnded',
      data: { staffId: 'cm1', outletId: 'o1', week: '2026-W26', endedAt: at },
    } as const;
    specification(weeklyTarget)().when(endWeek, { staffId: 'cm1', outletId: 'o1', week: '2026-W26', at }).then(week);
    specification(weeklyTarget)(week)
      .when(endWeek, { staffId: 'cm1', outletId: 'o1', week: '2026-W26', at })
      .thenNothing();
  });
});

describe('periods that were passed over, the one due being replaced before it was judged', () => {
  const at = '2026-07-31T22:00:00.000Z';
  const month = (of: string, staffId = 'cm1', endedAt = at) =>
    ({ type: 'ContactMonthEnded', data: { clientId, staffId, month: of, endedAt } }) as const;
  const week = (of: string, endedAt = at) =>
    ({ type: 'ContactWeekEnded', data: { staffId: 'cm1', outletId: 'o1', week: of, endedAt } }) as const;
  const ofMonths = specification(contactPeriods);
  const ofWeeks = specification(weeklyTarget);
  const july = { clientId, staffId: 'cm2', month: '2026-07', last: false, at };
  const week30 = { staffId: 'cm1', outletId: 'o1', week: '2026-W30', at };

  it('C2, C3, C4: a hand-over of 09:00 heard before the month was ended at 06:00 puts the next month in its place', () => {
    const hand = { ...assigned, fromStaffId: 'cm1', staffId: 'cm2', from: '2026-07-01' };
    const late = periodEnds.on.ClientReassigned?.(
      say(clientReassigned, hand, { at: '2026-07-01T01:00:00.000Z' }),
      known,
    );
    expect(due(late)).toMatchObject({ key: `month:${clientId}`, issue: { command: july } });
  });
  it('C2, C3, C4: months end from the last that ended on, over the turn of the year too', () => {
    ofMonths(month('2026-05', 'cm1', '2026-05-31T22:00:00.000Z'))
      .when(endMonth, july)
      .then(month('2026-06', 'cm2'), month('2026-07', 'cm2'));
    ofMonths(month('2026-11', 'cm1', '2026-11-30T22:00:00.000Z'))
      .when(endMonth, { ...july, month: '2027-01' })
      .then(month('2026-12', 'cm2'), month('2027-01', 'cm2'));
    ofMonths(month('2026-06'), month('2026-07')).when(endMonth, july).thenNothing();
  });
  it('C1: so do weeks', () => {
    ofWeeks(week('2026-W27', '2026-07-05T22:00:00.000Z'))
      .when(endWeek, week30)
      .then(week('2026-W28'), week('2026-W29'), week('2026-W30'));
    ofWeeks(week('2026-W52'))
      .when(endWeek, { ...week30, week: '2027-W01' })
      .then(week('2026-W53'), week('2027-W01'));
    ofWeeks(week('2026-W30')).when(endWeek, week30).thenNothing();
  });
  it('C2, C3, C4: whoever was released begins anew when somebody maintains them again', () => {
    const released = { ...july, month: '2026-02', last: true };
    const last = { ...month('2026-02', 'cm2'), data: { ...month('2026-02', 'cm2').data, last: true } } as const;
    ofMonths(month('2026-01')).when(endMonth, released).then(last);
    ofMonths(last).when(endMonth, released).thenNothing();
    ofMonths(last)
      .when(endMonth, { ...july, month: '2027-02' })
      .then(month('2027-02', 'cm2'));
    ofMonths(last, month('2026-04'))
      .when(endMonth, { ...july, month: '2026-06' })
      .then(month('2026-05', 'cm2'), month('2026-06', 'cm2'));
  });
  it('C1, C2, C3, C4: none from before the last quarter, of which no contacts are kept', () => {
    const kept = ['2026-10', '2026-11', '2026-12', '2027-01', '2027-02'];
    ofMonths(month('2026-02'))
      .when(endMonth, { ...july, month: '2027-02' })
      .then(...kept.map((each) => month(each, 'cm2')));
    const weeks = Array.from({ length: 17 }, (_, n) => week(`2026-W${String(n + 14)}`));
    ofWeeks(week('2025-W40'))
      .when(endWeek, week30)
      .then(...weeks);
  });
  it('before the first that is asked for there was none', () => {
    ofMonths().when(endMonth, july).then(month('2026-07', 'cm2'));
    ofWeeks().when(endWeek, week30).then(week('2026-W30'));
  });
});
