import { contractSchemas, topicOf } from '@pcrm/contracts';
import type { ServiceDefinition } from '@pcrm/event-sourcing';
import { changeConsent } from './consent/change-consent/change-consent.js';
import { consent } from './consent/consent.js';
import { withdrawConsentWhenOptOutReceived } from './consent/when-opt-out-received/withdraw-consent-when-opt-out-received.js';
import { clientList } from './know/client-list/client-list.projection.js';
import { client } from './register/client.js';
import { knownOutlets } from './register/known-outlets/known-outlets.projection.js';
import { publishClientEvents } from './say/publish-client-events.js';
import { signForOpportunity } from './upgrade/sign-tier/sign-tier.js';
import { terminateFollowUp } from './upgrade/terminate-follow-up/terminate-follow-up.js';
import { tierPolicies } from './upgrade/tier-policies/tier-policies.projection.js';
import { tierPolicy } from './upgrade/tier-policy.js';
import { tierStanding } from './upgrade/tier-standing.js';
import { signTierWhenOpportunityAdvanced } from './upgrade/when-opportunity-advanced/sign-tier-when-opportunity-advanced.js';
import { terminateFollowUpWhenOpportunityLost } from './upgrade/when-opportunity-lost/terminate-follow-up-when-opportunity-lost.js';
import { assetAccount } from './value/asset-account.js';
import { businessCalendar } from './value/business-calendar.js';
import { beginClosing } from './value/close-business-day/close-business-day.js';
import { visitLog } from './value/visit-log.js';
import { closeNextWhenBusinessDateClosed } from './value/when-business-date-closed/close-next-when-business-date-closed.js';

/** 客户: who they are, what they have, where they stand. */
export const clientsDefinition: ServiceDefinition = {
  name: 'clients',
  aggregates: [client, consent, assetAccount, visitLog, businessCalendar, tierPolicy, tierStanding],
  say: publishClientEvents,
  hears: ['clients', 'allocation', 'engagement', 'notifications'].map((source) => topicOf(source as 'clients')),
  contracts: contractSchemas,
  projections: [clientList, knownOutlets, tierPolicies],
  reactions: [signTierWhenOpportunityAdvanced, terminateFollowUpWhenOpportunityLost, withdrawConsentWhenOptOutReceived],
  agendas: [closeNextWhenBusinessDateClosed],
  handlers: {
    'consent.change': { aggregate: consent, decide: changeConsent },
    'tierStanding.signForOpportunity': { aggregate: tierStanding, decide: signForOpportunity },
    'tierStanding.terminateFollowUp': { aggregate: tierStanding, decide: terminateFollowUp },
    'businessCalendar.begin': { aggregate: businessCalendar, decide: beginClosing },
  },
};
