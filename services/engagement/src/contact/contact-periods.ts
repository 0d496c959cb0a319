import type { Aggregate } from '@pcrm/event-sourcing';
import type { ContactHoldersNamed, ContactMonthEnded, ContactPeriodClosed } from './period.events.js';

export type ClosedPeriod = ContactPeriodClosed['data'];
export type ContactPeriods = {
  readonly lastMonth: string | null;
  /** The last month was the last for which anybody maintained the client. */
  readonly released: boolean;
  /** The newest closing of each rule and period (`C3:2026-06`), of the last two years. */
  readonly closed: { readonly [ruleAndPeriod: string]: ClosedPeriod };
};

export const closingKey = ({ rule, period }: Pick<ClosedPeriod, 'rule' | 'period'>): string => `${rule}:${period}`;
const KEPT = 60;

/** Facts about the periods of one client. */
export type ContactPeriodFact = ContactMonthEnded | ContactHoldersNamed | ContactPeriodClosed;

/** The ended months and closed periods of one client (C2, C3, C4). */
export const contactPeriods: Aggregate<ContactPeriods, ContactPeriodFact> = {
  name: 'contactPeriods',
  initial: () => ({ lastMonth: null, released: false, closed: {} }),
  evolve(state, fact) {
    if (fact.type === 'ContactHoldersNamed') return state;
    if (fact.type === 'ContactMonthEnded') {
      const { month: lastMonth, last: released = false } = fact.data;
      return { ...state, lastMonth, released };
    }
    const key = closingKey(fact.data);
    const { [key]: _superseded, ...others } = state.closed;
    const kept = Object.entries(others).slice(1 - KEPT);
    return { ...state, closed: Object.fromEntries([...kept, [key, fact.data]]) };
  },
};
