import type { StoredEvent } from '@pcrm/event-sourcing';
import { Books } from './check-books.js';
import { Contacts } from './check-contacts.js';
import type { Check } from './evidence.js';
import type { About, Read } from './reading.js';

/** What is shown of a client, taken fact by fact. */
type Told = { take(fact: StoredEvent): void; of(clientId: string): string };
type Body = Read['body'];

const NOBODY = 'nobody';
const KINDS: {
  readonly [A in About]: { readonly told: () => Told; readonly shown: (body: Body) => readonly string[] };
} = {
  contacts: {
    told: contactsTold,
    shown: ({ items }) => [inOrder((items as readonly { readonly id: string }[]).map(({ id }) => id))],
  },
  maintainer: {
    told: maintainerTold,
    // The view's word and, beside it, the book's own.
    shown: ({ maintainers, staffId }) => {
      const days = maintainers as readonly { readonly staffId: string; readonly to: string | null }[];
      return [days.find(({ to }) => to === null)?.staffId ?? NOBODY, (staffId as string | null) ?? NOBODY];
    },
  },
};

function contactsTold(): Told {
  const contacts = new Contacts();
  return {
    take: (fact) => contacts.take(fact),
    of: (clientId) => inOrder(contacts.of(clientId).map(({ id }) => id)),
  };
}
function maintainerTold(): Told {
  const books = new Books();
  return {
    take: ({ type, data }) => void books.take(type, data),
    of: (clientId) => books.maintainers.get(clientId)?.staffId ?? NOBODY,
  };
}
const inOrder = (ids: readonly string[]): string => ids.toSorted().join() || 'none';

/**
 * Who was answered a command and waits for the place in the store that the answer named is shown what the facts say there, or
 * what they said later, up to the moment of the answer: never something older.
 */
export const readersSeeWhatTheyDid: Check = ({ reads, facts }) =>
  reads.flatMap((read) => {
    const { told, shown } = KINDS[read.about];
    const right = saidBetween(told(), facts, read);
    return shown(read.body)
      .filter((one) => !right.includes(one))
      .map((one) => `${read.path} shows ${one} to who waited for ${read.since}; right is ${right.join(' or ')}`);
  });

/** What the facts say of the client at `since` and after each fact up to `until`. */
function saidBetween(told: Told, facts: readonly StoredEvent[], { clientId, since, until }: Read): readonly string[] {
  const said = new Set<string>();
  for (const fact of facts) {
    if (fact.position > until) break;
    if (fact.position > since) said.add(told.of(clientId));
    told.take(fact);
  }
  return [...said.add(told.of(clientId))];
}
