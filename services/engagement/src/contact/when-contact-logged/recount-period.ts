import type { Decide } from '@pcrm/event-sourcing';
import { toShanghaiDate, type ContactLogged } from '@pcrm/contracts';
import type { ContactPeriods } from '../contact-periods.js';
import { verdictOf, worthIn } from '../obligations.js';
import type { ContactPeriodClosed } from '../period.events.js';

export type RecountPeriods = { readonly contact: ContactLogged; readonly at: string };

/** C9: a contact logged, corrected or withdrawn after its period was closed counts when it occurred; the closing is said again. */
export const recountPeriods: Decide<RecountPeriods, ContactPeriods, ContactPeriodClosed> = ({ contact, at }, state) =>
  Object.values(state.closed).flatMap((closed) => {
    const worth = contact.withdrawn ? 0 : worthIn(closed.worth, { ...contact, on: toShanghaiDate(contact.contactAt) });
    const stood = closed.contacts.find(({ id }) => id === contact.contactId)?.worth ?? 0;
    if (worth === stood) return [];
    const others = closed.contacts.filter(({ id }) => id !== contact.contactId);
    const contacts = worth > 0 ? [...others, { id: contact.contactId, worth }] : others;
    const done = contacts.reduce((sum, each) => sum + each.worth, 0);
    const data = { ...closed, contacts, done, verdict: verdictOf({ ...closed, done }), closedAt: at };
    return [{ type: 'ContactPeriodClosed', data }];
  });
