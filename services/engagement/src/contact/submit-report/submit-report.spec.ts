import { describe, it } from '@jest/globals';
import { specification } from '@pcrm/event-sourcing/testing';
import { BUILT_IN } from '../cadence-policy.js';
import { at, contacted, handed, report } from '../contact.examples.js';
import { contact } from '../contact.js';
import { submitReport } from './submit-report.js';

const given = specification(contact);
const submit = { report, policy: BUILT_IN, at };

describe('handing in a report (D6, P5)', () => {
  it('is done once, for a contact that reached the client', () => {
    given(contacted()).when(submitReport, submit).then(handed(false));
    given(contacted(), handed(false)).when(submitReport, submit).thenRefused('report.already-submitted');
    given(contacted({ reached: false }))
      .when(submitReport, submit)
      .thenRefused('report.nobody-reached', { rule: 'D6' });
    given().when(submitReport, submit).thenRefused('contact.unknown');
  });
  it('may name the opportunity where the contact did not', () => {
    const opportunityId = '44444444-4444-4444-8444-444444444444';
    given(contacted())
      .when(submitReport, { ...submit, opportunityId })
      .then({ type: 'ReportHandedIn', data: { ...handed(false).data, opportunityId } });
  });
  it('is not about an opportunity of another client', () => {
    const foreignOpportunity = '44444444-4444-4444-8444-444444444444';
    given(contacted())
      .when(submitReport, { ...submit, foreignOpportunity })
      .thenRefused('contact.not-its-opportunity', { opportunityId: foreignOpportunity });
  });
  it('is in time until the hours of the policy are over', () => {
    const yesterday = '2026-06-09T02:00:00.000Z';
    given(contacted({ contactAt: yesterday }))
      .when(submitReport, submit)
      .then(handed(false, yesterday));
    const before = '2026-06-09T01:59:59.999Z';
    given(contacted({ contactAt: before }))
      .when(submitReport, submit)
      .then(handed(true, before));
  });
  it('is late after the hours of the policy in force', () =>
    given(contacted({ contactAt: '2026-06-10T00:00:00.000Z' }))
      .when(submitReport, { ...submit, policy: { ...BUILT_IN, reportHours: 1 } })
      .then(handed(true, '2026-06-10T00:00:00.000Z')));
});
