import type { Message, Reaction } from '@pcrm/event-sourcing';
import { BRANCH_KEY, type OpportunityLost } from '@pcrm/contracts';
import { firstPolicy, tierPoliciesTable, type KnownPolicies } from '../../known-rows.js';
import { policyOn } from '../../policy.js';
import type { TerminateFollowUp } from '../terminate-follow-up/terminate-follow-up.js';

/** The client declined (P4): follow-up ends for the cool-off of the policy in force that day. Other ends of an opportunity end nothing here. */
export const terminateFollowUpWhenOpportunityLost: Reaction<Message<'OpportunityLost', OpportunityLost>> = {
  name: 'terminate-follow-up-when-opportunity-lost',
  needs: () => [{ table: tierPoliciesTable, keys: [BRANCH_KEY] }],
  on: {
    OpportunityLost: ({ data: { clientId, reasonCode, lostOn, lostAt } }, known) => {
      if (reasonCode !== 'declined') return [];
      const versions = known.row<KnownPolicies>(tierPoliciesTable, BRANCH_KEY)?.versions ?? [firstPolicy];
      const { coolOffDays } = policyOn(versions, lostOn);
      const command: TerminateFollowUp = { clientId, reasonCode, on: lostOn, coolOffDays };
      return [{ handler: 'tierStanding.terminateFollowUp', id: clientId, command, occurredAt: lostAt }];
    },
  },
};
