import type { Projection } from '@pcrm/event-sourcing';
import type { AllocationMessage, EngagementMessage, StaffRole } from '@pcrm/contracts';
import { since } from '../duty-row.js';
import { nobodyYet, staffWeeksTable, type StaffRow } from '../staff-row.js';

type Post = { readonly role: StaffRole; readonly outletId?: string };
function posted({ outletId: _left, ...known }: StaffRow, { role, outletId }: Post, from: string, by: string): StaffRow {
  const posts = since(known.posts ?? [], from, role, by);
  return { ...known, role, posts, ...(outletId !== undefined && { outletId }) };
}

/** 13-week strip, posts and leaves, one row per member of staff. */
export const staffWeeks: Projection<StaffRow, AllocationMessage | EngagementMessage> = {
  name: staffWeeksTable.name,
  version: staffWeeksTable.version,
  indexes: staffWeeksTable.indexes,
  belongs: ({ staffId, outletId }) => ({ outletId, staffIds: [staffId] }),
  on: {
    StaffJoined: (row, { id, data }) => {
      const known = posted(row ?? nobodyYet(data.staffId), data, data.joinedOn, id);
      return { ...known, name: data.name, departedOn: null };
    },
    StaffRoleChanged: (row, { id, data }) => posted(row ?? nobodyYet(data.staffId), data, data.changedOn, id),
    StaffDeparted: (row, { id, data: { staffId, departedOn } }) => {
      const known = row ?? nobodyYet(staffId);
      return { ...known, departedOn, posts: since(known.posts ?? [], departedOn, null, id) };
    },
    LeaveRecorded: (row, { data: { staffId, leaveId, from, to, cancelled } }) => {
      const known = row ?? nobodyYet(staffId);
      const { [leaveId]: _before, ...others } = known.leaves;
      return { ...known, leaves: cancelled ? others : { ...others, [leaveId]: { from, to } } };
    },
    WeeklyTargetClosed: (row, { data: { staffId, week, target, clients, verdict } }) => {
      const known = row ?? nobodyYet(staffId);
      const others = known.weeks.filter((line) => line.week !== week);
      const weeks = [...others, { week, target, clients, verdict }]
        .toSorted((a, b) => (a.week < b.week ? -1 : 1))
        .slice(-53);
      return { ...known, weeks };
    },
  },
};
