import { clientIdOf, shanghaiInstant, type Channel, type Tier } from '@pcrm/contracts';
import { PCRM_NAMESPACE, uuidV5 } from '@pcrm/event-sourcing';
import type { Identity } from '@pcrm/platform';
import { administrator, analyst, headOf, managerOf, openBranch, type Answer, type Branch } from './branch.js';

/** The people of every story: one outlet with all roles, and the head of another. */
export const people = {
  head: headOf('N01', 'h-1'),
  otherHead: headOf('N02', 'h-2'),
  manager: managerOf('N01', 'm-1'),
  otherManager: managerOf('N01', 'm-2'),
  teller: { staffId: 't-1', role: 'teller', outletId: 'N01' },
  branchManager: { staffId: 'b-1', role: 'branchManager' },
  administrator,
  analyst,
} as const satisfies Record<string, Identity>;

export const OUTLETS = ['outletId,name', 'N01,解放路支行', 'N02,新华路支行'];
export const STAFF = [
  'staffId,name,outletId,role,capacityPercent,joinedOn',
  'h-1,陈静,N01,outletHead,100,2026-01-05',
  'm-1,李明,N01,clientManager,100,2026-01-05',
  'm-2,张伟,N01,clientManager,100,2026-01-05',
  'l-1,孙丽,N01,lobbyManager,100,2026-01-05',
  't-1,赵敏,N01,teller,100,2026-01-05',
  'w-1,周杰,N01,wealthAdviser,100,2026-01-05',
  'f-1,吴倩,N01,financialAdviser,100,2026-01-05',
  'h-2,林涛,N02,outletHead,100,2026-01-05',
  'b-1,何军,,branchManager,100,2026-01-05',
];

export const yuan = (amount: number): number => Math.round(amount * 100);
export const CLIENT_COLUMNS =
  'clientNo,outletId,name,phone,idNumber,birthday,birthdayCalendar,tier,signedOn,openingAverageFen,occupation,orientation,preferredChannel,consents';
export type ClientWords = {
  readonly outletId?: string;
  readonly name?: string;
  readonly tier?: Tier;
  /** Opening average in yuan. */
  readonly average?: number;
  readonly birthday?: string;
  readonly occupation?: string;
  readonly consents?: string;
};

const ORDINARY = {
  ...{ outletId: 'N01', name: '王小芳', average: 0, birthday: '1980-01-02' },
  ...{ occupation: 'executive', consents: 'marketing:sms=granted' },
};

/** A line of the client file with the whole minimum of the file, unless said otherwise. */
export function clientLine(clientNo: string, words: ClientWords = {}): string {
  const { outletId, name, tier, average, birthday, occupation, consents } = { ...ORDINARY, ...words };
  const person = `${name},13812345678,450100198001021234,${birthday},solar`;
  const signed = tier ? `${tier},2025-01-01` : ',';
  return `${clientNo},${outletId},${person},${signed},${String(yuan(average))},${occupation},value,phone,${consents}`;
}

export const FEED_COLUMNS = 'type,source,sequence,clientNo,assetClass,businessDate,balanceFen,currency,outletId';
/** An end-of-day balance in yuan. */
export const balance = (clientNo: string, date: string, amount: number, sequence = 1): string =>
  `balance,core,${String(sequence)},${clientNo},deposit,${date},${String(yuan(amount))},CNY,`;
export const visit = (clientNo: string, date: string): string => `visit,core,,${clientNo},,${date},,,N01`;
/** The marker that closes a business date. */
export const closing = (date: string): string => `close,,,,,${date},,,`;

/** A branch of any edition, as far as it is reached over HTTP. */
export type Reached = Pick<Branch, 'as' | 'at' | 'standAt' | 'drained'> & AsyncDisposable;

