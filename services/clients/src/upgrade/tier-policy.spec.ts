import { specification } from '@pcrm/event-sourcing/testing';
import { builtInRules, policyOn } from '../policy.js';
import { approvePolicy } from './approve-policy/approve-policy.js';
import { proposePolicy } from './propose-policy/propose-policy.js';
import { tierPolicy } from './tier-policy.js';
import type { TierPolicyEvent } from './tier-policy.events.js';

const given = specification(tierPolicy);
const rules = { ...builtInRules, window: 'ROLLING_180' as const };
const proposal = { proposalId: 'p-1', rules, effectiveFrom: '2026-07-01', reevaluate: false, proposedBy: 's-1' };
const proposed: TierPolicyEvent = { type: 'TierPolicyProposed', data: proposal };
const approved: TierPolicyEvent = {
  type: 'TierPolicyApproved',
  data: { proposalId: 'p-1', version: 2, rules, effectiveFrom: '2026-07-01', reevaluate: false, approvedBy: 's-2' },
};
const today = '2026-06-15';

describe('the tier policy', () => {
  it('begins with the thresholds of the domain, the private bank off', () => {
    expect(policyOn(tierPolicy.initial().versions, '2026-06-15')).toMatchObject({
      version: 1,
      window: 'ROLLING_365',
      thresholdsFen: { gold: 10_000_000, platinum: 50_000_000, diamond: 100_000_000, privateBank: null },
      watchMonths: { gold: 3, platinum: 3, diamond: 3, privateBank: 6 },
      largeMovement: { amountFen: 5_000_000, percent: 20 },
      coolOffDays: 180,
    });
  });
  it('is proposed by one and approved by another', () => {
    given()
      .when(proposePolicy, { ...proposal, today })
      .then(proposed);
    given(proposed).when(approvePolicy, { proposalId: 'p-1', approvedBy: 's-2', today }).then(approved);
    given(proposed)
      .when(approvePolicy, { proposalId: 'p-1', approvedBy: 's-1', today })
      .thenRefused('policy.same-person');
    given().when(approvePolicy, { proposalId: 'p-1', approvedBy: 's-2', today }).thenRefused('policy.not-proposed');
    given(proposed)
      .when(proposePolicy, { ...proposal, today })
      .thenNothing();
  });
  it('may not reach into the past, when proposed or when approved', () => {
    given()
      .when(proposePolicy, { ...proposal, today: '2026-07-01' })
      .thenRefused('policy.effective-in-past');
    given(proposed)
      .when(approvePolicy, { proposalId: 'p-1', approvedBy: 's-2', today: '2026-07-01' })
      .thenRefused('policy.effective-in-past');
  });
  it('reaches into the past only where re-evaluation is asked for, and keeps that it was', () => {
    const past = { ...proposal, effectiveFrom: '2026-03-01', reevaluate: true };
    const laid: TierPolicyEvent = { type: 'TierPolicyProposed', data: past };
    given()
      .when(proposePolicy, { ...past, today })
      .then(laid);
    given(laid)
      .when(approvePolicy, { proposalId: 'p-1', approvedBy: 's-2', today })
      .then({
        type: 'TierPolicyApproved',
        data: {
          proposalId: 'p-1',
          version: 2,
          rules,
          effectiveFrom: '2026-03-01',
          reevaluate: true,
          approvedBy: 's-2',
        },
      });
  });
  it('asks more of a higher tier', () =>
    given()
      .when(proposePolicy, {
        ...proposal,
        rules: { ...rules, thresholdsFen: { ...rules.thresholdsFen, diamond: 50_000_000 } },
        today,
      })
      .thenRefused('policy.thresholds-not-rising'));
  it('is chosen by business date', () => {
    const { versions } = [proposed, approved].reduce(
      (policy, fact) => tierPolicy.evolve(policy, fact),
      tierPolicy.initial(),
    );
    expect([
      policyOn(versions, '2026-06-30').version,
      policyOn(versions, '2026-07-01').version,
      policyOn(versions, '1999-01-01').version,
    ]).toEqual([1, 2, 1]);
  });
  it('is the version that began last, whichever was approved last; of two beginning together the newer', () => {
    const adopted = (version: number, effectiveFrom: string): TierPolicyEvent => ({
      ...approved,
      data: { ...approved.data, version, effectiveFrom },
    });
    const facts = [adopted(2, '2027-01-01'), adopted(3, '2026-12-01'), adopted(4, '2026-12-01')];
    const { versions } = facts.reduce((policy, fact) => tierPolicy.evolve(policy, fact), tierPolicy.initial());
    for (const known of [versions, versions.toReversed()])
      expect(
        ['2026-11-30', '2026-12-01', '2026-12-31', '2027-01-01'].map((date) => policyOn(known, date).version),
      ).toEqual([1, 4, 4, 2]);
  });
});
