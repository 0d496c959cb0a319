import { Refusal, type Decide } from '@pcrm/event-sourcing';
import { toShanghaiDate } from '@pcrm/contracts';
import { aboutOf, type Opportunity, type Pursuit } from '../pursuit.js';
import type { OpportunityStepped } from '../pursuit.events.js';

export type ReopenOpportunity = { readonly opportunityId: string; readonly reason: string; readonly at: string };

/** A terminated opportunity goes on at PREPARING, with a reason; not during the cool-off after a client declined (P4), not beside an open one. */
export const reopenOpportunity: Decide<ReopenOpportunity, Pursuit, OpportunityStepped> = (command, state) => {
  const { opportunityId, reason, at } = command;
  if (state.open?.opportunityId === opportunityId) return [];
  const lost = reopenable(state, opportunityId);
  if (!reason) throw new Refusal('opportunity.reason-missing');
  if (state.coolOffUntil && toShanghaiDate(at) <= state.coolOffUntil) {
    throw new Refusal('opportunity.cool-off', { rule: 'P4', coolOffUntil: state.coolOffUntil });
  }
  const with_ = state.maintainer
    ? { ...lost, staffId: state.maintainer.staffId, outletId: state.maintainer.outletId }
    : lost;
  return [
    {
      type: 'OpportunityStepped',
      data: { ...aboutOf(with_), from: 'TERMINATED', to: 'PREPARING', targetTier: lost.targetTier, reason, at },
    },
  ];
};

function reopenable({ open, lost }: Pursuit, opportunityId: string): Opportunity {
  if (open) throw new Refusal('opportunity.another-open');
  if (lost?.opportunityId !== opportunityId) throw new Refusal('opportunity.not-terminated');
  return lost;
}
