import type { Decide } from '@pcrm/event-sourcing';
import type { ContactPeriods } from '../contact-periods.js';
import { verdictOf } from '../obligations.js';
import type { ContactPeriodClosed } from '../period.events.js';

export type WaiveClosedPeriod = { readonly rule: string; readonly period: string; readonly at: string };

/** A month that was closed before its duty was waived is closed again, as waived if it was missed. */
export const waiveClosedPeriod: Decide<WaiveClosedPeriod, ContactPeriods, ContactPeriodClosed> = (
  { rule, period, at },
  { closed },
) => {
  const stood = closed[`${rule}:${period}`];
  if (!stood || stood.waived) return [];
  const waived = { ...stood, waived: true };
  return [{ type: 'ContactPeriodClosed', data: { ...waived, verdict: verdictOf(waived), closedAt: at } }];
};
