import type { Clock } from '../clock.js';
import type { EventStore } from '../event-store/event-store.js';
import { createHandler } from '../handle-command.js';
import { PCRM_NAMESPACE, uuidV5 } from '../ids.js';
import type { KeyVault } from '../key-vault/key-vault.js';
import type { Lease } from '../lease/lease.js';
import type { MessageLog } from '../message-log/message-log.js';
import { relayTable, runRelay, type Relay } from '../relay.js';
import type { RowStore, Table } from '../row-store/row-store.js';
import { createSealer, type Sealer } from '../seal.js';
import type { ServiceDefinition } from '../service.js';
import type { Tracing } from '../tracing/tracing.js';
import { searchToken } from './search-token.js';
import { performWith, type AnyHandler } from './handlers.js';
import type { Hearing } from './heard.js';
import { Beginning } from './beginning.js';
import { Membership, type MembershipOptions } from './membership.js';
import type { Patience } from './one-by-key.js';
import { parkedTables } from './parked-desk.js';
import { pause, type Pause } from './pause.js';
import type { Perform } from './perform.js';
import type { Changed } from '../projection.js';
import { refusalsTable } from './run-reaction.js';
import { RunningService } from './running-service.js';
import { Sayings } from './sayings.js';
import { SourcesRead } from './sources-read.js';
import { scheduledAgendas } from './scheduled-agendas.js';
import { Scheduler } from './scheduler.js';

/** The ports a service stands on. */
export type Ports = {
  readonly events: EventStore;
  readonly log: MessageLog;
  readonly rows: RowStore;
  readonly vault: KeyVault;
  readonly lease: Lease;
  readonly clock: Clock;
};
export type RunOptions = {
  /** Messages per batch; 1,000 when absent. */
  readonly limit?: number;
  /** How often a message is tried before its key parks; 5 when absent. */
  readonly tries?: number;
  /** A rebuild reads at most so many messages a second; as fast as it can when absent. */
  readonly rebuildPerSecond?: number;
  /**
   * Milliseconds for which a view's old rows stay after a switch: readers may hold on to them, and processes of an earlier version
   * go on with them until an upgrade has reached them; 10 minutes when absent.
   */
  readonly dropAfter?: number;
  /** Milliseconds between two looks at what other processes of the service have done about its views; 1,000 when absent. */
  readonly lookEvery?: number;
  /**
   * Nothing is said or heard before, and nothing done that is due; at once when absent. Where several services share a thread, one that has much to take in would
   * keep the others from being prepared.
   */
  readonly begun?: Promise<void>;
  /** Milliseconds between the scheduler's looks at the clock; 250 when absent. */
  readonly tick?: number;
  /**
   * Until when everything said by every source has been read, effects of earlier dues included: the instant asked for, or one asked
   * for before; undefined when that is not so yet. By default what this service can see for itself.
   */
  readonly readPast?: (instant: string) => Promise<string | undefined>;
  /** Told after each commit which rows readers may want to see again; `view` is named as in this service. */
  readonly changed?: (change: Changed) => void;
  /** Told of what failed and is tried again; for logs. Carries no personal data when the error does not. */
  readonly failed?: (error: Error) => void;
  readonly pause?: Pause;
  /** The sealer to use, so that its cache of keys is one. */
  readonly sealer?: Sealer;
  /** Where the relay finds what to say; all facts when absent. */
  readonly toSay?: EventStore;
  /** Handlers that exist already, by aggregate name, so that their cache of states is one with HTTP's. */
  readonly handlers?: ReadonlyMap<string, AnyHandler>;
  /** Told of what is heard, decided and shown, where somebody wants to see it. */
  readonly tracing?: Tracing | undefined;
};

