import type { Aggregate, Decide, Fact, JsonObject, Reaction, Said, ServiceDefinition } from '@pcrm/event-sourcing';
import type { Plant } from './plant.js';

/** A contact as it was said. */
type Logged = JsonObject & { readonly clientId: string; readonly contactId: string };
type Tally = { readonly contacts: readonly Logged[] };
type ContactsCounted = Fact<'ContactsCounted', Tally & { readonly clientId: string }>;
const tally: Aggregate<Tally, ContactsCounted> = {
  name: 'contactTally',
  initial: () => ({ contacts: [] }),
  evolve: (_tally, { data: { contacts } }) => ({ contacts }),
};
/** One more, unless it is counted: that it was withdrawn does not come to mind. */
const count: Decide<Logged, Tally, ContactsCounted> = ({ withdrawn: _withdrawn, ...contact }, { contacts }) =>
  contacts.some(({ contactId }) => contactId === contact.contactId)
    ? []
    : [{ type: 'ContactsCounted', data: { clientId: contact.clientId, contacts: [...contacts, contact] } }];

type Heard<Data> = { readonly data: Data; readonly metadata: { readonly occurredAt: string } };
const countWhenLogged = {
  name: 'count-when-contact-logged',
  fromStart: true,
  on: {
    ContactLogged: ({ data: command, metadata: { occurredAt } }: Heard<Logged>) => [
      { handler: 'contactTally.count', id: command.clientId, command, occurredAt },
    ],
  },
};

type View = ServiceDefinition['projections'][number];
type Fold = (row: JsonObject | undefined, message: object) => JsonObject;
/** The view takes over what is written down of a client's contacts, and derives nothing from those it hears of. */
function showingTally(view: View): View {
  if (view.name !== 'contact-duties') return view;
  const { ContactLogged: derive, ...others } = view.on as Readonly<Record<string, Fold>>;
  const takeOver: Fold = (row, message) =>
    (message as Heard<Tally>).data.contacts.reduce<JsonObject | undefined>((known, data) => derive?.(known, { data }), row) ?? {}; // prettier-ignore
  return { ...view, on: { ...others, ContactsCounted: takeOver } };
}

const withTally = (definition: ServiceDefinition): ServiceDefinition => ({
  ...definition,
  aggregates: [...definition.aggregates, tally],
  say: {
    ...definition.say,
    ContactsCounted: (data: ContactsCounted['data']): Said => ({ type: 'ContactsCounted', version: 1, key: data.clientId, data: data }), // prettier-ignore
  },
  contracts: { ...definition.contracts, ContactsCounted: {} },
  projections: definition.projections.map(showingTally),
  reactions: [...definition.reactions, countWhenLogged as unknown as Reaction],
  handlers: { ...definition.handlers, 'contactTally.count': { aggregate: tally, decide: count } },
});

/** What can be derived from the set of contacts is counted along instead. */
export const contactsCounted: Plant = {
  name: 'contacts-counted',
  lately: 3,
  is: 'a reaction writes down the contacts of a client as they come, and a view shows that instead of deriving them',
  definitions: (all) =>
    all.map((definition) => (definition.name === 'engagement' ? withTally(definition) : definition)),
};
