import { Refusal, type Decide } from '@pcrm/event-sourcing';
import type { TierPolicyApproved } from '../tier-policy.events.js';
import type { TierPolicy } from '../tier-policy.js';

export type ApprovePolicy = { readonly proposalId: string; readonly approvedBy: string; readonly today: string };

/** The second person agrees: the proposal becomes the next version. Maker ≠ checker. */
export const approvePolicy: Decide<ApprovePolicy, TierPolicy, TierPolicyApproved> = (
  { proposalId, approvedBy, today },
  policy,
) => {
  const proposal = policy.proposals.find((other) => other.proposalId === proposalId);
  if (!proposal) throw new Refusal('policy.not-proposed', { proposalId });
  if (proposal.proposedBy === approvedBy) throw new Refusal('policy.same-person');
  const { rules, effectiveFrom, reevaluate = false } = proposal;
  if (effectiveFrom <= today && !reevaluate) throw new Refusal('policy.effective-in-past', { effectiveFrom, today });
  const version = Math.max(...policy.versions.map((other) => other.version)) + 1;
  return [{ type: 'TierPolicyApproved', data: { proposalId, version, rules, effectiveFrom, reevaluate, approvedBy } }];
};
