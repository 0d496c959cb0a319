import { createSealer } from '@pcrm/event-sourcing';
import { InMemoryKeyVault, specification } from '@pcrm/event-sourcing/testing';
import { markPotential } from './mark-potential/mark-potential.js';
import { openStanding } from './open-standing/open-standing.js';
import { overrideWatch } from './override-watch/override-watch.js';
import { about, clientId, marked, opened } from './standing.examples.js';
import { terminateFollowUp } from './terminate-follow-up/terminate-follow-up.js';
import { tierStanding } from './tier-standing.js';
import type { FollowUpTerminated, TierStandingEvent } from './tier-standing.events.js';
import { withdrawPotential } from './withdraw-potential/withdraw-potential.js';

const given = specification(tierStanding);
const client = { outletId: 'NN01' };
const declined = (remainsTier: 'gold' | null = null): FollowUpTerminated => ({
  type: 'FollowUpTerminated',
  data: { ...about, reasonCode: 'declined', remainsTier, terminatedOn: '2026-06-10', coolOffUntil: '2026-12-07' },
});
const judge = {
  clientId,
  client,
  targetTier: 'gold' as const,
  reason: 'expects an inheritance',
  averageFen: 5,
  on: '2026-06-20',
  policyVersion: 1,
};
const byHand = marked('gold', {
  basis: 'judged',
  averageFen: 5,
  markedOn: '2026-06-20',
  reason: 'expects an inheritance',
});

describe('what somebody wrote about a client', () => {
  it('is kept under a key of the client’s, so that it goes with them', async () => {
    const overridden: TierStandingEvent = {
      type: 'WatchOverridden',
      data: { ...about, tier: 'gold', overriddenOn: '2026-06-20', reason: 'sells a flat', by: 'h' },
    };
    const sealer = createSealer(new InMemoryKeyVault());
    const sealed = await sealer.sealMany([byHand, overridden], tierStanding.schemas ?? {});
    expect(JSON.stringify(sealed)).not.toMatch(/inheritance|flat/);
    expect(await sealer.openMany(sealed, tierStanding.schemas ?? {})).toEqual([byHand, overridden]);
  });
});

describe('marking a potential client by hand (A2b)', () => {
  it('keeps the reason', () => given(opened(null)).when(markPotential, judge).then(byHand));
  it('opens the standing of a client not looked at before', () =>
    given().when(markPotential, judge).then(opened(null), byHand));
  it('changes nothing when already marked so, or when the standard is reached', () => {
    given(opened(null), byHand).when(markPotential, judge).thenNothing();
    given(opened(null), marked('platinum')).when(markPotential, judge).thenNothing();
  });
  it('is refused for a tier not above the one held, and in the cool-off (P4)', () => {
    given(opened('gold')).when(markPotential, judge).thenRefused('potential.not-above-tier');
    given(opened(null), marked('gold'), declined())
      .when(markPotential, judge)
      .thenRefused('potential.cooling-off', { until: '2026-12-07' });
  });
  it('can be taken back, but not what the average has reached', () => {
    const withdrawn: TierStandingEvent = {
      type: 'PotentialWithdrawn',
      data: { ...about, withdrawnOn: '2026-06-21', reasonCode: 'misjudged' },
    };
    const command = { clientId, reasonCode: 'misjudged', on: '2026-06-21' };
    given(opened(null), byHand).when(withdrawPotential, command).then(withdrawn);
    given(opened(null)).when(withdrawPotential, command).thenNothing();
    given(opened(null), marked('gold')).when(withdrawPotential, command).thenRefused('potential.reached');
  });
});

describe('terminating follow-up (P4, acceptance example 16)', () => {
  const decline = { clientId, reasonCode: 'declined', on: '2026-06-10', coolOffDays: 180 };
  it('leaves the client what they are, with 180 days of rest', () => {
    given(opened(null), marked('gold')).when(terminateFollowUp, decline).then(declined());
    given(opened('gold'), marked('platinum')).when(terminateFollowUp, decline).then(declined('gold'));
  });
  it('twice is once, and an older "no" does not undo a newer mark or signing', () => {
    given(opened(null), marked('gold'), declined()).when(terminateFollowUp, decline).thenNothing();
    given(opened(null), marked('gold', { markedOn: '2026-06-11' }))
      .when(terminateFollowUp, decline)
      .thenNothing();
    given(opened('gold')).when(terminateFollowUp, decline).thenNothing();
  });
});

describe('the head ends a watch', () => {
  const override = { clientId, reason: 'the money returns in May', by: 'h-1', on: '2026-04-02' };
  const watched: TierStandingEvent = {
    type: 'TierWatchStarted',
    data: { ...about, tier: 'gold', monthEnd: '2026-03-31', averageFen: 1 },
  };
  const overridden: TierStandingEvent = {
    type: 'WatchOverridden',
    data: { ...about, tier: 'gold', overriddenOn: '2026-04-02', reason: 'the money returns in May', by: 'h-1' },
  };
  it('with a reason', () => given(opened('gold'), watched).when(overrideWatch, override).then(overridden));
  it('once', () => given(opened('gold'), watched, overridden).when(overrideWatch, override).thenNothing());
  it('only where there is one', () =>
    given(opened('gold')).when(overrideWatch, override).thenRefused('tier.not-watched'));
});

describe('opening a standing', () => {
  it('takes over the tier signed before, once', () => {
    const command = {
      clientId,
      client: { outletId: 'NN01', signed: { tier: 'gold' as const, signedOn: '2025-01-15' } },
    };
    given().when(openStanding, command).then(opened('gold'));
    given(opened('gold')).when(openStanding, command).thenNothing();
  });
});
