import type { Aggregate, Decide } from '../aggregate.js';
import { fixedClock, type Clock } from '../clock.js';
import { Refusal } from '../failures.js';
import { InMemoryEventStore } from '../in-memory/in-memory.event-store.js';
import { InMemoryKeyVault } from '../in-memory/in-memory.key-vault.js';
import { InMemoryLeases } from '../in-memory/in-memory.lease.js';
import { InMemoryMessageLog } from '../in-memory/in-memory.message-log.js';
import type { AnyMessage, Message } from '../message.js';
import type { MessageLog } from '../message-log/message-log.js';
import type { Projection } from '../projection.js';
import type { Agenda, Reaction } from '../reaction.js';
import type { ServiceDefinition } from '../service.js';
import { runService, type Ports, type RunOptions } from './run-service.js';
import { assigned, deposited, portfolio, WatchedRowStore, type Assigned } from './running.examples.js';
import type { RunningService } from './running-service.js';

type Duty = { readonly manager?: string; readonly reminders: number };
type DutyEvent =
  | { type: 'DutyOpened'; data: { clientId: string; manager: string; at: string } }
  | { type: 'DutyReminded'; data: { clientId: string } }
  | { type: 'DutyNoted'; data: { clientId: string } };

const duty: Aggregate<Duty, DutyEvent> = {
  name: 'duty',
  initial: () => ({ reminders: 0 }),
  evolve: (state, event) =>
    event.type === 'DutyOpened'
      ? { ...state, manager: event.data.manager }
      : event.type === 'DutyReminded'
        ? { ...state, reminders: state.reminders + 1 }
        : state,
};
export type OpenDuty = { readonly clientId: string; readonly manager: string; readonly at: string };
export const openDuty: Decide<OpenDuty, Duty, DutyEvent> = ({ clientId, manager, at }, state) => {
  if (manager === 'm-0') throw new Refusal('duty.manager-left');
  return state.manager === manager ? [] : [{ type: 'DutyOpened', data: { clientId, manager, at } }];
};
/** Not idempotent by state: only its command id keeps it from happening twice. */
const remind: Decide<{ clientId: string }, Duty, DutyEvent> = ({ clientId }) => [
  { type: 'DutyReminded', data: { clientId } },
];
/** A fact of which nothing is said. */
export const note: Decide<{ clientId: string }, Duty, DutyEvent> = ({ clientId }) => [
  { type: 'DutyNoted', data: { clientId } },
];

type DutyOpened = Message<'DutyOpened', { readonly clientId: string; readonly manager: string; readonly at: string }>;
type DutyReminded = Message<'DutyReminded', { readonly clientId: string }>;
export type DutyRow = { readonly managers: readonly string[]; readonly reminded: readonly string[] };
const none: DutyRow = { managers: [], reminded: [] };

export const dutyBoard: Projection<DutyRow, DutyOpened | DutyReminded> = {
  name: 'duty-board',
  version: 1,
  indexes: {},
  on: {
    DutyOpened: (row = none, { data }) => ({ ...row, managers: [...row.managers, data.manager] }),
    DutyReminded: (row = none, { metadata }) => ({ ...row, reminded: [...row.reminded, metadata.occurredAt] }),
  },
};
const openWhenAssigned: Reaction<Assigned> = {
  name: 'open-duty-when-assigned',
  fromStart: true,
  on: {
    Assigned: ({ key, data, metadata: { occurredAt } }) => [
      { handler: 'duty.open', id: key, command: { clientId: key, manager: data.to, at: occurredAt }, occurredAt },
    ],
  },
};
const later = (instant: string, days: number): string =>
  new Date(Date.parse(instant) + days * 86_400_000).toISOString();
const reminders: Agenda<DutyOpened> = {
  name: 'reminders',
  version: 1,
  on: {
    DutyOpened: ({ key, data: { at } }) => [
      {
        ...{ key, dueAt: later(at, 1), usefulUntil: later(at, 300) },
        issue: { handler: 'duty.remind', id: key, command: { clientId: key } },
      },
    ],
  },
};

/** A whole service: two views, one with totals, a reaction and an agenda, over two sources and itself. */
export const duties: ServiceDefinition = {
  name: 'duties',
  aggregates: [duty],
  say: {
    DutyOpened: (data: DutyOpened['data']) => ({
      type: 'DutyOpened',
      version: 1,
      key: data.clientId,
      data: { ...data },
    }),
    DutyReminded: (data: DutyReminded['data']) => ({
      type: 'DutyReminded',
      version: 1,
      key: data.clientId,
      data: { ...data },
    }),
  },
  hears: ['clients.events', 'allocation.events', 'duties.events'],
  contracts: {},
  projections: [portfolio, dutyBoard],
  reactions: [openWhenAssigned],
  agendas: [reminders],
  handlers: {
    'duty.open': { aggregate: duty, decide: openDuty },
    'duty.remind': { aggregate: duty, decide: remind },
    'duty.note': { aggregate: duty, decide: note },
  },
};

/** In-memory ports that outlive the services on them, as a machine's disks would. */
export function machine(at = '2026-01-09T00:00:00.000Z') {
  const clock: Clock & { set(next: string): void } = fixedClock(at);
  const leases = new InMemoryLeases();
  const events = new InMemoryEventStore(clock);
  const log = new InMemoryMessageLog({ partitions: 3 });
  const rows = new WatchedRowStore();
  const vault = new InMemoryKeyVault();
  const ports = (): Ports => ({ events, log, rows, vault, clock, lease: leases.open() });
  const start = (definition = duties, options: RunOptions = {}): Promise<RunningService> =>
    runService(definition, ports(), { tick: 1, dropAfter: 0, ...options });
  return { clock, events, log, rows, vault, leases, ports, start };
}

export async function publish(log: MessageLog, messages: readonly AnyMessage[]): Promise<void> {
  for (const [source, own] of Map.groupBy(messages, (message) => message.source))
    await log.publish(`${source}.events`, own);
}
export async function untilDrained(service: RunningService): Promise<void> {
  const started = performance.now();
  while (!(await service.drained())) {
    if (performance.now() - started > 10_000) throw new Error('the service does not come to rest');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** What was heard of three clients. */
export const story = [
  assigned('ada', 1, 'm-1'),
  deposited('ada', 1, 10),
  assigned('bob', 2, 'm-2'),
  deposited('bob', 2, 5),
  assigned('cy', 3, 'm-0'),
  assigned('ada', 4, 'm-2'),
];
export const rowOf = async <R>(rows: WatchedRowStore, service: RunningService, view: string, key: string) =>
  (await rows.load<R>(service.activeTable(view), [key])).get(key)?.doc;
/** The service with another version of its first view. */
export const withPortfolio = (version: number, on = portfolio.on): ServiceDefinition => ({
  ...duties,
  projections: [{ ...portfolio, version, on }, dutyBoard],
});
