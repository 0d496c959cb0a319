import { tableOf } from '@pcrm/event-sourcing';
import type { PeriodVerdict, StaffRole } from '@pcrm/contracts';
import { addDays, periodSpan, toShanghaiDate } from '@pcrm/contracts';
import { valueOn, type Since } from './duty-row.js';
import type { Leave } from './segments.js';

/** One closed week of a client manager (C1). */
export type WeekLine = {
  readonly week: string;
  readonly target: number;
  readonly clients: number;
  readonly verdict: PeriodVerdict;
};

/** One row per member of staff: who they are at work, their leaves, and their closed weeks. */
export type StaffRow = {
  readonly staffId: string;
  readonly name: string | null;
  readonly role: StaffRole | null;
  readonly outletId?: string;
  readonly departedOn: string | null;
  /** From when on they held which post; null: none any more. Not in rows of version 1, which are read until version 2 stands. */
  readonly posts?: readonly Since<StaffRole | null>[];
  readonly leaves: { readonly [leaveId: string]: { readonly from: string; readonly to: string } };
  /** The last 53, oldest first. */
  readonly weeks: readonly WeekLine[];
};
/** The row of somebody of whom nothing was heard yet. */
export const nobodyYet = (staffId: string): StaffRow => ({
  staffId,
  name: null,
  role: null,
  departedOn: null,
  posts: [],
  leaves: {},
  weeks: [],
});
export const staffWeeksTable = { name: 'staff-weeks', version: 2, indexes: { outlet: ['outletId'] } } as const;
export const staffRows = tableOf(staffWeeksTable);

/**
 * C1 is asked of client managers: whether somebody held that post when a week ended, as far as is known. A row without posts does
 * not say it of weeks passed over: only who is asked for the week that has just ended held it by then.
 */
export function heldThatPost(staff: StaffRow | undefined, week: string, endedAt: string): boolean {
  const { end } = periodSpan(week);
  if (!staff?.posts) return toShanghaiDate(endedAt) === end;
  const post = valueOn(staff.posts, addDays(end, -1));
  return post === undefined || post === 'clientManager';
}

/** The leaves of a row as half-open stretches. */
export const leavesIn = (row: StaffRow | undefined): readonly Leave[] =>
  Object.values(row?.leaves ?? {}).map(({ from, to }) => ({ start: from, end: addDays(to, 1) }));
