import {
  type Aggregate,
  type AnyMessage,
  type Decide,
  type Message,
  type MessageLog,
  PCRM_NAMESPACE,
  type Projection,
  type Reaction,
  type RunningService,
  type ServiceDefinition,
  type Totals,
  uuidV5,
} from '@pcrm/event-sourcing';

/** A service over two sources and itself: a view of two sources and one whose rows also end, both with totals, a reaction, and an aggregate behind it. */
type Deposited = Message<'Deposited', { readonly fen: number }>;
type Left = Message<'Left', Record<string, never>>;
type Assigned = Message<'Assigned', { readonly to: string }>;
type DutyOpened = Message<'DutyOpened', { readonly to: string }>;
type Row = { readonly fen: number; readonly manager?: string; readonly deposits: readonly number[]; readonly managers: readonly string[] }; // prettier-ignore
type Load = { readonly clients: number; readonly fen: number };

const none: Row = { fen: 0, deposits: [], managers: [] };
const load: Totals<Row, Load> = {
  name: 'load',
  indexes: {},
  by: 'byManager',
  of: ({ manager }) => (manager === undefined ? [] : [manager]),
  initial: () => ({ clients: 0, fen: 0 }),
  add: (total, row) => ({ clients: total.clients + 1, fen: total.fen + row.fen }),
};
const portfolio: Projection<Row, Deposited | Assigned> = {
  name: 'portfolio',
  version: 1,
  indexes: { byManager: ['manager'] },
  on: {
    Deposited: (row = none, { data: { fen } }) => ({ ...row, fen: row.fen + fen, deposits: [...row.deposits, fen] }),
    Assigned: (row = none, { data: { to } }) => ({ ...row, manager: to, managers: [...row.managers, to] }),
  },
  totals: [load],
};
type Account = { readonly fen: number; readonly band: string };
const bands: Totals<Account, Load> = {
  name: 'bands',
  indexes: {},
  by: 'byBand',
  of: ({ band }) => [band],
  initial: () => ({ clients: 0, fen: 0 }),
  add: (total, row) => ({ clients: total.clients + 1, fen: total.fen + row.fen }),
};
const accounts: Projection<Account, Deposited | Left> = {
  name: 'accounts',
  version: 1,
  indexes: { byBand: ['band'] },
  on: {
    Deposited: (row, { data }) => ({ fen: (row?.fen ?? 0) + data.fen, band: `b-${String(data.fen % 3)}` }),
    Left: () => undefined,
  },
  totals: [bands],
};
const board: Projection<{ readonly opened: readonly string[] }, DutyOpened> = {
  name: 'board',
  version: 1,
  indexes: {},
  on: { DutyOpened: (row, { data: { to } }) => ({ opened: [...(row?.opened ?? []), to] }) },
};
type Duty = { readonly opened: readonly string[] };
type Opened = { type: 'DutyOpened'; data: { clientId: string; to: string } };
const duty: Aggregate<Duty, Opened> = {
  name: 'duty',
  initial: () => ({ opened: [] }),
  evolve: ({ opened }, { data }) => ({ opened: [...opened, data.to] }),
};
const openDuty: Decide<{ clientId: string; to: string }, Duty, Opened> = (data) => [{ type: 'DutyOpened', data }];
const openWhenAssigned: Reaction<Assigned> = {
  name: 'open-when-assigned',
  fromStart: true,
  on: {
    Assigned: ({ key, data: { to }, metadata: { occurredAt } }) => [
      { handler: 'duty.open', id: key, command: { clientId: key, to }, occurredAt },
    ],
  },
};

export const duties: ServiceDefinition = {
  name: 'duties',
  aggregates: [duty],
  say: { DutyOpened: ({ clientId, to }: Opened['data']) => ({ type: 'DutyOpened', version: 1, key: clientId, data: { to } }) }, // prettier-ignore
  hears: ['clients.events', 'allocation.events', 'duties.events'],
  contracts: {},
  projections: [portfolio, accounts, board],
  reactions: [openWhenAssigned],
  agendas: [],
  handlers: { 'duty.open': { aggregate: duty, decide: openDuty } },
};

/** What two sources say about so many clients, the same in every run: deposits, assignments, departures. */
export function story(clients: number, messages: number): readonly AnyMessage[] {
  return Array.from({ length: messages }, (_, at) => {
    const key = `client-${String((at * 7) % clients)}`;
    if (at % 11 === 10) return said(['clients', 'Left'], key, at, {});
    if (at % 3 === 0) return said(['allocation', 'Assigned'], key, at, { to: `m-${String((at * 5) % 4)}` });
    return said(['clients', 'Deposited'], key, at, { fen: at });
  });
}

function said(
  [source, type]: readonly [string, string],
  key: string,
  at: number,
  data: AnyMessage['data'],
): AnyMessage {
  const occurredAt = new Date(Date.UTC(2026, 0, 5, 1, 0, at)).toISOString();
  const metadata = { actor: 's-1', commandId: `c-${String(at)}`, correlationId: `w-${String(at)}`, causationId: `c-${String(at)}`, occurredAt }; // prettier-ignore
  const position = String(at).padStart(8, '0');
  const id = uuidV5(PCRM_NAMESPACE, `${source}/${String(at)}`);
  return { id, source, type, version: 1, key, position, revision: 0, recordedAt: occurredAt, metadata, data };
}

export async function publish(log: MessageLog, messages: readonly AnyMessage[]): Promise<void> {
  for (const [source, own] of Map.groupBy(messages, (message) => message.source))
    await log.publish(`${source}.events`, own);
}

/** Waits until all is said, heard and done, through outages. */
export async function drained(service: RunningService, within = 90_000): Promise<void> {
  const deadline = performance.now() + within;
  while (!(await service.drained().catch(() => false))) {
    if (performance.now() > deadline) throw new Error('the service does not come to rest');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
