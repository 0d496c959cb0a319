import type { Issued, Reaction } from '@pcrm/event-sourcing';
import { quarterOf, type EngagementMessage } from '@pcrm/contracts';
import { periodsTouched } from '../leaves.js';
import { quarterClientRows, type QuarterClients } from '../period-totals.js';
import { POLICIES_KEY, policyRows, standardsOf, type PoliciesRow } from '../policies-row.js';
import { leavesIn, staffRows, type StaffRow } from '../staff-row.js';
import type { RecountQuarters } from './recount-quarters.js';

/** C2, C9: leave may touch quarters that are closed: those of every client whom this member of staff maintained in them are counted again. */
export const recountQuartersWhenLeaveRecorded: Reaction<EngagementMessage> = {
  name: 'recount-quarters-when-leave-recorded',
  needs: (message) =>
    message.type === 'LeaveRecorded'
      ? [
          { table: quarterClientRows, keys: [message.data.staffId] },
          { table: staffRows, keys: [message.data.staffId] },
          { table: policyRows, keys: [POLICIES_KEY] },
        ]
      : [],
  on: {
    LeaveRecorded: ({ data: { staffId, from, to }, metadata: { occurredAt: at } }, known) => {
      const leaves = leavesIn(known.row<StaffRow>(staffRows, staffId));
      const { policies } = standardsOf(known.row<PoliciesRow>(policyRows, POLICIES_KEY), []);
      const closed = known.row<QuarterClients>(quarterClientRows, staffId)?.[staffId] ?? {};
      const quarters = periodsTouched({ from, to }, quarterOf);
      const clients = [...new Set(quarters.flatMap((quarter) => closed[quarter] ?? []))];
      return clients.map((id): Issued => {
        const command: RecountQuarters = { quarters, staffId, leaves, policies, at };
        return { handler: 'contactPeriods.recountQuarters', id, command, occurredAt: at };
      });
    },
  },
};
