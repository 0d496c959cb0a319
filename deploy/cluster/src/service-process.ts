import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CORE_BANKING_TOPIC } from '@pcrm/contracts';
import { SourcesRead, type RunningService, type ServiceDefinition } from '@pcrm/event-sourcing';
import {
  bearer,
  createHttpApp,
  Health,
  LocalBackstage,
  LocalChangeFeed,
  onceMade,
  OpenApiModule,
  openApiFor,
  PlatformModule,
  runHere,
  tokenVerifier,
  workHere,
  type BackstageRun,
  type BackstageWork,
  type Workshop,
  STANDSTILL_MS,
} from '@pcrm/platform';
import { KafkaChangeTeller } from '@pcrm/platform/cluster';
import type { Configured, Parts } from './parts.js';
import { Peers, upstreamsOf } from './peers.js';
import { SERVICES, type ServiceName } from './services.js';

/** Milliseconds between two looks at what is due: each asks the database once for every agenda, also where nothing happens. */
const TICK_MS = 1_000;

/** A process that serves HTTP; `flush` ends what it does besides. */
export type Process = { readonly app: NestFastifyApplication; readonly flush: () => Promise<void> };

/** Relay, views, reactions, schedule and further work of a service in this process, and where HTTP hands its work over. */
export async function runBehind(
  definition: ServiceDefinition,
  {
    parts,
    configured,
    work,
  }: { readonly parts: Parts; readonly configured: Configured; readonly work?: BackstageWork },
) {
  const { clock, events, kafka, lease, log, messages, rows, sealer, tokenSecret, tracing, vault } = parts;
  const backstage = new LocalBackstage();
  const changes = new KafkaChangeTeller({
    ...kafka,
    installation: configured.cluster.installation,
    failed: (error) => log.warn({ err: error }, 'news was lost'),
  });
  const workshop: Workshop = {
    ...{ backstage, changes, clock, events, lease, log, messages, rows, sealer, tracing, vault },
    alone: false,
  };
  const others = upstreamsOf(configured.cluster).filter(({ name }) => name !== definition.name);
  const peers = new Peers(others, tokenSecret);
  const run: { work?: BackstageRun } = {};
  const read = new SourcesRead([(goal) => service.readUpTo(goal), ...peers.asked], () => events.head());
  const service: RunningService = await runHere(definition, workshop, {
    readPast: (instant) => read.past(instant),
    tick: TICK_MS,
    idle: async () => (await run.work?.idle?.()) ?? true,
  });
  if (work) run.work = await workHere(work, workshop);
  const flush = async (): Promise<void> => {
    await run.work?.stop();
    await service[Symbol.asyncDispose]();
    await changes[Symbol.asyncDispose]();
  };
  return { backstage, flush };
}

/** One service, alone in its process, behind the gateway. */
export async function openServiceProcess(name: ServiceName, parts: Parts, configured: Configured): Promise<Process> {
  const { definition, module, api, work, hear } = await SERVICES[name]();
  const { backstage, flush } = await runBehind(definition, { parts, configured, ...(work && { work }) });
  const { clock, events, log, messages, rows, sealer, tokenSecret: secret, tracing, vault } = parts;
  const rejected = (kept: object): void => log.warn(kept, 'records of core banking were rejected');
  const hearing = await hear?.({ messages, backstage, rejected });
  const { platform } = configured;
  const ports = { events, rows, vault, clock, backstage, changes: new LocalChangeFeed(), tracing };
  const openApi = OpenApiModule.with(onceMade(() => openApiFor(app, name, [api])));
  const app: NestFastifyApplication = await createHttpApp([PlatformModule.with(ports, sealer), module, openApi], {
    clock,
    authenticate: bearer(tokenVerifier({ secret })),
    ...{ log, tracing },
    bodyLimitBytes: platform.bodyLimitBytes,
    rateLimitPerMinute: platform.rateLimitPerMinute,
    compress: false,
  });
  if (hearing)
    app.get(Health).watch({ name: CORE_BANKING_TOPIC, lastProgress: () => hearing.lastProgress(), maxAge: STANDSTILL_MS }); // prettier-ignore
  return {
    app,
    async flush() {
      await hearing?.[Symbol.asyncDispose]();
      await flush();
    },
  };
}
