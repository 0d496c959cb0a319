import type { Aggregate } from '@pcrm/event-sourcing';
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
