import type { Aggregate, Decide, Fact, Reaction, ServiceDefinition } from '@pcrm/event-sourcing';
import type { Check } from './evidence.js';
import type { Plant } from './plant.js';

type ContactsCounted = Fact<'ContactsCounted', { readonly clientId: string; readonly contacts: number }>;
type Tally = { readonly contacts: number };
const tally: Aggregate<Tally, ContactsCounted> = {
  name: 'contactTally',
  initial: () => ({ contacts: 0 }),
  evolve: (_tally, { data: { contacts } }) => ({ contacts }),
};
const count: Decide<{ readonly clientId: string }, Tally, ContactsCounted> = ({ clientId }, { contacts }) => [
  { type: 'ContactsCounted', data: { clientId, contacts: contacts + 1 } },
];
type ContactLogged = { readonly type: 'ContactLogged'; readonly data: { readonly clientId: string } };
const countWhenLogged = {
  name: 'count-when-contact-logged',
  fromStart: true,
  on: {
    ContactLogged: ({
      data: { clientId },
      metadata,
    }: ContactLogged & { readonly metadata: { readonly occurredAt: string } }) => [
      { handler: 'contactTally.count', id: clientId, command: { clientId }, occurredAt: metadata.occurredAt },
    ],
  },
};

const withTally = (definition: ServiceDefinition): ServiceDefinition => ({
  ...definition,
  aggregates: [...definition.aggregates, tally],
  reactions: [...definition.reactions, countWhenLogged as unknown as Reaction],
  handlers: { ...definition.handlers, 'contactTally.count': { aggregate: tally, decide: count } },
});

/** The number that was written down is the number of contacts there are. */
const countIsTrue: Check = ({ facts }) => {
  const counted = new Map<unknown, unknown>();
  const standing = new Map<unknown, Set<unknown>>();
  for (const { type, data } of facts) {
    const own = standing.get(data['clientId']) ?? new Set();
    standing.set(data['clientId'], own);
    if (type === 'ContactsCounted') counted.set(data['clientId'], data['contacts']);
    if (type === 'ContactRecorded') own.add(data['contactId']);
    if (type === 'ContactWithdrawn') own.delete(data['contactId']);
  }
  return [...counted].flatMap(([clientId, number]) => {
    const are = standing.get(clientId)?.size ?? 0;
    return are === number
      ? []
      : [`${String(clientId)} has ${String(are)} contacts, written down are ${String(number)}`];
  });
};

/** What can be derived from the set of contacts is counted along instead. */
export const contactsCounted: Plant = {
  name: 'contacts-counted',
  is: 'a reaction writes down how many contacts a client has, instead of deriving it',
  definitions: (all) =>
    all.map((definition) => (definition.name === 'engagement' ? withTally(definition) : definition)),
  check: countIsTrue,
};
