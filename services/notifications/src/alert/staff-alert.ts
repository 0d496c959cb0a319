import type { Aggregate } from '@pcrm/event-sourcing';
import type { StaffAlertEvent } from './staff-alert.events.js';

/** What is open about one client, and the last alert there was. Its stream is `staffAlert-<clientId>`. */
export type StaffAlert = {
  readonly last: string | null;
  readonly open: { readonly alertId: string; readonly outletId: string; readonly acknowledged: boolean } | null;
};

export const staffAlert: Aggregate<StaffAlert, StaffAlertEvent> = {
  name: 'staffAlert',
  initial: () => ({ last: null, open: null }),
  evolve(alert, { type, data: { alertId, outletId } }) {
    switch (type) {
      case 'AlertRaised':
        return { last: alertId, open: { alertId, outletId, acknowledged: false } };
      case 'AlertAcknowledged':
        return { last: alertId, open: { alertId, outletId, acknowledged: true } };
      case 'AlertSettled':
        return { ...alert, open: null };
    }
  },
};
