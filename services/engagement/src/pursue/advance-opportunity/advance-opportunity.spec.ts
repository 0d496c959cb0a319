import { describe, it } from '@jest/globals';
import { specification } from '@pcrm/event-sourcing/testing';
import type { SigningStage } from '@pcrm/contracts';
import { about, allocated, at, clientId, opportunityId, stepped } from '../pursuit.examples.js';
import { pursuit } from '../pursuit.js';
import type { PursuitFact } from '../pursuit.events.js';
import { advanceOpportunity, type AdvanceOpportunity } from './advance-opportunity.js';

const given = specification(pursuit);
const passed = { reported: true, missing: [] };
const to = (stage: SigningStage, more: Partial<AdvanceOpportunity> = {}): AdvanceOpportunity => ({
  opportunityId,
  to: stage,
  gate: passed,
  at,
  ...more,
});
const refused: PursuitFact = {
  type: 'SigningRefusalNoted',
  data: { clientId, opportunityId, code: 'tier.below-standard', at },
};
const held: PursuitFact = {
  type: 'OpportunityChanged',
  data: { ...about, cause: 'held', targetTier: 'gold', onHold: true, nextStepOn: null, reason: '出差', at },
};

describe('advancing an opportunity', () => {
  it('P1: goes one step', () =>
    given(...allocated)
      .when(advanceOpportunity, to('PREPARING'))
      .then(stepped('ALLOCATED', 'PREPARING')));
  it('P1: goes several steps at once', () =>
    given(...allocated)
      .when(advanceOpportunity, to('PRESENTED'))
      .then(stepped('ALLOCATED', 'PRESENTED')));
  it('P2: the VIP service is presented after the first contact, without a report or a file yet', () => {
    const gate = { reported: false, missing: ['phone'] } as const;
    given(...allocated, stepped('ALLOCATED', 'CONTACTED'))
      .when(advanceOpportunity, to('PRESENTED', { gate }))
      .then(stepped('CONTACTED', 'PRESENTED'));
  });
  it('changes nothing when it stands there already', () =>
    given(...allocated, stepped('ALLOCATED', 'INVITED'))
      .when(advanceOpportunity, to('INVITED'))
      .thenNothing());
  it('goes back only with a reason', () => {
    const presented = [...allocated, stepped('ALLOCATED', 'PRESENTED')];
    given(...presented)
      .when(advanceOpportunity, to('INVITED'))
      .thenRefused('opportunity.reason-missing', { from: 'PRESENTED', to: 'INVITED' });
    given(...presented)
      .when(advanceOpportunity, to('INVITED', { reason: '改期' }))
      .then(stepped('PRESENTED', 'INVITED', '改期'));
  });
  it('P5: SIGNING asks for the report first', () =>
    given(...allocated)
      .when(advanceOpportunity, to('SIGNING', { gate: { reported: false, missing: ['phone'] } }))
      .thenRefused('opportunity.report-missing', { rule: 'P5', targetTier: 'gold' }));
  it("P5: SIGNING asks for the file's minimum and names what is missing", () =>
    given(...allocated)
      .when(advanceOpportunity, to('SIGNING', { gate: { reported: true, missing: ['occupation', 'consents'] } }))
      .thenRefused('opportunity.file-incomplete', { rule: 'P5', missing: ['occupation', 'consents'] }));
  it('P5: SIGNING is reached with both', () =>
    given(...allocated)
      .when(advanceOpportunity, to('SIGNING'))
      .then(stepped('ALLOCATED', 'SIGNING')));
  it('P5: other stages ask for neither', () =>
    given(...allocated)
      .when(advanceOpportunity, to('PRESENTED', { gate: { reported: false, missing: ['phone'] } }))
      .then(stepped('ALLOCATED', 'PRESENTED')));
  it('SIGNING is asked for again after a refusal, and only then', () => {
    const signing = [...allocated, stepped('ALLOCATED', 'SIGNING')];
    given(...signing)
      .when(advanceOpportunity, to('SIGNING'))
      .thenNothing();
    given(...signing, refused)
      .when(advanceOpportunity, to('SIGNING'))
      .then(stepped('SIGNING', 'SIGNING'));
    given(...signing, refused, stepped('SIGNING', 'SIGNING'))
      .when(advanceOpportunity, to('SIGNING'))
      .thenNothing();
  });
  it.each(['SIGNED', 'TERMINATED'] as const)('%s is not stepped to', (end) =>
    given(...allocated)
      .when(advanceOpportunity, to(end))
      .thenRefused('opportunity.stage-not-stepped-to', { to: end }),
  );
  it('nothing moves on hold', () =>
    given(...allocated, held)
      .when(advanceOpportunity, to('INVITED'))
      .thenRefused('opportunity.on-hold'));
  it('another id is not open', () =>
    given(...allocated)
      .when(advanceOpportunity, to('INVITED', { opportunityId: clientId }))
      .thenRefused('opportunity.not-open'));
});
