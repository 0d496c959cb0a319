import type { Fact } from '@pcrm/event-sourcing';
import type { TierRules } from '../policy.js';

/** Somebody proposes new rules from a business date on. */
export type TierPolicyProposed = Fact<
  'TierPolicyProposed',
  {
    readonly proposalId: string;
    readonly rules: TierRules;
    readonly effectiveFrom: string;
    /** What was judged since then is judged again; absent in facts older than the choice: no. */
    readonly reevaluate?: boolean;
    readonly proposedBy: string;
  }
>;
/** Somebody else agreed: the next version. */
export type TierPolicyApproved = Fact<
  'TierPolicyApproved',
  {
    readonly proposalId: string;
    readonly version: number;
    readonly rules: TierRules;
    readonly effectiveFrom: string;
    /** What was judged since then is judged again; absent in facts older than the choice: no. */
    readonly reevaluate?: boolean;
    readonly approvedBy: string;
  }
>;
export type TierPolicyEvent = TierPolicyProposed | TierPolicyApproved;
