import { describe, expect, it } from '@jest/globals';
import { specification } from '@pcrm/event-sourcing/testing';
import { noteSigningRefused, noteUpgrade } from '../when-client-upgraded/note-signing.js';
import { notePotential, withdrawPotential } from '../when-client-marked-potential/note-potential.js';
import { reopenOpportunity } from '../reopen-opportunity/reopen-opportunity.js';
import { TERMINATION_REASONS, terminateOpportunity } from '../terminate-opportunity/terminate-opportunity.js';
import { about, allocated, at, clientId, opened, opportunityId, potential, stepped } from '../pursuit.examples.js';
import { pursuit } from '../pursuit.js';
import type { OpportunityTerminated, PotentialCleared } from '../pursuit.events.js';
import { endFollowUp } from './end-follow-up.js';

const given = specification(pursuit);
const terminated = (reasonCode = 'declined', reason: string | null = null): OpportunityTerminated => ({
  type: 'OpportunityTerminated',
  data: { ...about, from: 'ALLOCATED', reasonCode, reason, on: '2026-06-10', at },
});
const cooled: PotentialCleared = {
  type: 'PotentialCleared',
  data: { clientId, reasonCode: 'declined', coolOffUntil: '2026-12-07', at },
};
const end = { clientId, reasonCode: 'declined', on: '2026-06-10', coolOffUntil: '2026-12-07', at };

describe('ending the follow-up (P4)', () => {
  it('example 16: a client who does not want to ends the opportunity as declined', () =>
    given(...allocated)
      .when(terminateOpportunity, { opportunityId, reasonCode: 'declined', at })
      .then(terminated()));
  it('asks for words when the reason is another one', () => {
    given(...allocated)
      .when(terminateOpportunity, { opportunityId, reasonCode: 'other', at })
      .thenRefused('opportunity.reason-missing');
    given(...allocated)
      .when(terminateOpportunity, { opportunityId, reasonCode: 'other', reason: '转行', at })
      .then(terminated('other', '转行'));
  });
  it('knows every reason of the rules (P4): unwilling, not to be reached, moved away, another one', () =>
    expect(TERMINATION_REASONS).toEqual(['declined', 'unreachable', 'moved-away', 'other']));
  it('terminating twice changes nothing', () =>
    given(...allocated, terminated())
      .when(terminateOpportunity, { opportunityId, reasonCode: 'declined', at })
      .thenNothing());
  it('example 16: clients ending the follow-up starts the cool-off, once', () => {
    given(...allocated, terminated())
      .when(endFollowUp, end)
      .then(cooled);
    given(...allocated, terminated(), cooled)
      .when(endFollowUp, end)
      .thenNothing();
  });
  it('ends an opportunity that is still open', () =>
    given(...allocated)
      .when(endFollowUp, end)
      .then(terminated(), cooled));
  it('example 16: is not opened again during the cool-off, and is after it, with a reason', () => {
    const cold = given(...allocated, terminated(), cooled);
    const reopen = (date: string, reason = '再次来访') => ({ opportunityId, reason, at: `${date}T02:00:00.000Z` });
    cold
      .when(reopenOpportunity, reopen('2026-12-07'))
      .thenRefused('opportunity.cool-off', { rule: 'P4', coolOffUntil: '2026-12-07' });
    cold.when(reopenOpportunity, reopen('2026-12-08', '')).thenRefused('opportunity.reason-missing');
    cold.when(reopenOpportunity, reopen('2026-12-08')).then({
      type: 'OpportunityStepped',
      data: {
        ...about,
        from: 'TERMINATED',
        to: 'PREPARING',
        targetTier: 'gold',
        reason: '再次来访',
        at: '2026-12-08T02:00:00.000Z',
      },
    });
  });
  it('example 16: a new mark by clients (a large movement) opens a new one', () =>
    given(...allocated, terminated(), cooled)
      .when(notePotential, {
        clientId,
        targetTier: 'gold',
        currentTier: null,
        markedOn: '2026-07-01',
        at: '2026-07-01T22:00:00.000Z',
      })
      .then(
        {
          type: 'PotentialNoted',
          data: {
            clientId,
            targetTier: 'gold',
            currentTier: null,
            markedOn: '2026-07-01',
            at: '2026-07-01T22:00:00.000Z',
          },
        },
        {
          type: 'OpportunityOpened',
          data: {
            ...opened().data,
            opportunityId: '18101cbf-8765-5e19-9800-fb5f51b9a6b7',
            openedAt: '2026-07-01T22:00:00.000Z',
          },
        },
      ));
  it('a potential withdrawn ends the opportunity, without a cool-off', () =>
    given(...allocated)
      .when(withdrawPotential, { clientId, withdrawnOn: '2026-06-10', at })
      .then(
        { type: 'PotentialCleared', data: { clientId, reasonCode: 'potential-withdrawn', coolOffUntil: null, at } },
        terminated('potential-withdrawn'),
      ));
  it('P3: who signs the tier they were a potential client for is none any more; a lower tier leaves them one', () => {
    const upgrade = (to: 'gold' | 'platinum') => ({ clientId, to, at });
    given(potential('platinum')).when(noteUpgrade, upgrade('gold')).thenNothing();
    given(potential('platinum'))
      .when(noteUpgrade, upgrade('platinum'))
      .then({ type: 'PotentialCleared', data: { clientId, reasonCode: 'signed', coolOffUntil: null, at } });
    given().when(noteUpgrade, upgrade('platinum')).thenNothing();
  });
  it('a refusal to sign is noted once, and only at SIGNING', () => {
    const no = { clientId, opportunityId, code: 'tier.below-standard', at };
    given(...allocated)
      .when(noteSigningRefused, no)
      .thenNothing();
    const signing = [...allocated, stepped('ALLOCATED', 'SIGNING')] as const;
    given(...signing)
      .when(noteSigningRefused, no)
      .then({ type: 'SigningRefusalNoted', data: no });
    given(...signing, { type: 'SigningRefusalNoted', data: no })
      .when(noteSigningRefused, no)
      .thenNothing();
  });
});
