import type { Decide } from '@pcrm/event-sourcing';
import { isoWeek, toShanghaiDate, type ContactLogged } from '@pcrm/contracts';
import { counts } from '../duty-row.js';
import type { WeeklyTargetClosed } from '../period.events.js';
import { weekVerdict } from '../week-verdict.js';
import type { WeeklyTargets } from '../weekly-target.js';

/** `managed`: the member maintained the client on the day of the contact. */
export type RecountWeek = {
  readonly staffId: string;
  readonly contact: ContactLogged;
  readonly managed: boolean;
  readonly at: string;
};

/** C1, C9: a late or corrected contact changes the weeks it belongs to, and those it no longer belongs to. */
export const recountWeek: Decide<RecountWeek, WeeklyTargets, WeeklyTargetClosed> = (command, state) => {
  const counted = countedIn(command);
  return Object.values(state.closed).flatMap((closed) => {
    const clients = recounted(closed, command.contact, counted);
    if (!clients) return [];
    const verdict = weekVerdict(closed.target, clients.length);
    return [{ type: 'WeeklyTargetClosed', data: { ...closed, clients, verdict, closedAt: command.at } }];
  });
};

type Clients = WeeklyTargetClosed['data']['clients'];

function recounted(
  { week, clients }: WeeklyTargetClosed['data'],
  { contactId: id, clientId }: ContactLogged,
  counted: string | undefined,
): Clients | undefined {
  const stood = clients.some(({ contacts }) => contacts.includes(id));
  const belongs = counted === week;
  if (stood === belongs) return undefined;
  if (!belongs) return without(clients, id);
  const own = clients.find((client) => client.clientId === clientId)?.contacts ?? [];
  return [...clients.filter((client) => client.clientId !== clientId), { clientId, contacts: [...own, id] }];
}

/** The week in which the contact counts for the member; undefined: in none. */
function countedIn({ contact, staffId, managed }: RecountWeek): string | undefined {
  const isCounted = !contact.withdrawn && managed && counts(contact) && contact.staffId === staffId;
  return isCounted ? isoWeek(toShanghaiDate(contact.contactAt)) : undefined;
}

const without = (clients: Clients, id: string): Clients =>
  clients
    .map(({ clientId, contacts }) => ({ clientId, contacts: contacts.filter((contact) => contact !== id) }))
    .filter(({ contacts }) => contacts.length > 0);