/** A branch in which every request is followed by rest: what it set going is done when it answers. */
export type Desk = AsyncDisposable & {
  readonly branch: Reached;
  get<Body = Record<string, unknown>>(who: Identity, path: string): Promise<Answer<Body>>;
  post(who: Identity, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  patch(who: Identity, path: string, body: unknown): Promise<Answer>;
  csv(who: Identity, path: string, lines: readonly string[]): Promise<Answer>;
  items<Item = Record<string, unknown>>(who: Identity, path: string): Promise<readonly Item[]>;
  /** Stands at this hour of this date (Shanghai), with everything done that fell due by then. */
  at(date: string, hour: number): Promise<void>;
  clients(lines: readonly string[]): Promise<Answer>;
  feed(lines: readonly string[]): Promise<Answer>;
  /** The digests of all services, each line under its service. */
  digest(): Promise<readonly string[]>;
  /** Keys parked in any service: always none. */
  parked(): Promise<readonly unknown[]>;
};

type DigestLine = { readonly view: string; readonly rows: number; readonly sha256: string };
const SERVICES = ['clients', 'allocation', 'engagement', 'notifications', 'gateway'];

/** Opens a branch on a date, with its outlets and staff. */
export async function openDesk(date: string, folder?: string, env?: Readonly<Record<string, string>>): Promise<Desk> {
  // The clock stands from the first moment on: nothing of such a branch goes by real time.
  const desk = deskOf(await openBranch(folder, shanghaiInstant(date, 9), env));
  await desk.at(date, 9);
  await desk.csv(administrator, 'outlets/import', OUTLETS);
  await desk.csv(administrator, 'staff/import', STAFF);
  return desk;
}

export function deskOf(branch: Reached): Desk {
  const asked = new Map<string, number>();
  /** The command id: it follows from what is asked and how often it was, so that two branches asked the same have the same ids. */
  const commandOf = (who: Identity, path: string, body: unknown): Record<string, string> => {
    const what = `${who.staffId} ${path} ${JSON.stringify(body)}`;
    const nth = (asked.get(what) ?? 0) + 1;
    asked.set(what, nth);
    return { 'idempotency-key': uuidV5(PCRM_NAMESPACE, `${what} ${String(nth)}`) };
  };
  const settled = async (request: Promise<Answer>): Promise<Answer> => {
    const answer = await request;
    await branch.drained();
    return answer;
  };
  const of = async <Item>(who: Identity, path: string): Promise<readonly Item[]> => {
    const { status, body } = await branch.as(who).get<{ items: readonly Item[] }>(path);
    if (status !== 200) throw new Error(`${path} answered ${String(status)}`);
    return body.items;
  };
  const csv: Desk['csv'] = (who, path, lines) => settled(branch.as(who).csv(path, lines, commandOf(who, path, lines)));
  return {
    branch,
    get: (who, path) => branch.as(who).get(path),
    post: (who, path, body = {}, headers = {}) =>
      settled(branch.as(who).post(path, body, { ...commandOf(who, path, body), ...headers })),
    patch: (who, path, body) => settled(branch.as(who).patch(path, body)),
    csv,
    items: of,
    async at(date, hour) {
      branch.at(date, hour);
      await branch.drained();
    },
    clients: (lines) => csv(analyst, 'clients/import', [CLIENT_COLUMNS, ...lines]),
    feed: (lines) => csv(analyst, 'feeds', [FEED_COLUMNS, ...lines]),
    async digest() {
      const all: string[] = [];
      for (const service of SERVICES) {
        const { body } = await branch.as(administrator).get<readonly DigestLine[]>(`internal/${service}/digest`);
        all.push(...body.map(({ view, rows, sha256 }) => `${service} ${view} ${String(rows)} ${sha256}`));
      }
      return all;
    },
    async parked() {
      const pages = await Promise.all(
        SERVICES.map((service) =>
          branch.as(administrator).get<{ readonly keys: readonly unknown[] }>(`internal/${service}/parked`),
        ),
      );
      return pages.flatMap(({ body }) => body.keys);
    },
    [Symbol.asyncDispose]: () => branch[Symbol.asyncDispose](),
  };
}

export const id = clientIdOf;
/** Clients `<prefix>1` … `<prefix>n`. */
export const numbered = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(index + 1)}`);
export const to = (clientNo: string, staffId: string, more: object = {}) => ({
  clientId: id(clientNo),
  staffId,
  ...more,
});
export const moves = (clientNos: readonly string[], staffId: string) => ({
  moves: clientNos.map((clientNo) => to(clientNo, staffId)),
});

/** A reached contact of a client; a phone call unless said otherwise. */
export const contact = (
  clientNo: string,
  contactAt: string,
  more: { channel?: Channel; [field: string]: unknown } = {},
) => ({
  clientId: id(clientNo),
  channel: 'phone',
  direction: 'outbound',
  reached: true,
  contactAt,
  purpose: 'maintenance',
  outcome: 'done',
  ...more,
});
