import { describe, it } from '@jest/globals';
import { specification } from '@pcrm/event-sourcing/testing';
import { BUILT_IN } from '../cadence-policy.js';
import { at, contacted, logged } from '../contact.examples.js';
import { contact } from '../contact.js';
import type { ContactWithdrawn } from '../contact.events.js';
import { correctContact, withdrawContact, type Correction } from './correct-contact.js';

const given = specification(contact);
const correct = (correction: Correction, reason = '记错') => ({ correction, reason, policy: BUILT_IN, at });
const withdrawn: ContactWithdrawn = { type: 'ContactWithdrawn', data: { ...logged, reason: '误记' } };

describe('correcting a contact', () => {
  it('says the whole contact as it is now, with a reason', () => {
    given(contacted())
      .when(correctContact, correct({ channel: 'meeting' }))
      .then({ type: 'ContactCorrected', data: { ...logged, channel: 'meeting', reason: '记错' } });
    given(contacted())
      .when(correctContact, correct({ channel: 'meeting' }, ''))
      .thenRefused('contact.reason-missing');
  });
  it('does not move it to an opportunity of another client', () => {
    const foreignOpportunity = '44444444-4444-4444-8444-444444444444';
    given(contacted())
      .when(correctContact, { ...correct({ opportunityId: foreignOpportunity }), foreignOpportunity })
      .thenRefused('contact.not-its-opportunity', { opportunityId: foreignOpportunity });
  });
  it('changes nothing when it already says so', () =>
    given(contacted())
      .when(correctContact, correct({ channel: 'phone' }))
      .thenNothing());
  it('C9: checks a new date like a new contact, and leaves an old one alone', () => {
    given(contacted())
      .when(correctContact, correct({ contactAt: '2026-06-11T02:00:00.000Z' }))
      .thenRefused('contact.in-future');
    const old = '2026-01-01T02:00:00.000Z';
    given(contacted({ contactAt: old }))
      .when(correctContact, correct({ reached: false }))
      .then({ type: 'ContactCorrected', data: { ...logged, contactAt: old, reached: false, reason: '记错' } });
  });
});

describe('withdrawing a contact', () => {
  it('needs a reason, and twice is once', () => {
    given(contacted()).when(withdrawContact, { reason: '误记' }).then(withdrawn);
    given(contacted()).when(withdrawContact, { reason: '' }).thenRefused('contact.reason-missing');
    given(contacted(), withdrawn).when(withdrawContact, { reason: '误记' }).thenNothing();
  });
  it('is the end of it', () => {
    given(contacted(), withdrawn)
      .when(correctContact, correct({ channel: 'meeting' }))
      .thenRefused('contact.withdrawn');
    given().when(withdrawContact, { reason: '误记' }).thenRefused('contact.unknown');
  });
});
