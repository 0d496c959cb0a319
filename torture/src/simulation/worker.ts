import { allocationDefinition } from '@pcrm/allocation';
import { clientsBackstage, clientsDefinition } from '@pcrm/clients';
import { engagementDefinition } from '@pcrm/engagement';
import {
  createSealer,
  runService,
  SourcesRead,
  type AskRead,
  type RunningService,
  type ServiceDefinition,
} from '@pcrm/event-sourcing';
import { notificationsDefinition, notificationsThrough, type TellingSmsGateway } from '@pcrm/notifications';
import {
  LocalBackstage,
  offerOperations,
  operationsOf,
  processLog,
  ServiceRows,
  workHere,
  type BackstageRun,
  type BackstageWork,
} from '@pcrm/platform';
import type { Calls } from './calls.js';
import type { Plant } from './plant.js';
import type { SimProcess } from './sim-process.js';
import type { Stores } from './stores.js';
import { portsOf } from './wrapped-ports.js';

/** The services as they are. */
export const SERVICES: readonly ServiceDefinition[] = [
  clientsDefinition,
  allocationDefinition,
  engagementDefinition,
  notificationsDefinition,
];
/** Messages per batch: few, so that one batch is not everything. */
const LIMIT = 40;
/** Milliseconds of the run between two looks of a scheduler at the clock. */
const TICK_MS = 1_000;
export const silent = processLog({ name: 'simulation', level: 'silent' });

export type WorkerParts = {
  readonly process: SimProcess;
  readonly stores: Stores;
  readonly calls: Calls;
  /** All services, as one is asked how far it is. */
  readonly everybody: readonly AskRead[];
  readonly failed: (error: Error) => void;
  readonly alone: boolean;
  readonly plant: Plant | undefined;
};
/** A process that runs one service; `running` once it has begun. */
export type Worker = {
  readonly process: SimProcess;
  readonly backstage: LocalBackstage;
  running: RunningService | undefined;
  readonly drained: () => Promise<string | undefined>;
};

/** Starts what a process of one service does by itself. */
export function openWorker(definition: ServiceDefinition, parts: WorkerParts): Worker {
  const { process, stores, calls, plant } = parts;
  const given = portsOf(process, stores, calls);
  const ports = plant?.ports?.(given, process, stores) ?? given;
  process.leave = async () => given.lease[Symbol.asyncDispose]();
  const backstage = new LocalBackstage();
  let run: BackstageRun | undefined;
  const worker: Worker = {
    process,
    backstage,
    running: undefined,
    async drained() {
      const standing = await worker.running?.drained();
      return standing !== undefined && (await (run?.idle?.() ?? true)) ? standing : undefined;
    },
  };
  const begin = async (): Promise<void> => {
    const { name } = definition;
    const { events, vault, clock, lease, log } = ports;
    const sealer = createSealer(vault);
    const rows = new ServiceRows(name, ports.rows);
    const read = new SourcesRead(parts.everybody, () => events.head());
    const readPast = (instant: string) => read.past(instant);
    const running = await runService(
      definition,
      { events, log, rows, vault, lease, clock },
      { sealer, limit: LIMIT, tick: TICK_MS, readPast, failed: parts.failed },
    );
    offerOperations(backstage, name, operationsOf(name, running));
    const changes = { publish: (): void => undefined };
    const shop = { backstage, changes, clock, events, lease, log: silent, messages: log, rows: ports.rows, sealer, vault, alone: parts.alone }; // prettier-ignore
    const work = workOf(name, stores, calls, process);
    if (work) run = await workHere(work, shop);
    worker.running = running;
  };
  void process.world.as(process, begin).catch((error: unknown) => {
    parts.failed(error as Error);
    // What cannot begin ends, and is started again by whoever looks after it.
    calls.give(process);
  });
  return worker;
}

function workOf(name: string, stores: Stores, calls: Calls, process: SimProcess): BackstageWork | undefined {
  if (name === 'clients') return clientsBackstage;
  return name === 'notifications' ? notificationsThrough(() => gatewayOf(stores, calls, process)) : undefined;
}

/** The gateway as this process reaches it. */
function gatewayOf({ sms }: Stores, calls: Calls, process: SimProcess): TellingSmsGateway {
  return {
    prepare: async () => undefined,
    send: (text) => calls.make(process, `send ${text.key}`, () => sms.send(text)),
    receipt: (key) => calls.make(process, `receipt ${key}`, () => sms.receipt(key)),
    async tell(hearer) {
      const due = await calls.make(process, 'receipts', () => sms.due());
      for (const receipt of due) if (await hearer(receipt)) sms.told(receipt.key);
      return due.length;
    },
  };
}
