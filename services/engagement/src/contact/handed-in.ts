import { Refusal } from '@pcrm/event-sourcing';
import type { CadencePolicy } from './cadence-policy.js';
import type { ContactData, ReportHandedIn, ReportText } from './contact.events.js';

const HOUR_MS = 3_600_000;

/** The fact that a report about a contact was handed in, in time or late. */
export function handedIn(
  contact: ContactData,
  report: ReportText,
  { at, policy }: { at: string; policy: CadencePolicy },
): ReportHandedIn {
  if (Object.values(report).every((text) => !text)) throw new Refusal('report.empty');
  const { contactId, clientId, staffId, opportunityId, contactAt } = contact;
  const late = Date.parse(at) - Date.parse(contactAt) > policy.reportHours * HOUR_MS;
  return {
    type: 'ReportHandedIn',
    data: { ...report, contactId, clientId, staffId, opportunityId, contactAt, submittedAt: at, late },
  };
}
