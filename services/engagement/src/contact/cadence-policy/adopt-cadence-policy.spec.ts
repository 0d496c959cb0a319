import { describe, expect, it } from '@jest/globals';
import { specification } from '@pcrm/event-sourcing/testing';
import { BUILT_IN, cadencePolicy, findingsOf, policyOn } from '../cadence-policy.js';
import type { CadencePolicyApproved, CadencePolicyProposed } from '../cadence-policy.events.js';
import { approveCadencePolicy, proposeCadencePolicy, rejectCadencePolicy } from './adopt-cadence-policy.js';

const given = specification(cadencePolicy);
const at = '2026-06-10T02:00:00.000Z';
const { version: _one, ...builtIn } = BUILT_IN;
const numbers = { ...builtIn, effectiveFrom: '2026-07-01', weeklyClients: 12 };
const policy = { ...numbers, version: 2 };
const proposed: CadencePolicyProposed = { type: 'CadencePolicyProposed', data: { policy, proposedBy: 'a1', at } };
const approved: CadencePolicyApproved = { type: 'CadencePolicyApproved', data: { policy, approvedBy: 'b1', at } };

describe('adopting contact rules', () => {
  it('a proposal gets the next version and a date after today', () => {
    given().when(proposeCadencePolicy, { numbers, by: 'a1', at }).then(proposed);
    given()
      .when(proposeCadencePolicy, { numbers: { ...numbers, effectiveFrom: '2026-06-10' }, by: 'a1', at })
      .thenRefused('cadence-policy.effective-in-past', { effectiveFrom: '2026-06-10' });
  });
  it('maker and checker are two persons', () => {
    given(proposed)
      .when(approveCadencePolicy, { version: 2, by: 'a1', at })
      .thenRefused('cadence-policy.maker-is-checker', { version: 2 });
    given(proposed).when(approveCadencePolicy, { version: 2, by: 'b1', at }).then(approved);
  });
  it('approving twice is once; nothing proposed is nothing to approve; too late is too late', () => {
    given(proposed, approved).when(approveCadencePolicy, { version: 2, by: 'b1', at }).thenNothing();
    given()
      .when(approveCadencePolicy, { version: 2, by: 'b1', at })
      .thenRefused('cadence-policy.not-proposed', { version: 2 });
    given(proposed)
      .when(approveCadencePolicy, { version: 2, by: 'b1', at: '2026-07-01T02:00:00.000Z' })
      .thenRefused('cadence-policy.effective-in-past', { effectiveFrom: '2026-07-01' });
  });
  it('a rejected version number is not used again', () => {
    const rejected = { type: 'CadencePolicyRejected', data: { version: 2, rejectedBy: 'b1', at } } as const;
    given(proposed).when(rejectCadencePolicy, { version: 2, by: 'b1', at }).then(rejected);
    given(proposed, rejected)
      .when(proposeCadencePolicy, { numbers, by: 'a1', at })
      .then({ ...proposed, data: { ...proposed.data, policy: { ...policy, version: 3 } } });
  });
});

describe('the policy in force', () => {
  it('keeps those before it: a closed period is judged by its own', () => {
    const { versions } = cadencePolicy.evolve(cadencePolicy.initial(), approved);
    expect(versions).toEqual([BUILT_IN, policy]);
  });
  it('is chosen by business date', () => {
    const versions = [BUILT_IN, policy];
    expect([policyOn(versions, '2026-06-30').version, policyOn(versions, '2026-07-01').version]).toEqual([1, 2]);
  });
  it('C4 against C3: flags that platinum is owed more than diamond, in the built-in one too', () => {
    const found = findingsOf(BUILT_IN).map(({ lower, higher }) => [lower, higher]);
    expect(found).toEqual([
      ['platinum', 'diamond'],
      ['platinum', 'privateBank'],
    ]);
    expect(findingsOf({ ...BUILT_IN, monthlyCredits: { platinum: 2, diamond: 4 } })).toEqual([]);
  });
});
