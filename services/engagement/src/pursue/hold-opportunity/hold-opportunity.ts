import { Refusal, type Decide } from '@pcrm/event-sourcing';
import { changed, openOne, type Pursuit } from '../pursuit.js';
import type { OpportunityChanged } from '../pursuit.events.js';

export type HoldOpportunity = { readonly opportunityId: string; readonly reason: string; readonly at: string };

/** ON_HOLD 暂缓: keeps the stage; nothing moves until it is resumed. */
export const holdOpportunity: Decide<HoldOpportunity, Pursuit, OpportunityChanged> = (
  { opportunityId, reason, at },
  state,
) => {
  const open = openOne(state, opportunityId);
  if (open.onHold) return [];
  if (!reason) throw new Refusal('opportunity.reason-missing');
  return [changed(open, { onHold: true }, { cause: 'held', reason, at })];
};

/** Ends ON_HOLD, at the stage it was put on hold. */
export const resumeOpportunity: Decide<Omit<HoldOpportunity, 'reason'>, Pursuit, OpportunityChanged> = (
  command,
  state,
) => {
  const open = openOne(state, command.opportunityId);
  return open.onHold ? [changed(open, { onHold: false }, { cause: 'resumed', at: command.at })] : [];
};
