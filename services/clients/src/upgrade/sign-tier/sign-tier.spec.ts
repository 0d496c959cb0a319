import { specification } from '@pcrm/event-sourcing/testing';
import { tierStanding } from '../tier-standing.js';
import type { TierStandingEvent } from '../tier-standing.events.js';
import { about, clientId, marked, opened } from '../standing.examples.js';
import { signForOpportunity, signTier } from './sign-tier.js';

const given = specification(tierStanding);
const opportunityId = '11111111-1111-5111-8111-111111111111';
const sign = (to: 'gold' | 'platinum' | 'diamond', minimumMissing: readonly string[] = []) => ({
  clientId,
  to,
  minimumMissing,
  on: '2026-06-20',
});
const forOpportunity = (to: 'gold' | 'platinum', minimumMissing: readonly string[] = []) => ({
  ...sign(to, minimumMissing),
  opportunityId,
  at: '2026-06-20T02:00:00.000Z',
});
const upgraded = (from: 'gold' | null, to: 'gold' | 'platinum', more: object = {}): TierStandingEvent => ({
  type: 'ClientUpgraded',
  data: { ...about, from, to, upgradedOn: '2026-06-20', ...more },
});
const refused = (code: string): TierStandingEvent => ({
  type: 'SigningRefused',
  data: { ...about, opportunityId, code, refusedAt: '2026-06-20T02:00:00.000Z' },
});
const declined: TierStandingEvent = {
  type: 'FollowUpTerminated',
  data: { ...about, reasonCode: 'declined', remainsTier: null, terminatedOn: '2026-06-10', coolOffUntil: '2026-12-07' },
};

describe('signing (P3, P5)', () => {
  it('raises a client to the tier they reached, or to one below it', () => {
    given(opened('gold'), marked('platinum'))
      .when(signTier, sign('platinum'))
      .then(upgraded('gold', 'platinum') as never);
    given(opened(null), marked('platinum'))
      .when(signTier, sign('gold'))
      .then(upgraded(null, 'gold') as never);
  });
  it('is refused below the standard, judged potential or not', () => {
    given(opened('gold')).when(signTier, sign('platinum')).thenRefused('tier.below-standard', { to: 'platinum' });
    given(opened(null), marked('gold', { basis: 'judged' }))
      .when(signTier, sign('gold'))
      .thenRefused('tier.below-standard');
    given(opened(null), marked('gold')).when(signTier, sign('platinum')).thenRefused('tier.below-standard');
  });
  it('is refused while the minimum of the file is incomplete (P5)', () =>
    given(opened(null), marked('gold'))
      .when(signTier, sign('gold', ['birthday', 'consents']))
      .thenRefused('tier.file-incomplete', { missing: ['birthday', 'consents'] }));
  it('is refused for a tier already held, and after the client declined (P4)', () => {
    given(opened('platinum')).when(signTier, sign('gold')).thenRefused('tier.already-held', { tier: 'platinum' });
    given(opened(null), marked('gold'), declined)
      .when(signTier, sign('gold'))
      .thenRefused('tier.follow-up-terminated', { until: '2026-12-07' });
  });
});

describe('signing asked for by an opportunity', () => {
  it('names the opportunity, and asked again changes nothing', () => {
    given(opened('gold'), marked('platinum'))
      .when(signForOpportunity, forOpportunity('platinum'))
      .then(upgraded('gold', 'platinum', { opportunityId }) as never);
    given(opened('gold'), marked('platinum'), upgraded('gold', 'platinum', { opportunityId }))
      .when(signForOpportunity, forOpportunity('platinum'))
      .thenNothing();
  });
  it('writes a refusal down as a fact', () => {
    given(opened('gold'))
      .when(signForOpportunity, forOpportunity('platinum'))
      .then(refused('tier.below-standard') as never);
    given(opened(null), marked('gold'))
      .when(signForOpportunity, forOpportunity('gold', ['id']))
      .then(refused('tier.file-incomplete') as never);
    given(opened('gold'))
      .when(signForOpportunity, forOpportunity('gold'))
      .then(refused('tier.already-held') as never);
  });
});
