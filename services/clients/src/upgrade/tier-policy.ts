import type { Aggregate } from '@pcrm/event-sourcing';
import { firstPolicy } from '../known-rows.js';
import type { TierPolicyVersion } from '../policy.js';
import type { TierPolicyEvent, TierPolicyProposed } from './tier-policy.events.js';

/** 等级政策: the versions adopted, in the order of approval, and what waits for a second person. */
export type TierPolicy = {
  readonly versions: readonly TierPolicyVersion[];
  readonly proposals: readonly TierPolicyProposed['data'][];
};

/** There is one, `tierPolicy-branch`; version 1 is built in. */
export const TIER_POLICY = 'branch';

export const tierPolicy: Aggregate<TierPolicy, TierPolicyEvent> = {
  name: 'tierPolicy',
  initial: () => ({ versions: [firstPolicy], proposals: [] }),
  evolve(policy, event) {
    switch (event.type) {
      case 'TierPolicyProposed':
        return { ...policy, proposals: [...policy.proposals, event.data] };
      case 'TierPolicyApproved': {
        const { proposalId, rules, version, effectiveFrom } = event.data;
        const proposals = policy.proposals.filter((other) => other.proposalId !== proposalId);
        return { versions: [...policy.versions, { ...rules, version, effectiveFrom }], proposals };
      }
    }
  },
};
