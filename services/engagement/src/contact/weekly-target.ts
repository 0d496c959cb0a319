import type { Aggregate } from '@pcrm/event-sourcing';
import type { ContactWeekEnded, WeeklyTargetClosed } from './period.events.js';

export type ClosedWeek = WeeklyTargetClosed['data'];
export type WeeklyTargets = {
  readonly lastWeek: string | null;
  /** The newest closing of each ISO week, of the last year. */
  readonly closed: { readonly [week: string]: ClosedWeek };
};
const KEPT = 53;

/** C1 of one client manager, week by week. */
export const weeklyTarget: Aggregate<WeeklyTargets, ContactWeekEnded | WeeklyTargetClosed> = {
  name: 'weeklyTarget',
  initial: () => ({ lastWeek: null, closed: {} }),
  evolve(state, fact) {
    if (fact.type === 'ContactWeekEnded') return { ...state, lastWeek: fact.data.week };
    const { [fact.data.week]: _superseded, ...others } = state.closed;
    return {
      ...state,
      closed: Object.fromEntries([...Object.entries(others).slice(1 - KEPT), [fact.data.week, fact.data]]),
    };
  },
};
