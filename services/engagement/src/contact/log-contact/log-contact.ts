import { Refusal, type Decide } from '@pcrm/event-sourcing';
import { daysBetween, toShanghaiDate } from '@pcrm/contracts';
import type { CadencePolicy } from '../cadence-policy.js';
import type { ContactState } from '../contact.js';
import type { ContactData, ContactFact, ReportText } from '../contact.events.js';
import { handedIn } from '../handed-in.js';
import { checkWhen } from '../contact-time.js';
import { checkItsOpportunity, type ItsOpportunity } from '../its-opportunity.js';

export type LogContact = ItsOpportunity & {
  readonly contact: ContactData;
  /** A short report in the same breath. */
  readonly report?: ReportText | undefined;
  readonly policy: CadencePolicy;
  readonly at: string;
};

/** Logs a contact as it happened, late ones too: it counts when it occurred (C9). One that reached nobody carries no report. */
export const logContact: Decide<LogContact, ContactState, ContactFact> = (command, state) => {
  const { contact, report, policy, at } = command;
  if (state.contact) return [];
  checkItsOpportunity(command);
  checkWhen(contact.contactAt, { at, policy });
  if (contact.nextStepOn && daysBetween(toShanghaiDate(contact.contactAt), contact.nextStepOn) < 0) {
    throw new Refusal('contact.next-step-before-contact', { nextStepOn: contact.nextStepOn });
  }
  if (report && !contact.reached) throw new Refusal('report.nobody-reached', { rule: 'D6' });
  const recorded: ContactFact = { type: 'ContactRecorded', data: contact };
  return report ? [recorded, handedIn(contact, report, { at, policy })] : [recorded];
};
