import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { mayDo, mintToken, ROLES, roleTable, routesOf, type Identity, type Route } from '@pcrm/platform';
import { goodRequest, PROBE_ID, type Named } from '@pcrm/platform/testing';
import type { Branch } from './branch.js';
import { headIn, OUTLETS, STAFF_ROLES, tellStory, type Known } from './small-branch.js';

/** What a request names of a client; a change that names somebody else's is 404 (or 403). */
const OF_CLIENTS = ['clientId', 'opportunityId', 'contactId', 'messageId', 'alertId'];
/** Besides, for those whose reach ends at their outlet: staff and outlets elsewhere. Naming them changes nothing. */
const OF_OUTLETS = ['staffId', 'outletId'];
/** Parameters that are no client's, with values that hold. */
export const OTHERS: Named = {
  ...{ version: '2', date: '2026-06-12', view: 'client-list', userId: 'nobody' },
  ...{ proposalId: PROBE_ID, feedId: PROBE_ID, leaveId: PROBE_ID, templateId: PROBE_ID },
  // Something to change, where a change could be taken.
  ...{ phone: '13700000000', openingAverageFen: 1_000_000 },
};

/** One of each role: those of an outlet are real staff of the first one. */
export const CALLERS: readonly Identity[] = ROLES.map((role) => {
  const [id] = STAFF_ROLES.find(([, held]) => held === role) ?? [];
  const outletId = OUTLETS[0];
  return id === undefined ? { staffId: `BR-${role}`, role } : { staffId: `${outletId}-${id}`, role, outletId };
});
const reachOf = ({ role }: Identity) => roleTable[role].reach;
export function mayKnow(caller: Identity, { outletId, staffId, adviserId }: Known): boolean {
  switch (reachOf(caller)) {
    case 'own':
      return staffId === caller.staffId || adviserId === caller.staffId;
    case 'outlet':
      return outletId === caller.outletId;
    case 'all':
      return true;
    case 'none':
      return false;
  }
}
export const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

type Asked = {
  readonly status: number;
  readonly text: string;
  readonly used: ReadonlySet<string>;
  readonly wrote: boolean;
  readonly etag: string | undefined;
};
type Items = { readonly items: readonly { readonly [name: string]: string }[] };

/** Asks endpoints about clients of a story, with everything the story knows of them. */
export class Probing implements Disposable {
  /** Ids that belong to a client: their opportunity, contacts, messages, alerts. */
  private readonly idsOf = new Map<string, { [name: string]: string }>();
  private templateId = PROBE_ID;
  private readonly facts: DatabaseSync;

  private constructor(
    private readonly branch: Branch,
    readonly clients: readonly Known[],
  ) {
    this.facts = new DatabaseSync(join(branch.path, 'facts.sqlite'), { readOnly: true });
  }

  static async of(branch: Branch): Promise<Probing> {
    const probing = new Probing(branch, (await tellStory(branch)).clients);
    for (const outletId of OUTLETS) await probing.gather(outletId);
    return probing;
  }

  private async gather(outletId: string): Promise<void> {
    const head = this.branch.as(headIn(outletId));
    const list = async (path: string) => (await head.get<Items>(path)).body.items;
    const note = (clientId = '', name: string, id = ''): void =>
      void this.idsOf.set(clientId, { ...this.idsOf.get(clientId), [name]: id });
    for (const { clientId, opportunityId } of await list('progress-table'))
      note(clientId, 'opportunityId', opportunityId);
    for (const { clientId, messageId } of await list('outbound-messages')) note(clientId, 'messageId', messageId);
    for (const { clientId, alertId } of await list('alerts')) note(clientId, 'alertId', alertId);
    for (const { clientId } of this.clients.filter((known) => known.outletId === outletId))
      for (const { id } of await list(`contacts?clientId=${clientId}`)) note(clientId, 'contactId', id);
    for (const { templateId } of await list('templates')) this.templateId = templateId ?? this.templateId;
  }

  /** By what an answer would give clients away. */
  marksOf(clients: readonly Known[]): readonly string[] {
    return clients.flatMap((known) => [
      ...[known.clientId, known.clientNo, ...personalMarksOf(known)],
      ...Object.values(this.idsOf.get(known.clientId) ?? {}),
    ]);
  }

