import 'reflect-metadata';
import { createSealer, runService, type RunningService, type ServiceDefinition } from '@pcrm/event-sourcing';
import { offerOperations, operationsOf, processLog, ServiceRows, throughNest, type BackstageRun } from '@pcrm/platform';
import { inWriter, type Writer } from '@pcrm/platform/embedded';
import { backstageWork, definitions } from './services.js';
import type { WriterData } from './writer-data.js';

/** Milliseconds between a scheduler's looks at the clock: a moved clock is noticed at once, and a look costs next to nothing. */
const TICK_MS = 25;

/** Entry of the one thread that writes: relays, views, reactions, schedulers and heavy work of all services. */
const writer = await inWriter<WriterData>();
const log = processLog({ name: 'writer', level: writer.data.logLevel });
const sealer = createSealer(writer.stores.vault);
const running = new Map<string, RunningService>();
const runs: BackstageRun[] = [];

for (const definition of definitions) await start(definition, writer);
for (const work of backstageWork) {
  const run = await work({
    backstage: writer.host.backstage,
    events: writer.stores.events,
    rows: writer.stores.rows,
    vault: writer.stores.vault,
    clock: writer.clock,
    sealer,
    log,
  });
  runs.push(run);
  writer.host.onClose(run.stop);
}
writer.host.backstage.register('platform.drained', () => twice((service) => service.drained()));
writer.host.backstage.register('platform.atRest', () => twice((service) => service.atRest()));
writer.host.backstage.register('platform.syncFromNow', async () => writer.stores.syncFromNow());
writer.host.ready();

async function start(definition: ServiceDefinition, { host, stores, clock }: Writer<WriterData>): Promise<void> {
  const { name } = definition;
  const ports = {
    events: stores.events,
    log: throughNest(stores.messages),
    rows: new ServiceRows(name, stores.rows),
    vault: stores.vault,
    lease: stores.leases,
    clock,
  };
  const service = await runService(definition, ports, {
    sealer,
    readPast: readAll,
    tick: TICK_MS,
    changed: (change) => host.changes.publish([{ ...change, view: `${name}.${change.view}` }]),
    failed: (error) => log.warn({ err: error, service: name }, 'tried again'),
  });
  running.set(name, service);
  offerOperations(host.backstage, name, operationsOf(name, service));
  host.onClose(async () => service[Symbol.asyncDispose]());
}

/** All services hear each other: none does what is due before all have taken in what was said. */
async function readAll(): Promise<boolean> {
  for (const service of running.values()) if (!(await service.hasReadAll())) return false;
  return true;
}

/** Twice in a row: what one service did while another was asked may have come back. */
async function twice(isQuiet: (service: RunningService) => Promise<boolean>): Promise<boolean> {
  for (let round = 0; round < 2; round++) {
    for (const service of running.values()) if (!(await isQuiet(service))) return false;
    for (const { idle } of runs) if (idle && !(await idle())) return false;
  }
  return true;
}
