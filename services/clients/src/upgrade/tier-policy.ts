import type { Aggregate } from '@pcrm/event-sourcing';
import { builtInRules, type TierPolicyVersion } from '../policy.js';
import type { TierPolicyEvent, TierPolicyProposed } from './tier-policy.events.js';

/** 等级政策: the versions in force, oldest first, and what waits for a second person. */
export type TierPolicy = {
  readonly versions: readonly TierPolicyVersion[];
  readonly proposals: readonly TierPolicyProposed['data'][];
};

/** There is one, `tierPolicy-branch`; version 1 is built in. */
export const TIER_POLICY = 'branch';

export const tierPolicy: Aggregate<TierPolicy, TierPolicyEvent> = {
  name: 'tierPolicy',
  initial: () => ({ versions: [{ ...builtInRules, version: 1, effectiveFrom: '2000-01-01' }], proposals: [] }),
  evolve(policy, event) {
    switch (event.type) {
      case 'TierPolicyProposed':
        return { ...policy, proposals: [...policy.proposals, event.data] };
      case 'TierPolicyApproved': {
        const agreed = policy.proposals.find(({ proposalId }) => proposalId === event.data.proposalId);
        if (!agreed) return policy;
        const version = { ...agreed.rules, version: event.data.version, effectiveFrom: agreed.effectiveFrom };
        return { versions: [...policy.versions, version], proposals: policy.proposals.filter((other) => other !== agreed) };
      }
    }
  },
};
