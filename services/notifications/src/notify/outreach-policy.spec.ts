import { specification } from '@pcrm/event-sourcing/testing';
import { BUILT_IN_POLICY } from '../built-in-policy.js';
import { approvePolicy } from './approve-policy/approve-policy.js';
import { outreachPolicy } from './outreach-policy.js';
import type { OutreachPolicyAdopted, OutreachPolicyProposed } from './outreach-policy.events.js';
import { proposePolicy } from './propose-policy/propose-policy.js';

const given = specification(outreachPolicy);
const { terms } = BUILT_IN_POLICY;
const version = { version: 2, effectiveFrom: '2026-07-01', terms };
const proposed: OutreachPolicyProposed = { type: 'OutreachPolicyProposed', data: { ...version, proposedBy: 'maker' } };
const adopted: OutreachPolicyAdopted = { type: 'OutreachPolicyAdopted', data: { ...version, approvedBy: 'checker' } };
const propose = { effectiveFrom: '2026-07-01', terms, proposedBy: 'maker', today: '2026-06-15' };
const approve = { version: 2, approvedBy: 'checker', today: '2026-06-15' };

describe('the outreach policy', () => {
  it('is proposed for a date to come, with a window that is one', () => {
    given().when(proposePolicy, propose).then(proposed);
    given(proposed).when(proposePolicy, propose).thenNothing();
    given()
      .when(proposePolicy, { ...propose, effectiveFrom: '2026-06-14' })
      .thenRefused('outreach-policy.date-in-the-past');
    const window = { ...terms.window, fromHour: 20, toHour: 20 };
    given()
      .when(proposePolicy, { ...propose, terms: { ...terms, window } })
      .thenRefused('outreach-policy.window-is-empty');
  });
  it('stands beside others that wait for their checker', () => {
    const later = { ...proposed, data: { ...proposed.data, version: 3, effectiveFrom: '2026-08-01' } };
    given(proposed, later).thenState({ newest: 3, adopted: [BUILT_IN_POLICY], proposed: [proposed.data, later.data] });
  });
  it('is adopted by a second person, in time', () => {
    given(proposed).when(approvePolicy, approve).then(adopted);
    given(proposed)
      .when(approvePolicy, { ...approve, approvedBy: 'maker' })
      .thenRefused('outreach-policy.maker-is-checker');
    given(proposed)
      .when(approvePolicy, { ...approve, today: '2026-07-02' })
      .thenRefused('outreach-policy.date-in-the-past');
    given().when(approvePolicy, approve).thenRefused('outreach-policy.not-proposed');
    given(proposed, adopted).when(approvePolicy, approve).thenNothing();
    given(proposed, adopted).thenState({ newest: 2, adopted: [BUILT_IN_POLICY, version], proposed: [] });
  });
});
