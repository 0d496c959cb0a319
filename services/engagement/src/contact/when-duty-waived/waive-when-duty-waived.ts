import type { Reaction } from '@pcrm/event-sourcing';
import type { EngagementMessage } from '@pcrm/contracts';
import type { WaiveClosedPeriod } from './waive-closed-period.js';

/** A waiver reaches the period it is about, should that be closed already. */
export const waiveWhenDutyWaived: Reaction<EngagementMessage> = {
  name: 'waive-when-duty-waived',
  on: {
    ContactDutyWaived: ({ data: { clientId, rule, period, waivedAt: at } }) => [
      {
        handler: 'contactPeriods.waiveClosedPeriod',
        id: clientId,
        command: { rule, period, at } satisfies WaiveClosedPeriod,
        occurredAt: at,
      },
    ],
  },
};
