import { opportunityAdvanced, opportunityLost, tierPolicyAdopted } from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import type { Known } from '@pcrm/event-sourcing';
import { project } from '@pcrm/event-sourcing/testing';
import { builtInRules } from '../../policy.js';
import { clientListTable, tierPoliciesTable } from '../../known-rows.js';
import { tierPolicies } from '../tier-policies/tier-policies.projection.js';
import { terminateFollowUpWhenOpportunityLost } from '../when-opportunity-lost/terminate-follow-up-when-opportunity-lost.js';
import { signTierWhenOpportunityAdvanced } from './sign-tier-when-opportunity-advanced.js';

const clientId = '5b0e7a52-6c1f-5b7e-9d0a-2f1f0e9f8a11';
const opportunityId = '11111111-1111-5111-8111-111111111111';
const about = { opportunityId, clientId, outletId: 'NN01', staffId: 'S7', pipeline: 'SIGNING_UPGRADE' as const };
const advancedAt = '2026-06-01T17:00:00.000Z';
const advanced = (to: 'SIGNING' | 'PRESENTED') =>
  say(opportunityAdvanced, { ...about, from: 'PRESENTED', to, targetTier: 'gold', advancedAt });
const knowing = (table: { readonly name: string }, row: unknown): Known => ({
  row: (asked) => (asked.name === table.name ? (row as never) : undefined),
});
const sign = (known: Known, to: 'SIGNING' | 'PRESENTED' = 'SIGNING') =>
  signTierWhenOpportunityAdvanced.on.OpportunityAdvanced?.(advanced(to), known);
const missing = (known: Known): unknown => (sign(known)?.[0]?.command as { minimumMissing: unknown }).minimumMissing;

describe('when an opportunity comes to SIGNING', () => {
  it('the client signs, on the business date in Shanghai', () =>
    expect(sign(knowing(clientListTable, { minimumMissing: [], consents: { 'marketing:sms': 'refused' } }))).toEqual([
      {
        handler: 'tierStanding.signForOpportunity',
        id: clientId,
        command: { clientId, to: 'gold', minimumMissing: [], on: '2026-06-02', opportunityId, at: advancedAt },
        occurredAt: advancedAt,
      },
    ]));
  it('what the file lacks goes along, consents nobody asked for included (P5)', () => {
    expect(missing(knowing(clientListTable, { minimumMissing: ['id'], consents: {} }))).toEqual(['id', 'consents']);
    expect(missing({ row: () => undefined })).toEqual(['file']);
  });
  it('any other stage is none of our business', () => expect(sign({ row: () => undefined }, 'PRESENTED')).toEqual([]));
});

describe('when an opportunity is lost', () => {
  const lose = (reasonCode: string, known: Known = { row: () => undefined }) =>
    terminateFollowUpWhenOpportunityLost.on.OpportunityLost?.(
      say(opportunityLost, { ...about, reasonCode, lostOn: '2026-07-10', lostAt: advancedAt }),
      known,
    );
  const command = (coolOffDays: number) => ({ clientId, reasonCode: 'declined', on: '2026-07-10', coolOffDays });
  it('because the client declined, follow-up ends for the cool-off of the policy of that day (P4)', () => {
    expect(lose('declined')).toEqual([
      { handler: 'tierStanding.terminateFollowUp', id: clientId, command: command(180), occurredAt: advancedAt },
    ]);
    const adopted = say(tierPolicyAdopted, {
      ...builtInRules,
      coolOffDays: 90,
      version: 2,
      effectiveFrom: '2026-07-01',
    });
    const row = project(tierPolicies, [adopted, adopted]).get('branch');
    expect(row?.versions.map(({ version }) => version)).toEqual([1, 2]);
    expect(lose('declined', knowing(tierPoliciesTable, row))?.[0]?.command).toEqual(command(90));
  });
  it('for another reason, nothing ends here', () => expect(lose('moved-away')).toEqual([]));
});
