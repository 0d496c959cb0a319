import type { Aggregate } from '@pcrm/event-sourcing';
import type { BusinessCalendarEvent } from './business-calendar.events.js';

/** Which business dates are closed. There is one, `businessCalendar-branch`. */
export type BusinessCalendar = {
  /** Last closed business date; undefined before the first. */
  readonly closedThrough: string | undefined;
  /** Dates whose closing was begun and not finished, oldest first. */
  readonly closing: readonly string[];
};
export const BUSINESS_CALENDAR = 'branch';

export const businessCalendar: Aggregate<BusinessCalendar, BusinessCalendarEvent> = {
  name: 'businessCalendar',
  initial: () => ({ closedThrough: undefined, closing: [] }),
  evolve(calendar, { type, data: { businessDate } }) {
    switch (type) {
      case 'BusinessDateClosing':
        return { ...calendar, closing: [...calendar.closing, businessDate].toSorted() };
      case 'BusinessDateClosed':
        return { closedThrough: businessDate, closing: calendar.closing.filter((date) => date > businessDate) };
    }
  },
};
