import { Refusal, type Decide } from '@pcrm/event-sourcing';
import { TIERS } from '@pcrm/contracts';
import type { TierRules } from '../../policy.js';
import type { TierPolicyProposed } from '../tier-policy.events.js';
import type { TierPolicy } from '../tier-policy.js';

export type ProposePolicy = {
  readonly proposalId: string;
  readonly rules: TierRules;
  /** Business date from which the rules are chosen. */
  readonly effectiveFrom: string;
  /** Asked for: what was judged since that date is judged again, so that it may lie in the past. */
  readonly reevaluate: boolean;
  readonly proposedBy: string;
  /** Today's business date. */
  readonly today: string;
};

/** Lays new tier rules before a second person. They reach into the past only where re-evaluation is asked for, and a higher tier asks for more. */
export const proposePolicy: Decide<ProposePolicy, TierPolicy, TierPolicyProposed> = (command, policy) => {
  const { proposalId, rules, effectiveFrom, reevaluate, proposedBy, today } = command;
  if (policy.proposals.some((other) => other.proposalId === proposalId)) return [];
  if (effectiveFrom <= today && !reevaluate) throw new Refusal('policy.effective-in-past', { effectiveFrom, today });
  const standards = TIERS.map((tier) => rules.thresholdsFen[tier]).filter((fen) => fen !== null);
  if (standards.some((fen, i) => i > 0 && fen <= (standards[i - 1] as number)))
    throw new Refusal('policy.thresholds-not-rising');
  return [{ type: 'TierPolicyProposed', data: { proposalId, rules, effectiveFrom, reevaluate, proposedBy } }];
};
