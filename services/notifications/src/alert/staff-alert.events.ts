import type { Fact } from '@pcrm/event-sourcing';

type OfAlert = { readonly alertId: string; readonly clientId: string; readonly outletId: string };

/** 提醒 was raised to the outlet head: `potential.unassigned` (A3), a potential client whom nobody looks after. */
export type AlertRaised = Fact<'AlertRaised', OfAlert & { readonly reasonCode: string; readonly raisedAt: string }>;
/** The head has seen it. */
export type AlertAcknowledged = Fact<'AlertAcknowledged', OfAlert & { readonly staffId: string; readonly at: string }>;
/** Its cause is gone. */
export type AlertSettled = Fact<'AlertSettled', OfAlert & { readonly at: string }>;

export type StaffAlertEvent = AlertRaised | AlertAcknowledged | AlertSettled;
