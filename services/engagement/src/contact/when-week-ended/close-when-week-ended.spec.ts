import { describe, expect, it } from '@jest/globals';
import { contactWeekEnded } from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import type { Table } from '@pcrm/event-sourcing';
import { nobodyYet, staffRows, type StaffRow } from '../staff-row.js';
import { closeWhenWeekEnded } from './close-when-week-ended.js';

const ended = (week: string, staff: StaffRow | undefined, endedAt = '2026-06-14T22:00:00.000Z') => {
  const react = closeWhenWeekEnded.on.ContactWeekEnded;
  const message = say(contactWeekEnded, { staffId: 'cm1', outletId: 'o1', week, endedAt });
  const known = { row: <R>(table: Table) => (table.name === staffRows.name ? staff : undefined) as R | undefined };
  return (react?.(message, known) ?? []).map(({ handler }) => handler);
};
const posts = (...held: readonly (readonly [string, 'clientManager' | 'outletHead' | null])[]): StaffRow => ({
  ...nobodyYet('cm1'),
  posts: held.map(([from, value]) => ({ from, value, _by: 'm' })),
});
const closed = ['weeklyTarget.closeWeeklyTarget'];

describe('C1: closing the week of a client manager', () => {
  it('is done for the post held on its last day', () => {
    const row = posts(['2026-01-01', 'clientManager'], ['2026-06-03', 'outletHead'], ['2026-06-14', 'clientManager']);
    expect(ended('2026-W22', row)).toEqual(closed);
    expect(ended('2026-W23', row)).toEqual([]);
    expect(ended('2026-W24', row)).toEqual(closed);
  });
  it('not for a week after they left', () =>
    expect(ended('2026-W24', posts(['2026-01-01', 'clientManager'], ['2026-06-14', null]))).toEqual([]));
  it('where no post is known by then, the week was asked for by one', () =>
    expect(ended('2026-W24', posts(['2026-07-01', 'outletHead']))).toEqual(closed));
  it('where no posts are kept, only the week that was asked for: those passed over may have been held in another', () => {
    const { posts: _none, ...older } = posts();
    for (const row of [older, undefined]) {
      expect(ended('2026-W24', row)).toEqual(closed);
      expect(ended('2026-W23', row)).toEqual([]);
      expect(ended('2026-W23', row, '2026-06-07T22:00:00.000Z')).toEqual(closed);
    }
  });
});
