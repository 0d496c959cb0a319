import { setTimeout as pause } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  type Aggregate,
  type AnyMessage,
  type Fact,
  type Say,
  fixedClock,
  runService,
  Unavailable,
  type Commit,
  type Message,
  type Projection,
  type RunningService,
  type ServiceDefinition,
} from '@pcrm/event-sourcing';
import {
  InMemoryEventStore,
  InMemoryKeyVault,
  InMemoryLeases,
  InMemoryMessageLog,
  InMemoryRowStore,
} from '@pcrm/event-sourcing/testing';
import { bearer } from '../auth/access.guard.js';
import { tokenVerifier } from '../auth/token.js';
import { LocalBackstage } from '../backstage.js';
import { LocalChangeFeed } from '../change-feed.js';
import { Health } from '../http/health.js';
import { createHttpApp } from '../http/http-app.js';
import { processLog } from '../process-log.js';
import { offerOperations } from './operations.js';
import { PlatformModule } from './ports.js';
import { operationsOf } from './run-operations.js';
import { ServiceModule } from './service-module.js';

type Boiled = Message<'Boiled', { litres: number }>;
const boiledList: Projection<{ litres: number }, Boiled> = {
  ...{ name: 'boiled', indexes: {} },
  version: 1,
  on: { Boiled: (row, { data }) => ({ litres: (row?.litres ?? 0) + data.litres }) },
};
const kettle: Aggregate<null, Fact<'Filled'>> = { name: 'kettle', initial: () => null, evolve: () => null };
const say: Say = { Filled: (_data, { stream }) => ({ type: 'Filled', version: 1, key: stream, data: {} }) };
const definition: ServiceDefinition = {
  ...{ name: 'kitchen', aggregates: [kettle], say, hears: ['stove.events'], contracts: {} },
  ...{ projections: [boiledList], reactions: [], agendas: [], handlers: {} },
};

/** A log that can refuse what the kitchen says. */
class Log extends InMemoryMessageLog {
  deaf = false;
  override async publish(topic: string, messages: readonly AnyMessage[]): Promise<void> {
    if (this.deaf && topic === 'kitchen.events') throw new Unavailable('the log is away');
    await super.publish(topic, messages);
  }
}

/** Rows that can be taken away: writing (when `gone`, reading too) then fails as an outage does, for as long as it lasts. */
class Rows extends InMemoryRowStore {
  away = false;
  gone = false;
  override async count(...asked: Parameters<InMemoryRowStore['count']>): Promise<number> {
    if (this.gone) throw new Unavailable('the rows are gone');
    return await super.count(...asked);
  }
  override async commit(commit: Commit): Promise<void> {
    if (this.away) throw new Unavailable('the rows are away');
    await super.commit(commit);
  }
}

const clock = fixedClock('2026-11-23T04:00:00.000Z');
const log = new Log({ partitions: 1 });
const events = new InMemoryEventStore(clock);
const rows = new Rows();
/** Milliseconds by which this process believes to be later. */
let later = 0;
let app: NestFastifyApplication;
let running: RunningService;

beforeAll(async () => {
  const [vault, backstage] = [new InMemoryKeyVault(), new LocalBackstage()];
  running = await runService(
    definition,
    { events, log, rows, vault, lease: new InMemoryLeases().open(), clock },
    { tick: 5, failed: () => undefined },
  );
  const now = (): number => Date.now() + later;
  offerOperations(backstage, 'kitchen', operationsOf('kitchen', running, now));
  const ports = { events, rows, vault, clock, backstage, changes: new LocalChangeFeed() };
  app = await createHttpApp([PlatformModule.with(ports), ServiceModule.for(definition)], {
    clock,
    authenticate: bearer(tokenVerifier({ secret: new Uint8Array(32) })),
    log: processLog({ name: 'kitchen', level: 'silent' }),
    ...{ bodyLimitBytes: 1_000, rateLimitPerMinute: 0, health: new Health(now) },
  });
});
afterAll(async () => {
  rows.away = false;
  await app.close();
  await running[Symbol.asyncDispose]();
});

const metadata = { actor: 'a', commandId: 'c', correlationId: 'c', causationId: 'c', occurredAt: clock.now() };

const boil = (nth: number): Promise<void> =>
  log.publish('stove.events', [
    {
      ...{ id: `b-${String(nth)}`, source: 'stove', type: 'Boiled', version: 1, key: 'kettle-1', revision: nth },
      ...{ position: String(nth).padStart(16, '0'), recordedAt: clock.now(), data: { litres: 1 } },
      metadata,
    },
  ]);
const fill = (id: string) =>
  events.append(`kettle-${id}`, -1, [{ id, type: 'Filled', version: 1, data: {}, metadata }]);
const alive = async (): Promise<unknown> => {
  const { statusCode, body } = await app.inject({ url: '/health/live' });
  return [statusCode, JSON.parse(body)];
};
const settled = async (): Promise<void> => {
  while (!(await running.drained())) await pause(2);
};

const ok = [200, { status: 'ok', failing: [] }];

describe('a service whose relay stands still', () => {
  it('is not alive once facts have waited too long to be said, and is again when they are', async () => {
    expect(await alive()).toEqual(ok);
    log.deaf = true;
    await fill('one');
    expect(await alive()).toEqual(ok);
    later = 180_000;
    expect(await alive()).toEqual([503, { status: 'failing', failing: ['kitchen'] }]);

    log.deaf = false;
    await settled();
    expect(await alive()).toEqual(ok);
    later = 0;
  });
});

describe('a service whose consumer stands still', () => {
  it('is not alive once that lasts, and is again when it goes on; one with nothing to do is alive for ever', async () => {
    await boil(1);
    await settled();
    later = 3_600_000;
    expect(await alive()).toEqual(ok);

    rows.away = true;
    await boil(2);
    later = 0;
    expect(await alive()).toEqual(ok);
    later = 180_000;
    expect(await alive()).toEqual([503, { status: 'failing', failing: ['kitchen'] }]);

    rows.away = false;
    await settled();
    expect(await alive()).toEqual(ok);
  });
  it('is alive while the rows cannot even be asked, for as long as a standstill may last', async () => {
    later = 0;
    expect(await alive()).toEqual(ok);
    rows.gone = true;
    later = 100_000;
    expect(await alive()).toEqual(ok);
    later = 180_000;
    expect(await alive()).toEqual([503, { status: 'failing', failing: ['kitchen'] }]);
    rows.gone = false;
    expect(await alive()).toEqual(ok);
  });
});
