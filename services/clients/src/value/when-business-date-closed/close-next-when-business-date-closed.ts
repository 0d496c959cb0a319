import type { Agenda, Message } from '@pcrm/event-sourcing';
import type { BusinessDateClosed } from '@pcrm/contracts';
import { addDays, dayOf, instantAt } from '../../calendar.js';
import { BUSINESS_CALENDAR } from '../business-calendar.js';
import type { BeginClosing } from '../close-business-day/close-business-day.js';

/** Hour in Shanghai at which yesterday is closed when the feed brought no marker. */
const CLOSING_HOUR = 6;
/** A closing that was slept through is still made up for this many days. */
const USEFUL_DAYS = 400;

/** After one business date the next: closed at 06:00 of the day after it, unless the feed has closed it before. */
export const closeNextWhenBusinessDateClosed: Agenda<Message<'BusinessDateClosed', BusinessDateClosed>> = {
  name: 'close-next-when-business-date-closed',
  version: 1,
  on: {
    BusinessDateClosed: ({ data: { businessDate } }) => {
      const next = addDays(businessDate, 1);
      const command: BeginClosing = { businessDate: next, today: addDays(next, 1) };
      return [
        {
          key: 'next-business-date',
          dueAt: instantAt(dayOf(next) + 1, CLOSING_HOUR),
          usefulUntil: instantAt(dayOf(next) + USEFUL_DAYS, CLOSING_HOUR),
          issue: { handler: 'businessCalendar.begin', id: BUSINESS_CALENDAR, command },
        },
      ];
    },
  },
};
