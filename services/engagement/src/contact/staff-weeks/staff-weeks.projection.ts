import type { Projection } from '@pcrm/event-sourcing';
import type { AllocationMessage, EngagementMessage } from '@pcrm/contracts';
import { nobodyYet, staffWeeksTable, type StaffRow } from '../staff-row.js';

/** 13-week strip and leaves, one row per member of staff. */
export const staffWeeks: Projection<StaffRow, AllocationMessage | EngagementMessage> = {
  name: staffWeeksTable.name,
  version: staffWeeksTable.version,
  indexes: staffWeeksTable.indexes,
  belongs: ({ staffId, outletId }) => ({ outletId, staffIds: [staffId] }),
  on: {
    StaffJoined: (row, { data: { staffId, name, role, outletId } }) => {
      const { outletId: _left, ...known } = row ?? nobodyYet(staffId);
      return { ...known, name, role, departedOn: null, ...(outletId !== undefined && { outletId }) };
    },
    StaffRoleChanged: (row, { data: { staffId, role, outletId } }) => {
      const { outletId: _left, ...known } = row ?? nobodyYet(staffId);
      return { ...known, role, ...(outletId !== undefined && { outletId }) };
    },
    StaffDeparted: (row, { data: { staffId, departedOn } }) => ({ ...(row ?? nobodyYet(staffId)), departedOn }),
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
