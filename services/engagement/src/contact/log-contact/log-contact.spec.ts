import { describe, it } from '@jest/globals';
import { specification } from '@pcrm/event-sourcing/testing';
import { BUILT_IN } from '../cadence-policy.js';
import { at, contacted, handed, logged, report } from '../contact.examples.js';
import { contact } from '../contact.js';
import { logContact, type LogContact } from './log-contact.js';

const given = specification(contact);
const log = (more: Partial<LogContact> = {}): LogContact => ({ contact: logged, policy: BUILT_IN, at, ...more });

describe('logging a contact', () => {
  it('keeps it as it happened', () => given().when(logContact, log()).then(contacted()));
  it('twice is once', () => given(contacted()).when(logContact, log()).thenNothing());
  it('is not about an opportunity of another client; asked again it is what it was', () => {
    const foreignOpportunity = '44444444-4444-4444-8444-444444444444';
    given()
      .when(logContact, log({ foreignOpportunity }))
      .thenRefused('contact.not-its-opportunity', { opportunityId: foreignOpportunity });
    given(contacted()).when(logContact, log({ foreignOpportunity })).thenNothing();
  });
  it('C9: one of the past counts when it occurred, one of the future is refused', () => {
    const early = { ...logged, contactAt: '2026-05-01T02:00:00.000Z' };
    given()
      .when(logContact, log({ contact: early }))
      .then(contacted({ contactAt: early.contactAt }));
    given()
      .when(logContact, log({ contact: { ...logged, contactAt: '2026-06-10T02:00:00.001Z' } }))
      .thenRefused('contact.in-future');
  });
  it('is refused when older than the policy allows, by business date', () => {
    const on = (contactAt: string) => log({ contact: { ...logged, contactAt } });
    given()
      .when(logContact, on('2026-03-12T02:00:00.000Z'))
      .then(contacted({ contactAt: '2026-03-12T02:00:00.000Z' }));
    given()
      .when(logContact, on('2026-03-11T02:00:00.000Z'))
      .thenRefused('contact.too-old', { days: 91, logWithinDays: 90 });
  });
  it('may plan the next step for the same day, not for a day before', () => {
    const next = (nextStepOn: string) => log({ contact: { ...logged, nextStepOn } });
    given()
      .when(logContact, next('2026-06-10'))
      .then(contacted({ nextStepOn: '2026-06-10' }));
    given()
      .when(logContact, next('2026-06-09'))
      .thenRefused('contact.next-step-before-contact', { nextStepOn: '2026-06-09' });
  });
  it('P2: the first contact keeps what the client needs and what they say of the VIP service', () => {
    const first = { purpose: 'firstContact', outcome: 'interested' } as const;
    const learnt = {
      needs: '为孩子留学准备外汇',
      feedback: '愿意了解贵宾服务',
      products: null,
      objections: null,
      summary: '已介绍贵宾服务',
    };
    const { data } = handed(false);
    given()
      .when(logContact, log({ contact: { ...logged, ...first }, report: learnt }))
      .then(contacted(first), { type: 'ReportHandedIn', data: { ...data, ...learnt } });
  });
  it('D6: takes a short report with it, in time within 24 hours, late after', () => {
    given().when(logContact, log({ report })).then(contacted(), handed(false));
    const early = { ...logged, contactAt: '2026-06-09T01:59:59.999Z' };
    given()
      .when(logContact, log({ contact: early, report }))
      .then(contacted({ contactAt: early.contactAt }), handed(true, early.contactAt));
  });
  it('D6: has nothing to report when nobody was reached, and no empty report', () => {
    given()
      .when(logContact, log({ contact: { ...logged, reached: false }, report }))
      .thenRefused('report.nobody-reached', { rule: 'D6' });
    const nothing = { needs: null, feedback: null, products: null, objections: null, summary: null };
    given()
      .when(logContact, log({ report: nothing }))
      .thenRefused('report.empty');
  });
  it('promises no next step before the contact', () =>
    given()
      .when(logContact, log({ contact: { ...logged, nextStepOn: '2026-06-09' } }))
      .thenRefused('contact.next-step-before-contact', { nextStepOn: '2026-06-09' }));
});
