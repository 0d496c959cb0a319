import type { Reaction } from '@pcrm/event-sourcing';
import type { EngagementMessage } from '@pcrm/contracts';
import { staffWeekRows } from '../contact-duties.table.js';
import { POLICIES_KEY, policyRows, standardsOf, type PoliciesRow } from '../policies-row.js';
import { heldThatPost, staffRows, type StaffRow } from '../staff-row.js';
import { countWeek, type StaffWeeks } from '../week.js';
import type { CloseWeeklyTarget } from './close-weekly-target.js';

/** C1: the verdict on a manager's week, from the contacts of all their clients; none on a week at whose end they held another post. */
export const closeWhenWeekEnded: Reaction<EngagementMessage> = {
  name: 'close-when-week-ended',
  needs: (message) =>
    message.type === 'ContactWeekEnded'
      ? [
          { table: staffWeekRows, keys: [message.data.staffId] },
          { table: staffRows, keys: [message.data.staffId] },
          { table: policyRows, keys: [POLICIES_KEY] },
        ]
      : [],
  on: {
    ContactWeekEnded: ({ data: { staffId, outletId, week, endedAt: at } }, known) => {
      const staff = known.row<StaffRow>(staffRows, staffId);
      if (!heldThatPost(staff, week, at)) return [];
      const standards = standardsOf(known.row<PoliciesRow>(policyRows, POLICIES_KEY), [staff]);
      const total = known.row<{ readonly [staff: string]: StaffWeeks }>(staffWeekRows, staffId);
      const command: CloseWeeklyTarget = {
        staffId,
        outletId,
        count: countWeek(staffId, week, total?.[staffId], standards),
        at,
      };
      return [{ handler: 'weeklyTarget.closeWeeklyTarget', id: staffId, command, occurredAt: at }];
    },
  },
};
