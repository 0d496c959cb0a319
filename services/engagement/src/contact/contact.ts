import { Refusal, type Aggregate } from '@pcrm/event-sourcing';
import { contactSchemas, type ContactData, type ContactFact } from './contact.events.js';

/** One contact 联系 and its report. */
export type ContactState = {
  readonly contact?: ContactData;
  readonly withdrawn: boolean;
  readonly reportedAt?: string;
};

/** One stream per contact; its id is the commandId of whoever logged it. */
export const contact: Aggregate<ContactState, ContactFact> = {
  name: 'contact',
  initial: () => ({ withdrawn: false }),
  schemas: contactSchemas,
  evolve(state, fact) {
    switch (fact.type) {
      case 'ContactRecorded':
        return { ...state, contact: fact.data };
      case 'ContactCorrected': {
        const { reason: _reason, ...data } = fact.data;
        return { ...state, contact: data };
      }
      case 'ContactWithdrawn':
        return { ...state, withdrawn: true };
      case 'ReportHandedIn':
        return { ...state, reportedAt: fact.data.submittedAt };
    }
  },
};

/** The contact, which must have been logged and not withdrawn. */
export function standing({ contact: logged, withdrawn }: ContactState): ContactData {
  if (!logged) throw new Refusal('contact.unknown');
  if (withdrawn) throw new Refusal('contact.withdrawn');
  return logged;
}
