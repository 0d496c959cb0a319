import type { Identity } from '@pcrm/platform';
import type { Asking } from './people.js';

/** A client of the branch, who looks after them, and the ids that belong to them. */
export type Belonging = {
  readonly clientId: string;
  readonly clientNo: string;
  readonly outletId: string;
  /** The maintainer and the advisers: those whose own client this is. */
  readonly staffIds: readonly string[];
  /** By parameter name: of their opportunity, contacts, messages, alerts. */
  readonly ids: { readonly [name: string]: readonly string[] };
};
/** Everything of a branch that a request can name. */
export type Belongings = {
  readonly clients: readonly Belonging[];
  readonly staff: readonly Identity[];
  readonly outletIds: readonly string[];
  readonly templateIds: readonly string[];
};

type Listed = {
  readonly clientId: string;
  readonly clientNo: string;
  readonly maintainer: { readonly staffId: string } | null;
  readonly advisers: readonly string[];
};
type Owned = { readonly clientId: string } & { readonly [name: string]: unknown };
type Items<Item> = { readonly items: readonly Item[] };

/** Reads everything through the public entrances, as the head of every outlet. */
export async function belongingsOf(asking: Asking, people: readonly Identity[]): Promise<Belongings> {
  const heads = people.filter(({ role }) => role === 'outletHead');
  const clients: Belonging[] = [];
  for (const head of heads) clients.push(...(await ofOutlet(asking, head)));
  const [someHead] = heads;
  if (!someHead) throw new Error('the branch has no outlet head');
  const templates = await asking.json<Items<{ readonly templateId: string }>>(someHead, '/api/templates');
  return {
    clients,
    staff: people,
    outletIds: heads.map(({ outletId = '' }) => outletId),
    templateIds: templates.items.map(({ templateId }) => templateId),
  };
}

async function ofOutlet(asking: Asking, head: Identity): Promise<readonly Belonging[]> {
  const listed = await asking.all<Listed>(head, '/api/clients');
  await wantMessages(asking, head, listed);
  const owned = [
    ['opportunityId', await asking.all<Owned>(head, '/api/progress-table')],
    ['messageId', await asking.all<Owned>(head, '/api/outbound-messages')],
    ['alertId', await asking.all<Owned>(head, '/api/alerts')],
  ] as const;
  const belongings: Belonging[] = [];
  for (const { clientId, clientNo, maintainer, advisers } of listed) {
    const contacts = await asking.json<Items<{ readonly id: string }>>(head, `/api/contacts?clientId=${clientId}`);
    const ids = owned.map(([name, rows]): readonly [string, readonly string[]] => [
      name,
      rows.filter((row) => row.clientId === clientId).map((row) => String(row[name])),
    ]);
    belongings.push({
      ...{ clientId, clientNo, outletId: head.outletId ?? '' },
      staffIds: [...(maintainer ? [maintainer.staffId] : []), ...advisers],
      ids: { ...Object.fromEntries(ids), contactId: contacts.items.map(({ id }) => id) },
    });
  }
  return belongings;
}

/** A young demo has hardly a message: some are asked for, and those that the rules let through are there to be named. */
async function wantMessages(asking: Asking, head: Identity, listed: readonly Listed[]): Promise<void> {
  const templates = await asking.json<
    Items<{ readonly templateId: string; readonly approved: { readonly kind: string } | null }>
  >(head, '/api/templates');
  const templateId = templates.items.find(({ approved }) => approved?.kind === 'greeting')?.templateId;
  for (const { clientId } of listed.slice(0, 12)) {
    const body = JSON.stringify({ clientId, templateId });
    await asking.ask(head, '/api/outbound-messages', {
      ...{ method: 'POST', body },
      headers: { 'content-type': 'application/json' },
    });
  }
}

/** Whose clients somebody may know, by the rules' own words: their own, those of their outlet, all, none. */
export type Reach = 'own' | 'outlet' | 'all' | 'none';

export function isWithin(
  reach: Reach,
  who: Identity,
  { outletId, staffIds }: Pick<Belonging, 'outletId' | 'staffIds'>,
): boolean {
  if (reach === 'own') return staffIds.includes(who.staffId);
  return reach === 'outlet' ? outletId === who.outletId : reach === 'all';
}

/** Values of requests by the name of the field or parameter that takes them. */
export type Values = { readonly [name: string]: readonly string[] };

/** Everything that belongs to some clients, by name. */
export function valuesOf(clients: readonly Belonging[]): Values {
  const of = (name: string): readonly string[] => clients.flatMap(({ ids }) => ids[name] ?? []);
  return {
    clientId: clients.map(({ clientId }) => clientId),
    clientNo: clients.map(({ clientNo }) => clientNo),
    ...Object.fromEntries(['opportunityId', 'contactId', 'messageId', 'alertId'].map((name) => [name, of(name)])),
  };
}
