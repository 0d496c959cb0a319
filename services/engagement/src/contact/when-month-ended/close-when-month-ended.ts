import type { Issued, Reaction } from '@pcrm/event-sourcing';
import { periodSpan, quarterOf, type ContactRule, type EngagementMessage } from '@pcrm/contracts';
import { dutyRows } from '../contact-duties.table.js';
import type { DutyRow } from '../duty-row.js';
import { countPeriod, type PeriodCount } from '../obligations.js';
import { POLICIES_KEY, policyRows, standardsOf, type PoliciesRow } from '../policies-row.js';
import { staffRows, type StaffRow } from '../staff-row.js';
import type { CloseContactPeriods } from './close-contact-periods.js';
import type { NameHolders } from './name-holders.js';

/** The periods that end with a month: the month itself (C3, C4), and with every third the quarter (C2). */
function ending(month: string): readonly (readonly [ContactRule, string])[] {
  const quarter = quarterOf(`${month}-01`);
  const monthly = [['C3', month] as const, ['C4', month] as const];
  return periodSpan(month).end === periodSpan(quarter).end ? [...monthly, ['C2', quarter] as const] : monthly;
}

/** Whose leave counts (C2, C9). */
const holdersIn = (counts: readonly PeriodCount[]): readonly string[] => [
  ...new Set(counts.flatMap(({ worth }) => worth.flatMap(({ staffId }) => staffId ?? []))),
];

const naming = (command: NameHolders): Issued => {
  const { clientId: id, at: occurredAt } = command;
  return { handler: 'contactPeriods.nameHolders', id, command, occurredAt };
};

/**
 * The verdict on a client's month, and quarter, from the client's row as it stands when they end. Where others than those named by
 * then maintained the client in that quarter, they are named first: their leave counts too.
 */
export const closeWhenMonthEnded: Reaction<EngagementMessage> = {
  name: 'close-when-month-ended',
  needs: (message) =>
    message.type === 'ContactMonthEnded'
      ? [
          { table: dutyRows, keys: [message.data.clientId] },
          { table: staffRows, keys: [message.data.staffId, ...(message.data.heldBy ?? [])] },
          { table: policyRows, keys: [POLICIES_KEY] },
        ]
      : [],
  on: {
    ContactMonthEnded: ({ data: { clientId: id, staffId, month, heldBy = [], endedAt: at } }, known) => {
      const row = known.row<DutyRow>(dutyRows, id);
      if (!row) return [];
      const named = [staffId, ...heldBy];
      const standards = standardsOf(
        known.row<PoliciesRow>(policyRows, POLICIES_KEY),
        named.map((each) => known.row<StaffRow>(staffRows, each)),
      );
      const counts = ending(month).flatMap(([rule, period]) => countPeriod(row, rule, period, standards) ?? []);
      const others = holdersIn(counts).filter((holder) => !named.includes(holder));
      if (others.length > 0) return [naming({ clientId: id, staffId, month, heldBy: [...heldBy, ...others], at })];
      const command: CloseContactPeriods = { clientId: id, counts, at };
      return counts.length > 0 ? [{ handler: 'contactPeriods.closeContactPeriods', id, command, occurredAt: at }] : [];
    },
  },
};
