import type { Decide } from '@pcrm/event-sourcing';
import type { StaffAlert } from '../staff-alert.js';
import type { AlertSettled } from '../staff-alert.events.js';

export type SettleAlert = { readonly clientId: string; readonly at: string };

/** The cause is gone: somebody looks after the client, or nobody has to. */
export const settleAlert: Decide<SettleAlert, StaffAlert, AlertSettled> = ({ clientId, at }, { open }) =>
  open ? [{ type: 'AlertSettled', data: { alertId: open.alertId, outletId: open.outletId, clientId, at } }] : [];
