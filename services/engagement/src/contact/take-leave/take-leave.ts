import { Refusal, type Decide } from '@pcrm/event-sourcing';
import { daysBetween } from '@pcrm/contracts';
import type { Leaves } from '../leaves.js';
import type { LeaveCancelled, LeaveTaken } from '../waiver.events.js';

export type TakeLeave = {
  readonly leaveId: string;
  readonly staffId: string;
  readonly from: string;
  readonly to: string;
  readonly by: string;
  readonly at: string;
};

/** Longest leave that only pro-rates targets; a longer one asks for a handover of the book. */
const LONGEST_DAYS = 183;

/** C9: leave pro-rates C1 and C2. Leaves of one person do not overlap. */
export const takeLeave: Decide<TakeLeave, Leaves, LeaveTaken> = ({ leaveId, staffId, from, to, by, at }, state) => {
  if (state[leaveId]) return [];
  const days = daysBetween(from, to) + 1;
  if (days < 1) throw new Refusal('leave.ends-before-it-begins', { from, to });
  if (days > LONGEST_DAYS) throw new Refusal('leave.too-long', { days, longest: LONGEST_DAYS });
  const clash = Object.values(state).find((other) => other.from <= to && other.to >= from);
  if (clash) throw new Refusal('leave.overlaps', { from: clash.from, to: clash.to });
  return [{ type: 'LeaveTaken', data: { leaveId, staffId, from, to, recordedBy: by, at } }];
};

export type CancelLeave = { readonly leaveId: string; readonly staffId: string; readonly at: string };

/** Takes a leave back: the targets are whole again. */
export const cancelLeave: Decide<CancelLeave, Leaves, LeaveCancelled> = ({ leaveId, staffId, at }, state) => {
  const taken = state[leaveId];
  return taken ? [{ type: 'LeaveCancelled', data: { leaveId, staffId, ...taken, at } }] : [];
};
