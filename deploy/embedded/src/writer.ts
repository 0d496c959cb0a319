import 'reflect-metadata';
import { createSealer, SourcesRead, type AskRead, type RunningService } from '@pcrm/event-sourcing';
import { inWriter } from '@pcrm/platform/embedded';
import { openTracing, processLog } from '@pcrm/platform/process';
import { runHere, tracedEvents, tracedLog, workHere, type BackstageRun, type Workshop } from '@pcrm/platform/running';
import { backstageWork, definitions } from './definitions.js';
import type { WriterData } from './writer-data.js';

/** Milliseconds between a scheduler's looks at the clock: a moved clock is noticed at once, and a look costs next to nothing. */
const TICK_MS = 25;

/** Entry of the one thread that writes: relays, views, reactions, schedulers and heavy work of all services. */
const writer = await inWriter<WriterData>();
const log = processLog({ name: 'writer', level: writer.data.logLevel });
const { rows, vault, leases: lease } = writer.stores;
const tracing = await openTracing(writer.data.tracing, { thread: 'writer', log });
// Registered first, so that it ends last.
writer.host.onClose(async () => tracing?.[Symbol.asyncDispose]());
const workshop: Workshop = {
  ...{ rows, vault, lease, tracing },
  events: tracedEvents(writer.stores.events, tracing),
  messages: tracedLog(writer.stores.messages, tracing),
  clock: writer.clock,
  backstage: writer.host.backstage,
  changes: writer.host.changes,
  sealer: createSealer(vault),
  log,
  alone: true,
};
const begun = Promise.withResolvers<void>();
const running: RunningService[] = [];
const runs: BackstageRun[] = [];

/** All services hear each other: none does what is due before all have taken in what was said. One that has not begun has not. */
const everybody = [...definitions.keys()].map(
  (at): AskRead =>
    async (goal) =>
      await running[at]?.readUpTo(goal),
);
for (const definition of definitions) {
  const read = new SourcesRead(everybody, () => workshop.events.head());
  const readPast = (instant: string) => read.past(instant);
  const service = await runHere(definition, workshop, { readPast, begun: begun.promise, tick: TICK_MS, idle: isIdle });
  running.push(service);
  writer.host.onClose(async () => service[Symbol.asyncDispose]());
}
for (const work of backstageWork) {
  const run = await workHere(work, workshop);
  runs.push(run);
  writer.host.onClose(run.stop);
}
writer.host.backstage.register('platform.drained', () => twice((service) => service.drained()));
writer.host.backstage.register('platform.atRest', () => twice((service) => service.atRest()));
writer.host.backstage.register('platform.syncFromNow', async () => writer.stores.syncFromNow());
writer.host.ready();
begun.resolve();

/** Whether what runs besides views and reactions has nothing to do. */
async function isIdle(): Promise<boolean> {
  for (const { idle } of runs) if (idle && !(await idle())) return false;
  return true;
}

/** The same twice in a row: what one service did while another was asked may have come back. */
async function twice(standingOf: (service: RunningService) => Promise<string | undefined>): Promise<boolean> {
  const before = new Map<RunningService, string>();
  for (let round = 0; round < 2; round++) {
    for (const service of running) {
      const standing = await standingOf(service);
      if (standing === undefined || (before.get(service) ?? standing) !== standing) return false;
      before.set(service, standing);
    }
    if (!(await isIdle())) return false;
  }
  return true;
}
