import type { Decide } from '@pcrm/event-sourcing';
import type { StaffAlert } from '../staff-alert.js';
import type { AlertRaised } from '../staff-alert.events.js';

export type RaiseAlert = {
  /** Derived from client, reason and the date since which it holds. */
  readonly alertId: string;
  readonly clientId: string;
  readonly outletId: string;
  readonly reasonCode: string;
  readonly raisedAt: string;
};

/** Tells the outlet head; one cause is told once. */
export const raiseAlert: Decide<RaiseAlert, StaffAlert, AlertRaised> = (command, alert) =>
  alert.open || alert.last === command.alertId ? [] : [{ type: 'AlertRaised', data: command }];
