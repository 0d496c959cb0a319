import type { Message, Reaction } from '@pcrm/event-sourcing';
import { toShanghaiDate, type OpportunityAdvanced } from '@pcrm/contracts';
import { clientListTable, missingForSigning, type KnownFile } from '../../known-rows.js';
import type { SignForOpportunity } from '../sign-tier/sign-tier.js';

/** An opportunity has come to SIGNING 签约办卡: the client signs (P3), or the rule that forbids it is written down. */
export const signTierWhenOpportunityAdvanced: Reaction<Message<'OpportunityAdvanced', OpportunityAdvanced>> = {
  name: 'sign-tier-when-opportunity-advanced',
  needs: ({ data: { clientId } }) => [{ table: clientListTable, keys: [clientId] }],
  on: {
    OpportunityAdvanced: ({ data: { clientId, opportunityId, to, targetTier, advancedAt } }, known) => {
      if (to !== 'SIGNING') return [];
      const minimumMissing = missingForSigning(known.row<KnownFile>(clientListTable, clientId));
      const on = toShanghaiDate(advancedAt);
      const command: SignForOpportunity = {
        clientId,
        to: targetTier,
        minimumMissing,
        on,
        opportunityId,
        at: advancedAt,
      };
      return [{ handler: 'tierStanding.signForOpportunity', id: clientId, command, occurredAt: advancedAt }];
    },
  },
};
