import type { Decide } from '@pcrm/event-sourcing';
import { closingKey, type ContactPeriods } from '../contact-periods.js';
import { verdictOf, type PeriodCount } from '../obligations.js';
import type { ContactPeriodClosed } from '../period.events.js';

export type CloseContactPeriods = {
  readonly clientId: string;
  readonly counts: readonly PeriodCount[];
  readonly at: string;
};

/** Closes a client's month or quarter under each rule; what is closed with the same result stays as it is, another result supersedes. */
export const closeContactPeriods: Decide<CloseContactPeriods, ContactPeriods, ContactPeriodClosed> = (
  { clientId, counts, at },
  state,
) =>
  counts
    .map((count) => closing(clientId, count, at))
    .filter(({ data }) => {
      const stood = state.closed[closingKey(data)];
      return !stood || JSON.stringify({ ...stood, closedAt: at }) !== JSON.stringify(data);
    });

function closing(clientId: string, count: PeriodCount, closedAt: string): ContactPeriodClosed {
  const { rule, period, owed, done, waived, policyVersion, worth, contacts } = count;
  const { staffId, outletId } = count.maintainer;
  const verdict = verdictOf(count);
  return {
    type: 'ContactPeriodClosed',
    data: {
      clientId,
      staffId,
      outletId,
      rule,
      period,
      owed,
      done,
      waived,
      verdict,
      policyVersion,
      worth,
      contacts,
      closedAt,
    },
  };
}