  /** What a request about a client is filled with. */
  named({ clientId, clientNo, outletId, staffId }: Known): Named {
    return {
      ...OTHERS,
      ...Object.fromEntries(OF_CLIENTS.map((name) => [name, PROBE_ID])),
      ...{ clientId, clientNo, outletId, toOutletId: outletId, templateId: this.templateId },
      ...{ staffId: staffId ?? `${outletId}-M1`, ...this.idsOf.get(clientId) },
    };
  }

  /** A few of those a caller may not know: in their outlet and in the other, signed, potential, unassigned. */
  strangersOf(caller: Identity): readonly Known[] {
    const strangers = this.clients.filter((known) => !mayKnow(caller, known));
    const kind = ({ outletId, signed, staffId }: Known): string => [outletId, signed, staffId === undefined].join();
    return [...new Map(strangers.map((known) => [kind(known), known])).values()];
  }

  /** The endpoints that the role table opens to somebody. */
  permittedTo({ role }: Identity): readonly Route[] {
    return routesOf(this.branch.app).filter(({ permission }) => permission !== undefined && mayDo(role, permission));
  }

  async ask(caller: Identity, route: Route, named: Named, headers: Record<string, string> = {}): Promise<Asked> {
    const { method, url, body, used } = goodRequest(route, named);
    const before = this.written();
    const response = await this.branch.app.inject({
      method: method as 'GET',
      url,
      headers: { authorization: `Bearer ${await mintToken(caller, { secret: this.branch.secret })}`, ...headers },
      ...(body && { payload: body }),
    });
    const { statusCode: status, body: text } = response;
    const etag = response.headers['etag']?.toString();
    return { status, text, used, etag, wrote: this.written() !== before };
  }

  /** Everything that is wrong with what an endpoint answers about somebody outside the caller's reach. */
  async wrongAbout(caller: Identity, stranger: Known, route: Route): Promise<readonly string[]> {
    const named = this.named(stranger);
    const answer = await this.ask(caller, route, named);
    const told = this.told(caller, answer, named, this.marksIn(route));
    const wrong = [
      ...(told.length > 0 ? [`tells ${told.join(' ')}`] : []),
      ...(answer.status >= 500 ? ['fault'] : []),
      ...(route.method === 'GET' ? [] : wronglyTaken(caller, stranger, answer)),
    ];
    return wrong.map((what) => `${what}: ${nameOf(route)} ${String(answer.status)} ${answer.text.slice(0, 200)}`);
  }

  /** What an answer tells of those outside the reach; a refusal may repeat what was asked for. */
  private told(
    caller: Identity,
    { status, text }: Asked,
    named: Named,
    marks: (clients: readonly Known[]) => readonly string[],
  ): readonly string[] {
    const asked = new Set(Object.values(named).map(String));
    return marks(this.clients.filter((known) => !mayKnow(caller, known))).filter(
      (mark) => text.includes(mark) && !(status >= 400 && asked.has(mark)),
    );
  }

  /** Who moves an installation takes out everything, ids included; but nothing personal that is not sealed. */
  private marksIn({ permission }: Route): (clients: readonly Known[]) => readonly string[] {
    return permission === 'installation.move'
      ? (clients) => clients.flatMap(personalMarksOf)
      : (clients) => this.marksOf(clients);
  }

  private written(): number {
    return Number(this.facts.prepare('SELECT count(*) AS n FROM facts').get()?.['n']);
  }
  [Symbol.dispose](): void {
    this.facts.close();
  }
}

const personalMarksOf = ({ phone, idNumber, birthday, name }: Known): readonly string[] => [
  ...[phone, idNumber, birthday, `*${phone.slice(-4)}`, name.charAt(0), name.charAt(2)],
];

function wronglyTaken(caller: Identity, stranger: Known, { used, status, wrote }: Asked): readonly string[] {
  const outside = outsideOf(caller, stranger).filter((name) => used.has(name));
  if (outside.length === 0) return [];
  const taken = outside.some((name) => OF_CLIENTS.includes(name)) && ![403, 404].includes(status);
  return [
    ...(taken ? [`takes ${outside.join(' ')}`] : []),
    ...(status === 400 ? ['the probe is no good request'] : []),
    ...(wrote ? ['writes'] : []),
  ];
}

/** Names of what lies outside a caller's reach when it is a stranger's. */
function outsideOf(caller: Identity, { outletId }: Known): readonly string[] {
  const elsewhere = outletId !== caller.outletId && reachOf(caller) !== 'none';
  return [...OF_CLIENTS, 'clientNo', ...(elsewhere ? OF_OUTLETS : [])];
}
