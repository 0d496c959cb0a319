import { describe, it } from '@jest/globals';
import { specification } from '@pcrm/event-sourcing/testing';
import { about, allocated, at, opportunityId } from '../pursuit.examples.js';
import { pursuit } from '../pursuit.js';
import type { OpportunityChanged } from '../pursuit.events.js';
import { holdOpportunity, resumeOpportunity } from './hold-opportunity.js';

const given = specification(pursuit);
const change = (more: Partial<OpportunityChanged['data']>): OpportunityChanged => ({
  type: 'OpportunityChanged',
  data: { ...about, cause: 'held', targetTier: 'gold', onHold: false, nextStepOn: null, reason: null, at, ...more },
});
const held = change({ onHold: true, reason: '出国' });

describe('putting an opportunity on hold', () => {
  it('keeps the stage and needs a reason', () => {
    given(...allocated)
      .when(holdOpportunity, { opportunityId, reason: '出国', at })
      .then(held);
    given(...allocated)
      .when(holdOpportunity, { opportunityId, reason: '', at })
      .thenRefused('opportunity.reason-missing');
  });
  it('twice is once, and resuming ends it', () => {
    given(...allocated, held)
      .when(holdOpportunity, { opportunityId, reason: '出国', at })
      .thenNothing();
    given(...allocated, held)
      .when(resumeOpportunity, { opportunityId, at })
      .then(change({ cause: 'resumed' }));
    given(...allocated)
      .when(resumeOpportunity, { opportunityId, at })
      .thenNothing();
  });
});
