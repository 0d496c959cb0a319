import { describe, it } from '@jest/globals';
import { specification } from '@pcrm/event-sourcing/testing';
import { about, allocated, at, opportunityId } from '../pursuit.examples.js';
import { pursuit } from '../pursuit.js';
import type { OpportunityChanged } from '../pursuit.events.js';
import { planNextStep } from './plan-next-step.js';

const given = specification(pursuit);
const change = (nextStepOn: string): OpportunityChanged => ({
  type: 'OpportunityChanged',
  data: { ...about, cause: 'nextStep', targetTier: 'gold', onHold: false, nextStepOn, reason: null, at },
});

describe('planning the next step (P1)', () => {
  it('takes a date from today on', () => {
    given(...allocated)
      .when(planNextStep, { opportunityId, on: '2026-06-10', at })
      .then(change('2026-06-10'));
    given(...allocated)
      .when(planNextStep, { opportunityId, on: '2026-06-09', at })
      .thenRefused('opportunity.next-step-in-past', { on: '2026-06-09' });
  });
  it('the same date again changes nothing', () =>
    given(...allocated, change('2026-06-12'))
      .when(planNextStep, { opportunityId, on: '2026-06-12', at })
      .thenNothing());
});
