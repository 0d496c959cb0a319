import { Refusal, type Decide } from '@pcrm/event-sourcing';
import type { BusinessDateClosed, BusinessDateClosing } from '../business-calendar.events.js';
import type { BusinessCalendar } from '../business-calendar.js';

export type BeginClosing = { readonly businessDate: string; /** Business date now. */ readonly today: string };

/** Begins to close a business date, and with it all before it that are still open. A closed date stays closed. */
export const beginClosing: Decide<BeginClosing, BusinessCalendar, BusinessDateClosing> = (
  { businessDate, today },
  calendar,
) => {
  if (businessDate > today) throw new Refusal('business-day.in-future', { businessDate, today });
  if (businessDate <= (calendar.closedThrough ?? '') || calendar.closing.includes(businessDate)) return [];
  return [{ type: 'BusinessDateClosing', data: { businessDate } }];
};

export type FinishClosing = { readonly businessDate: string; /** Clients looked at. */ readonly clients: number };

/** Everybody was looked at as of the date. */
export const finishClosing: Decide<FinishClosing, BusinessCalendar, BusinessDateClosed> = (
  { businessDate, clients },
  calendar,
) => {
  if (businessDate <= (calendar.closedThrough ?? '')) return [];
  if (!calendar.closing.includes(businessDate)) throw new Refusal('business-day.not-closing', { businessDate });
  return [{ type: 'BusinessDateClosed', data: { businessDate, clients } }];
};
