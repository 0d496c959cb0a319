import { Refusal, type Decide } from '@pcrm/event-sourcing';
import type { PotentialWithdrawn } from '../tier-standing.events.js';
import type { TierStanding } from '../tier-standing.js';

export type WithdrawPotential = { readonly clientId: string; readonly reasonCode: string; readonly on: string };

/** Takes a mark back that was made by hand (A2b). One that stands on the average goes only with the average. */
export const withdrawPotential: Decide<WithdrawPotential, TierStanding, PotentialWithdrawn> = (
  { clientId, reasonCode, on },
  standing,
) => {
  if (!standing.potential) return [];
  if (standing.potential.basis === 'reached') throw new Refusal('potential.reached');
  return [{ type: 'PotentialWithdrawn', data: { clientId, outletId: standing.outletId, withdrawnOn: on, reasonCode } }];
};
