import type { Reaction } from '@pcrm/event-sourcing';
import { periodSpan, quarterOf, type ContactRule, type EngagementMessage } from '@pcrm/contracts';
import { dutyRows } from '../contact-duties.table.js';
import type { DutyRow } from '../duty-row.js';
import { countPeriod } from '../obligations.js';
import { POLICIES_KEY, policyRows, standardsOf, type PoliciesRow } from '../policies-row.js';
import { staffRows, type StaffRow } from '../staff-row.js';
import type { CloseContactPeriods } from './close-contact-periods.js';

/** The periods that end with a month: the month itself (C3, C4), and with every third the quarter (C2). */
function ending(month: string): readonly (readonly [ContactRule, string])[] {
  const quarter = quarterOf(`${month}-01`);
  const monthly = [['C3', month] as const, ['C4', month] as const];
  return periodSpan(month).end === periodSpan(quarter).end ? [...monthly, ['C2', quarter] as const] : monthly;
}

/** The verdict on a client's month, and quarter, from the client's row as it stands when they end. */
export const closeWhenMonthEnded: Reaction<EngagementMessage> = {
  name: 'close-when-month-ended',
  needs: (message) =>
    message.type === 'ContactMonthEnded'
      ? [
          { table: dutyRows, keys: [message.data.clientId] },
          { table: staffRows, keys: [message.data.staffId] },
          { table: policyRows, keys: [POLICIES_KEY] },
        ]
      : [],
  on: {
    ContactMonthEnded: ({ data: { clientId, staffId, month, endedAt: at } }, known) => {
      const row = known.row<DutyRow>(dutyRows, clientId);
      if (!row) return [];
      const standards = standardsOf(known.row<PoliciesRow>(policyRows, POLICIES_KEY), [
        known.row<StaffRow>(staffRows, staffId),
      ]);
      const counts = ending(month).flatMap(([rule, period]) => countPeriod(row, rule, period, standards) ?? []);
      const command: CloseContactPeriods = { clientId, counts, at };
      return counts.length > 0
        ? [{ handler: 'contactPeriods.closeContactPeriods', id: clientId, command, occurredAt: at }]
        : [];
    },
  },
};