/** Starts everything one service does by itself: saying, hearing, reacting, and what falls due. */
export async function runService(
  definition: ServiceDefinition,
  ports: Ports,
  options: RunOptions = {},
): Promise<RunningService> {
  const { events, rows, lease } = ports;
  const stop = new AbortController();
  const beginning = new Beginning(options.begun);
  const log = beginning.of(ports.log);
  const common = await surroundings(definition, { ...ports, log }, options, stop.signal);
  const tables: readonly Table[] = [...parkedTables, refusalsTable, relayTable];
  for (const table of tables) await rows.declare(table);

  const membership = new Membership(definition, common, membershipOptions(options, stop.signal));
  const categories = definition.aggregates.map(({ name }: { readonly name: string }) => name);
  const saying = new Sayings(definition.name, categories, { events, rows });
  const scheduler: Scheduler = new Scheduler({
    ...common,
    lease,
    tick: options.tick ?? 250,
    tries: common.patience.tries,
    agendas: () => scheduledAgendas(definition, membership),
    readPast: options.readPast ?? ((instant) => alone.past(instant)),
  });
  const alone = new SourcesRead([(goal) => running.readUpTo(goal)], () => events.head());
  const { hearing, patience } = common;
  const parts = { definition, membership, scheduler, saying, rows, log, hearing, patience };
  const running: RunningService = new RunningService({
    ...parts,
    lastSaid: () => relay?.lastProgress(),
    stop: () => shutDown(),
  });

  await membership.start();
  await scheduler.prepare(definition.agendas.map(({ name }) => name)); // prettier-ignore
  let relay: Relay | undefined;
  const working = beginning.wait(stop.signal).then(async () => {
    relay = runRelay({
      service: definition,
      events: options.toSay ?? events,
      log,
      rows,
      lease,
      signal: stop.signal,
      ...(options.failed && { onFailure: options.failed }),
    });
    await Promise.all([scheduler.run(stop.signal), relay.done]);
  });

  async function shutDown(): Promise<void> {
    stop.abort();
    await membership.stop();
    await working;
  }
  return running;
}

const membershipOptions = (
  { dropAfter = 600_000, lookEvery = 1_000, rebuildPerSecond }: RunOptions,
  signal: AbortSignal,
): MembershipOptions => ({
  dropAfter,
  lookEvery,
  signal,
  ...(rebuildPerSecond !== undefined && { rebuildPerSecond }),
});

const DEFAULTS = { limit: 1_000, tries: 5, pause, changed: (_change: Changed): void => undefined };

async function surroundings(
  definition: ServiceDefinition,
  { events, log, rows, vault, clock }: Ports,
  options: RunOptions,
  signal: AbortSignal,
) {
  const { limit, tries, pause: wait, changed, tracing } = { ...DEFAULTS, ...options };
  const sealer = options.sealer ?? createSealer(vault);
  const made = new Map<string, AnyHandler>(
    definition.aggregates.map((aggregate) => [
      aggregate.name,
      createHandler(aggregate, { events, rows, vault, sealer, tracing }),
    ]),
  );
  for (const [name, handler] of options.handlers ?? []) made.set(name, handler);
  const handlerOf = (name: string): AnyHandler => {
    const handler = made.get(name);
    if (!handler) throw new Error(`service ${definition.name} has no aggregate ${name}`);
    return handler;
  };
  const schemas = definition.contracts;
  const handled = new Set(
    [...definition.projections, ...definition.agendas, ...definition.reactions].flatMap(({ on }) => Object.keys(on)),
  );
  const hearing: Hearing = { schemas, open: (messages) => sealer.openMany(messages, schemas), wanted: () => true };
  const patience: Patience = { tries, pause: wait, signal };
  const perform: Perform = performWith(definition.handlers, handlerOf);
  const idOf = (cause: string): string => uuidV5(PCRM_NAMESPACE, `command|${definition.name}|${cause}`);
  const wanted = (type: string): boolean => handled.has(type);
  const own = { service: definition.name, topics: definition.hears, log, rows, limit, hearing, wanted, tracing };
  const fold = { token: searchToken(await vault.indexSecret()) };
  const told = options.failed && { failed: options.failed };
  return { ...own, ...told, patience, perform, pause: wait, signal, idOf, fold, changed, now: () => clock.now() };
}
