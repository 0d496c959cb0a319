import type { JsonObject } from '../fact.js';
import { InMemoryRowStore } from '../in-memory/in-memory.row-store.js';
import { PCRM_NAMESPACE, uuidV5 } from '../ids.js';
import type { AnyMessage, Message } from '../message.js';
import type { Batch } from '../message-log/message-log.js';
import type { Projection, Totals } from '../projection.js';
import { specificationTools } from '../specification.js';
import type { Schemas } from '../upcasting.js';
import type { Tracing } from '../tracing/tracing.js';
import { hear, type HeardBatch } from './heard.js';
import { Member, type Worker } from './member.js';
import type { Patience } from './one-by-key.js';
import { parkedTables } from './parked-desk.js';

/** A small branch to run the machinery on: deposits and departures said by `clients`, assignments said by `allocation`. */
export type Deposited = Message<'Deposited', { readonly fen: number }>;
export type Left = Message<'Left', JsonObject>;
export type Assigned = Message<'Assigned', { readonly to: string }>;
export type BranchMessage = Deposited | Left | Assigned;

export type PortfolioRow = {
  readonly fen: number;
  readonly manager?: string;
  /** What each source said, in the order of folding: shows whatever is lost, doubled or out of order. */
  readonly deposits: readonly number[];
  readonly managers: readonly string[];
};
export type LoadRow = { readonly clients: number; readonly fen: number };

const empty: PortfolioRow = { fen: 0, deposits: [], managers: [] };
const load: Totals<PortfolioRow, LoadRow> = {
  name: 'load',
  indexes: {},
  by: 'byManager',
  of: ({ manager }) => (manager === undefined ? [] : [manager]),
  initial: () => ({ clients: 0, fen: 0 }),
  add: (total, row) => ({ clients: total.clients + 1, fen: total.fen + row.fen }),
};

/** A view over two sources; a row may be begun by either and ends when the client leaves. */
export const portfolio: Projection<PortfolioRow, BranchMessage> = {
  name: 'portfolio',
  version: 1,
  indexes: { byManager: ['manager'] },
  on: {
    Deposited: (row = empty, { data }) => ({ ...row, fen: row.fen + data.fen, deposits: [...row.deposits, data.fen] }),
    Assigned: (row = empty, { data }) => ({ ...row, manager: data.to, managers: [...row.managers, data.to] }),
    Left: () => undefined,
  },
  totals: [load],
};

export const digits = (n: number): string => String(n).padStart(8, '0');

/** A message at position `at` of its source. */
export function said(
  [source, type]: readonly [string, string],
  key: string,
  at: number,
  data: JsonObject = {},
): AnyMessage {
  const occurredAt = new Date(Date.UTC(2026, 0, 5, 1, 0, at)).toISOString();
  const id = uuidV5(PCRM_NAMESPACE, `${source}/${String(at)}`);
  const metadata = {
    actor: 's-1',
    commandId: `c-${String(at)}`,
    correlationId: `w-${String(at)}`,
    causationId: `c-${String(at)}`,
    occurredAt,
  };
  return {
    id,
    source,
    type,
    version: 1,
    key,
    position: digits(at),
    revision: 0,
    recordedAt: occurredAt,
    metadata,
    data,
  };
}
export const deposited = (key: string, at: number, fen: number): AnyMessage =>
  said(['clients', 'Deposited'], key, at, { fen });
export const left = (key: string, at: number): AnyMessage => said(['clients', 'Left'], key, at);
export const assigned = (key: string, at: number, to: string): AnyMessage =>
  said(['allocation', 'Assigned'], key, at, { to });

/** Messages as one batch of a partition, from offset `first` on. */
export function batchOf(
  messages: readonly AnyMessage[],
  first = 0,
  { topic = 'branch.events', partition = 0, caughtUp = true } = {},
): Batch {
  return { topic, partition, caughtUp, items: messages.map((message, n) => ({ offset: digits(first + n), message })) };
}
export const heardOf = (batch: Batch, schemas: Schemas = {}): Promise<HeardBatch> =>
  hear(batch, { schemas, open: async (messages) => messages, wanted: () => true });

export const patient = (tries = 5): Patience & { readonly waits: number[] } => {
  const waits: number[] = [];
  return {
    tries,
    waits,
    signal: new AbortController().signal,
    pause: async (milliseconds) => void waits.push(milliseconds),
  };
};
export const clockOf = { now: () => '2026-01-05T01:00:00.000Z' };

export async function memberOf(
  rows: InMemoryRowStore,
  worker: Worker,
  {
    name = 'branch.portfolio.v1',
    patience = patient(),
    tracing,
  }: { readonly name?: string; readonly patience?: Patience; readonly tracing?: Tracing } = {},
): Promise<Member> {
  for (const table of parkedTables) await rows.declare(table);
  const member = new Member(name, worker, { rows, now: clockOf.now, patience, tracing });
  await member.prepare();
  member.live = true;
  return member;
}
export const fold = specificationTools;

/** Counts what is asked of it, and fails or interferes on demand. */
export class WatchedRowStore extends InMemoryRowStore {
  loads = 0;
  finds = 0;
  readonly commits: Parameters<InMemoryRowStore['commit']>[0][] = [];
  beforeCommit: (() => Promise<void> | void) | undefined;

  override async load<Doc = JsonObject>(...asked: Parameters<InMemoryRowStore['load']>) {
    this.loads++;
    return super.load<Doc>(...asked);
  }
  override async find<Doc = JsonObject>(...asked: Parameters<InMemoryRowStore['find']>) {
    this.finds++;
    return super.find<Doc>(...asked);
  }
  override async commit(commit: Parameters<InMemoryRowStore['commit']>[0]): Promise<void> {
    const interfere = this.beforeCommit;
    this.beforeCommit = undefined;
    await interfere?.();
    await super.commit(commit);
    this.commits.push(commit);
  }
}

/** The same store in another process: each of its calls waits for its turn. */
export function slowly(store: WatchedRowStore, turn: () => Promise<unknown>): WatchedRowStore {
  const rows = Object.create(store) as WatchedRowStore;
  rows.declare = (table) => store.declare(table);
  rows.load = async (table, keys) => (await turn(), await store.load(table, keys));
  rows.find = async (table, find) => (await turn(), await store.find(table, find));
  rows.commit = async (commit) => (await turn(), await store.commit(commit));
  return rows;
}
