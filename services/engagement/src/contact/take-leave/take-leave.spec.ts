import { describe, it } from '@jest/globals';
import { specification } from '@pcrm/event-sourcing/testing';
import { leaves } from '../leaves.js';
import type { LeaveTaken } from '../waiver.events.js';
import { cancelLeave, takeLeave } from './take-leave.js';

const given = specification(leaves);
const at = '2026-06-10T02:00:00.000Z';
const days = (from: string, to: string, leaveId = 'l1') => ({ leaveId, staffId: 'cm1', from, to, by: 'h1', at });
const taken: LeaveTaken = {
  type: 'LeaveTaken',
  data: { leaveId: 'l1', staffId: 'cm1', from: '2026-06-15', to: '2026-06-19', recordedBy: 'h1', at },
};

describe('leave (C9)', () => {
  it('is noted once', () => {
    given().when(takeLeave, days('2026-06-15', '2026-06-19')).then(taken);
    given(taken).when(takeLeave, days('2026-06-15', '2026-06-19')).thenNothing();
  });
  it('does not overlap another one; the day after may begin one', () => {
    given(taken)
      .when(takeLeave, days('2026-06-19', '2026-06-22', 'l2'))
      .thenRefused('leave.overlaps', { from: '2026-06-15', to: '2026-06-19' });
    given(taken)
      .when(takeLeave, days('2026-06-20', '2026-06-22', 'l2'))
      .then({
        type: 'LeaveTaken',
        data: { leaveId: 'l2', staffId: 'cm1', from: '2026-06-20', to: '2026-06-22', recordedBy: 'h1', at },
      });
  });
  it('ends after it begins and is not half a year', () => {
    given()
      .when(takeLeave, days('2026-06-15', '2026-06-14'))
      .thenRefused('leave.ends-before-it-begins', { from: '2026-06-15', to: '2026-06-14' });
    given()
      .when(takeLeave, days('2026-01-01', '2026-07-03'))
      .thenRefused('leave.too-long', { days: 184, longest: 183 });
    const [from, to] = ['2026-01-01', '2026-07-02'];
    given()
      .when(takeLeave, days(from, to))
      .then({ type: 'LeaveTaken', data: { leaveId: 'l1', staffId: 'cm1', from, to, recordedBy: 'h1', at } });
  });
  it('is taken back once', () => {
    const cancelled = {
      type: 'LeaveCancelled',
      data: { leaveId: 'l1', staffId: 'cm1', from: '2026-06-15', to: '2026-06-19', at },
    } as const;
    given(taken).when(cancelLeave, { leaveId: 'l1', staffId: 'cm1', at }).then(cancelled);
    given(taken, cancelled).when(cancelLeave, { leaveId: 'l1', staffId: 'cm1', at }).thenNothing();
  });
});
