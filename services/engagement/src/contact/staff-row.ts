import { tableOf } from '@pcrm/event-sourcing';
import type { PeriodVerdict, StaffRole } from '@pcrm/contracts';
import { addDays } from '@pcrm/contracts';
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
  leaves: {},
  weeks: [],
});
export const staffWeeksTable = { name: 'staff-weeks', version: 1, indexes: { outlet: ['outletId'] } } as const;
export const staffRows = tableOf(staffWeeksTable);

/** The leaves of a row as half-open stretches. */
export const leavesIn = (row: StaffRow | undefined): readonly Leave[] =>
  Object.values(row?.leaves ?? {}).map(({ from, to }) => ({ start: from, end: addDays(to, 1) }));
