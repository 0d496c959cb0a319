import { Refusal, type Decide } from '@pcrm/event-sourcing';
import type { CadencePolicy } from '../cadence-policy.js';
import { standing, type ContactState } from '../contact.js';
import type { ContactCorrected, ContactData, ContactWithdrawn } from '../contact.events.js';
import { checkWhen } from '../contact-time.js';
import { checkItsOpportunity, type ItsOpportunity } from '../its-opportunity.js';

export type Correction = Partial<Omit<ContactData, 'contactId' | 'clientId'>>;
export type CorrectContact = ItsOpportunity & {
  readonly correction: Correction;
  readonly reason: string;
  readonly policy: CadencePolicy;
  readonly at: string;
};

/** Corrects what was logged, with a reason; the client stays: a contact of another client is withdrawn and logged anew. */
export const correctContact: Decide<CorrectContact, ContactState, ContactCorrected> = (command, state) => {
  const { correction, reason, policy, at } = command;
  const logged = standing(state);
  checkItsOpportunity(command);
  if (!reason) throw new Refusal('contact.reason-missing');
  const corrected: ContactData = { ...logged, ...correction };
  if (same(corrected, logged)) return [];
  if (corrected.contactAt !== logged.contactAt) checkWhen(corrected.contactAt, { at, policy });
  return [{ type: 'ContactCorrected', data: { ...corrected, reason } }];
};

const same = (one: ContactData, other: ContactData): boolean =>
  (Object.keys(one) as (keyof ContactData)[]).every((field) => one[field] === other[field]);

export type WithdrawContact = { readonly reason: string };

/** It was logged in error and does not count. Asking again changes nothing. */
export const withdrawContact: Decide<WithdrawContact, ContactState, ContactWithdrawn> = ({ reason }, state) => {
  if (state.contact && state.withdrawn) return [];
  const logged = standing(state);
  if (!reason) throw new Refusal('contact.reason-missing');
  return [{ type: 'ContactWithdrawn', data: { ...logged, reason } }];
};
