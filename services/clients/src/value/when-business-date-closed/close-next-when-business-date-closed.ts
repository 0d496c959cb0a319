import type { Agenda, Message } from '@pcrm/event-sourcing';
import { dateOfDay, dayNumber, shanghaiInstant, toShanghaiDate, type BusinessDateClosed } from '@pcrm/contracts';
import type { Day } from '../../calendar.js';
import { BUSINESS_CALENDAR } from '../business-calendar.js';
import type { BeginClosing } from '../close-business-day/close-business-day.js';

/** Hour in Shanghai at which yesterday is closed when the feed brought no marker. */
const CLOSING_HOUR = 6;
/** A closing that was slept through is still made up for this many days. */
const USEFUL_DAYS = 400;

/**
 * After one business date the next: closed at 06:00 of the day after it, unless the feed has closed it before. A date that was closed
 * long after its time (a history is fed) is followed by the next 06:00, which closes everything up to the day before.
 */
export const closeNextWhenBusinessDateClosed: Agenda<Message<'BusinessDateClosed', BusinessDateClosed>> = {
  name: 'close-next-when-business-date-closed',
  version: 1,
  on: {
    BusinessDateClosed: ({ data: { businessDate }, metadata: { occurredAt } }) => {
      const day = Math.max(dayNumber(businessDate) + 2, firstMorningAfter(occurredAt));
      const command: BeginClosing = { businessDate: dateOfDay(day - 1), today: dateOfDay(day) };
      return [
        {
          key: 'next-business-date',
          dueAt: shanghaiInstant(dateOfDay(day), CLOSING_HOUR),
          usefulUntil: shanghaiInstant(dateOfDay(day + USEFUL_DAYS), CLOSING_HOUR),
          issue: { handler: 'businessCalendar.begin', id: BUSINESS_CALENDAR, command },
        },
      ];
    },
  },
};

function firstMorningAfter(instant: string): Day {
  const day = dayNumber(toShanghaiDate(instant));
  return shanghaiInstant(dateOfDay(day), CLOSING_HOUR) > instant ? day : day + 1;
}
