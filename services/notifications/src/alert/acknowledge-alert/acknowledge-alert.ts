import { Refusal, type Decide } from '@pcrm/event-sourcing';
import type { StaffAlert } from '../staff-alert.js';
import type { AlertAcknowledged } from '../staff-alert.events.js';

export type AcknowledgeAlert = {
  readonly alertId: string;
  readonly clientId: string;
  readonly staffId: string;
  readonly at: string;
};

/** The head has seen it; what is settled already needs no seeing. */
export const acknowledgeAlert: Decide<AcknowledgeAlert, StaffAlert, AlertAcknowledged> = (command, { last, open }) => {
  if (open?.alertId === command.alertId) {
    return open.acknowledged ? [] : [{ type: 'AlertAcknowledged', data: { ...command, outletId: open.outletId } }];
  }
  if (last === command.alertId) return [];
  throw new Refusal('alert.unknown');
};
