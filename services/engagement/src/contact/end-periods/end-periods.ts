import type { Decide } from '@pcrm/event-sourcing';
import { addDays, isoWeek, monthOf, periodSpan, quarterOf } from '@pcrm/contracts';
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
/**
 * A month is over for a client; once, however often the scheduler asks. With it those before that were passed over: who hears of a
 * hand-over before the month that ended was judged asks for the next one only. Who was nobody's begins anew.
 */
export const endMonth: Decide<EndMonth, ContactPeriods, ContactMonthEnded> = (
  { clientId, staffId, month: asked, last, at },
  { lastMonth, released },
) =>
  endingWith(asked, lastMonth, monthOf)
    .slice(released ? -1 : 0)
    .map((month) => ({
      type: 'ContactMonthEnded',
      data: { clientId, staffId, month, endedAt: at, ...(last && month === asked && { last }) },
    }));

/** Issued at 06:00 on a Monday for the week before. */
export type EndWeek = {
  readonly staffId: string;
  readonly outletId: string;
  readonly week: string;
  readonly at: string;
};
/** A week is over for a client manager; once, and with it those before that were passed over. */
export const endWeek: Decide<EndWeek, WeeklyTargets, ContactWeekEnded> = (
  { staffId, outletId, week: asked, at },
  { lastWeek },
) =>
  endingWith(asked, lastWeek, isoWeek).map((week) => ({
    type: 'ContactWeekEnded',
    data: { staffId, outletId, week, endedAt: at },
  }));

/**
 * The periods after the last that ended, through the one asked for; before a first one there was none. None from before the last
 * quarter: of what is longer past the rows keep no contacts.
 */
function endingWith(asked: string, last: string | null, periodOf: (date: string) => string): readonly string[] {
  if (last === null) return [asked];
  const [passedOver, earliest] = [next(last, periodOf), periodOf(lastQuarter(asked))];
  const periods: string[] = [];
  const first = passedOver > earliest ? passedOver : earliest;
  for (let period = first; period <= asked; period = next(period, periodOf)) periods.push(period);
  return periods;
}
/** The first day of the quarter before the one in which a period began. */
const lastQuarter = (period: string): string =>
  periodSpan(quarterOf(addDays(periodSpan(quarterOf(periodSpan(period).start)).start, -1))).start;
const next = (period: string, periodOf: (date: string) => string): string => periodOf(periodSpan(period).end);
