import type { ContactData, ContactRecorded, ReportHandedIn, ReportText } from './contact.events.js';

/** A contact and its report that specs begin from. */
export const at = '2026-06-10T02:00:00.000Z';
export const logged: ContactData = {
  contactId: '33333333-3333-4333-8333-333333333333',
  clientId: '22222222-2222-4222-8222-222222222222',
  staffId: 'cm1',
  channel: 'phone',
  direction: 'outbound',
  reached: true,
  contactAt: at,
  durationMinutes: 5,
  purpose: 'maintenance',
  outcome: 'done',
  nextStepOn: null,
  nextStep: null,
  note: null,
  opportunityId: null,
};
export const report: ReportText = { needs: '理财', feedback: null, products: null, objections: null, summary: null };
export const contacted = (more: Partial<ContactData> = {}): ContactRecorded => ({
  type: 'ContactRecorded',
  data: { ...logged, ...more },
});
export const handed = (late: boolean, contactAt = at): ReportHandedIn => {
  const { contactId, clientId, staffId, opportunityId } = logged;
  return {
    type: 'ReportHandedIn',
    data: { ...report, contactId, clientId, staffId, opportunityId, contactAt, submittedAt: at, late },
  };
};
