import { addDays } from '@pcrm/contracts';
import type { Decide } from '@pcrm/event-sourcing';
import type { FollowUpTerminated } from '../tier-standing.events.js';
import type { TierStanding } from '../tier-standing.js';

export type TerminateFollowUp = {
  readonly clientId: string;
  readonly reasonCode: string;
  /** Business date on which the client declined. */
  readonly on: string;
  readonly coolOffDays: number;
};

/**
 * 终止跟进 (P4): the client does not want to be VIP; they stay what they are, and nobody follows up until the cool-off ends.
 * An answer older than what was signed or marked since does not undo it.
 */
export const terminateFollowUp: Decide<TerminateFollowUp, TierStanding, FollowUpTerminated> = (command, standing) => {
  const { clientId, reasonCode, on: terminatedOn, coolOffDays } = command;
  if (!standing.potential || standing.potential.markedOn > terminatedOn) return [];
  const { outletId, tier: remainsTier } = standing;
  const coolOffUntil = addDays(terminatedOn, coolOffDays);
  return [
    { type: 'FollowUpTerminated', data: { clientId, outletId, reasonCode, remainsTier, terminatedOn, coolOffUntil } },
  ];
};
