import type { Decide } from '@pcrm/event-sourcing';
import type { ContactPeriods } from '../contact-periods.js';
import type { ContactMonthEnded, ContactWeekEnded } from '../period.events.js';
import type { WeeklyTargets } from '../weekly-target.js';

/** Issued by the scheduler at 06:00 after the last day of a month; `last`: the client is nobody's any more, no further month follows. */
export type EndMonth = {
  readonly clientId: string;
  readonly staffId: string;
  readonly month: string;
  readonly last: boolean;
  readonly at: string;
};
/** A month is over for a client; once, however often the scheduler asks. */
export const endMonth: Decide<EndMonth, ContactPeriods, ContactMonthEnded> = (
  { clientId, staffId, month, at },
  { lastMonth },
) =>
  lastMonth !== null && lastMonth >= month
    ? []
    : [{ type: 'ContactMonthEnded', data: { clientId, staffId, month, endedAt: at } }];

/** Issued at 06:00 on a Monday for the week before. */
export type EndWeek = {
  readonly staffId: string;
  readonly outletId: string;
  readonly week: string;
  readonly at: string;
};
/** A week is over for a client manager; once. */
export const endWeek: Decide<EndWeek, WeeklyTargets, ContactWeekEnded> = (
  { staffId, outletId, week, at },
  { lastWeek },
) =>
  lastWeek !== null && lastWeek >= week
    ? []
    : [{ type: 'ContactWeekEnded', data: { staffId, outletId, week, endedAt: at } }];
