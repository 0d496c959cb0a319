import { isoWeek, toShanghaiDate } from '@pcrm/contracts';
import { canonicalJson, type JsonObject, type StoredEvent } from '@pcrm/event-sourcing';
import { text, textOrNull, type Check } from './evidence.js';

/** A contact as the facts have it. */
export type Contact = {
  readonly id: string;
  readonly at: string;
  readonly staffId: string;
  readonly channel: string;
  readonly reached: boolean;
  readonly nextStepOn: string | null;
};

/** The contacts of each client that stand: logged, and not withdrawn since. */
export class Contacts {
  private readonly all = new Map<string, Map<string, Contact>>();

  take({ type, data }: Pick<StoredEvent, 'type' | 'data'>): void {
    const [clientId, id] = [text(data['clientId']), text(data['contactId'])];
    if (type === 'ContactWithdrawn') this.all.get(clientId)?.delete(id);
    if (type !== 'ContactRecorded' && type !== 'ContactCorrected') return;
    const own = this.all.get(clientId) ?? new Map<string, Contact>();
    own.set(id, {
      ...{ id, at: text(data['contactAt']), staffId: text(data['staffId']), channel: text(data['channel']) },
      ...{ reached: data['reached'] === true, nextStepOn: textOrNull(data['nextStepOn']) },
    });
    this.all.set(clientId, own);
  }

  of(clientId: string): readonly Contact[] {
    return [...(this.all.get(clientId)?.values() ?? [])].toSorted(byId);
  }
  get clients(): readonly string[] {
    return [...this.all.keys()];
  }
}
const byId = (one: { readonly id: string }, other: { readonly id: string }): number => (one.id < other.id ? -1 : 1);

type Rows = ReadonlyMap<string, JsonObject>;

/** What the views show of a client's contacts is what stands: nothing withdrawn, nothing twice, nothing left out. */
export const contactsAreCounted: Check = async ({ facts, branch }) => {
  const contacts = new Contacts();
  for (const fact of facts) contacts.take(fact);
  const rows = (view: string): Promise<Rows> => branch.shown('engagement', view);
  return [
    ...differing('contact-duties', await rows('contact-duties'), contacts, inDuties),
    ...differing('progress-table', await rows('progress-table'), contacts, inProgress),
    ...uncounted(await rows('staff-week-contacts'), contacts),
  ];
};

/** Where a view shows other contacts of a client than those that stand. */
function differing(
  view: string,
  rows: Rows,
  contacts: Contacts,
  as: (contact: Contact) => JsonObject,
): readonly string[] {
  // prettier-ignore
  return [...new Set([...rows.keys(), ...contacts.clients])].flatMap((clientId) => {
    const shown = (rows.get(clientId)?.['contacts'] ?? []) as unknown as readonly { readonly id: string }[];
    const [is, due] = [canonicalJson(shown.toSorted(byId)), canonicalJson(contacts.of(clientId).map(as))];
    return is === due ? [] : [`${view} ${clientId} shows ${is}, the facts say ${due}`];
  });
}

const inDuties = ({ at, ...contact }: Contact): JsonObject => ({ ...contact, on: toShanghaiDate(at) }); // prettier-ignore
const inProgress = ({ id, at, reached, nextStepOn }: Contact): JsonObject => ({ id, at, reached, nextStepOn });

type Week = readonly { readonly clientId: string; readonly contacts: readonly string[] }[];
type Weeks = { readonly [staffId: string]: { readonly weeks: { readonly [week: string]: Week } } };

/** What stands in somebody's week and is no contact of theirs that counts in it. */
function uncounted(rows: Rows, contacts: Contacts): readonly string[] {
  const weeks = [...rows.values()].flatMap((row) =>
    Object.entries(row as unknown as Weeks).flatMap(([staffId, own]) =>
      Object.entries(own.weeks).map(([week, clients]) => ({ staffId, week, clients })),
    ),
  );
  return weeks.flatMap(({ staffId, week, clients }) =>
    clients.flatMap(({ clientId, contacts: shown }) => {
      const own = contacts.of(clientId).filter((each) => each.staffId === staffId && weekOf(each) === week);
      return shown
        .filter((id, nth) => shown.indexOf(id) !== nth || !own.some((each) => each.id === id))
        .map((id) => `${id} of ${clientId} counts for ${staffId} in ${week}`);
    }),
  );
}
/** The week in which a contact counts; none: it was nobody that was spoken to. */
const weekOf = ({ reached, channel, at }: Contact): string | undefined =>
  reached && channel !== 'sms' ? isoWeek(toShanghaiDate(at)) : undefined;
