import type { Aggregate } from '@pcrm/event-sourcing';
import { periodSpan } from '@pcrm/contracts';
import type { LeaveCancelled, LeaveTaken } from './waiver.events.js';

export type LeaveDays = { readonly from: string; readonly to: string };
/** Standing leaves of one member of staff, by leaveId. */
export type Leaves = { readonly [leaveId: string]: LeaveDays };

/** The leaves of one member of staff. */
export const leaves: Aggregate<Leaves, LeaveTaken | LeaveCancelled> = {
  name: 'leaves',
  initial: () => ({}),
  evolve(state, { type, data: { leaveId, from, to } }) {
    const { [leaveId]: _before, ...others } = state;
    return type === 'LeaveTaken' ? { ...others, [leaveId]: { from, to } } : others;
  },
};

/** The periods in which a leave has days, the earliest first. */
export function periodsTouched({ from, to }: LeaveDays, periodOf: (date: string) => string): readonly string[] {
  const periods: string[] = [];
  for (let date = from; date <= to; date = periodSpan(periodOf(date)).end) periods.push(periodOf(date));
  return periods;
}
