import type { Reaction } from '@pcrm/event-sourcing';
import { isoWeek, type EngagementMessage } from '@pcrm/contracts';
import { staffWeekRows } from '../contact-duties.table.js';
import { periodsTouched } from '../leaves.js';
import { POLICIES_KEY, policyRows, standardsOf, type PoliciesRow } from '../policies-row.js';
import { staffRows, type StaffRow } from '../staff-row.js';
import { owedInWeek, type StaffWeeks } from '../week.js';
import type { RecountTargets } from './recount-targets.js';

/** C1, C9: leave may touch weeks that are closed, an illness most of all; those are counted again. Nothing closed, nothing said. */
export const recountWeeksWhenLeaveRecorded: Reaction<EngagementMessage> = {
  name: 'recount-weeks-when-leave-recorded',
  needs: (message) =>
    message.type === 'LeaveRecorded'
      ? [
          { table: staffWeekRows, keys: [message.data.staffId] },
          { table: staffRows, keys: [message.data.staffId] },
          { table: policyRows, keys: [POLICIES_KEY] },
        ]
      : [],
  on: {
    LeaveRecorded: ({ data: { staffId, from, to, cancelled = false }, metadata: { occurredAt: at } }, known) => {
      const staff = known.row<StaffRow>(staffRows, staffId);
      const standards = standardsOf(known.row<PoliciesRow>(policyRows, POLICIES_KEY), [staff]);
      const book = known.row<{ readonly [staff: string]: StaffWeeks }>(staffWeekRows, staffId)?.[staffId]?.book ?? 0;
      const weeks = periodsTouched({ from, to }, isoWeek).map((week) => {
        return { week, owed: owedInWeek(staffId, week, standards) };
      });
      const command: RecountTargets = { weeks, book, cancelled, at };
      return [{ handler: 'weeklyTarget.recountTargets', id: staffId, command, occurredAt: at }];
    },
  },
};
