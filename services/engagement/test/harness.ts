import { contractSchemas, topicOf, type Source } from '@pcrm/contracts';
import { say as saying, type Saying } from '@pcrm/contracts/testing';
import type { MessageContract } from '@pcrm/contracts';
import { createSealer, fixedClock, runService, type AnyMessage, type JsonObject } from '@pcrm/event-sourcing';
import {
  InMemoryEventStore,
  InMemoryKeyVault,
  InMemoryLeases,
  InMemoryMessageLog,
  InMemoryRowStore,
} from '@pcrm/event-sourcing/testing';
import {
  bearer,
  createHttpApp,
  LocalBackstage,
  LocalChangeFeed,
  offerOperations,
  operationsOf,
  PlatformModule,
  processLog,
  ServiceRows,
  tokenVerifier,
  type Identity,
} from '@pcrm/platform';
import { as } from '@pcrm/platform/testing';
import { engagementDefinition, EngagementModule } from '../src/index.js';

export const secret = new Uint8Array(32).fill(7);

type Sent = { readonly body?: object; readonly headers?: object };
type Answer = { readonly status: number; readonly body: Record<string, unknown> };

/** The whole service in this process: HTTP in front, its views and reactions behind, what others say by hand, the clock by hand. */
export async function startEngagement(now: string) {
  const clock = fixedClock(now);
  const [events, store, vault, log] = [
    new InMemoryEventStore(),
    new InMemoryRowStore(),
    new InMemoryKeyVault(),
    new InMemoryMessageLog(),
  ];
  const sealer = createSealer(vault);
  const failures: Error[] = [];
  const running = await runService(
    engagementDefinition,
    { events, log, rows: new ServiceRows('engagement', store), vault, lease: new InMemoryLeases().open(), clock },
    { tick: 5, failed: (error) => failures.push(error) },
  );
  const backstage = new LocalBackstage();
  offerOperations(backstage, 'engagement', operationsOf('engagement', running));
  const ports = { events, rows: store, vault, clock, backstage, changes: new LocalChangeFeed() };
  const app = await createHttpApp([PlatformModule.with(ports, sealer), EngagementModule], {
    clock,
    authenticate: bearer(tokenVerifier({ secret })),
    log: processLog({ name: 'engagement', level: 'silent' }),
    bodyLimitBytes: 100_000,
    rateLimitPerMinute: 0,
  });
  const positions = new Map<Source, number>();

  /** Says a message of another service, now, and waits until everything it sets going is done. */
  async function say<Type extends string, Data extends object>(
    contract: MessageContract<Type, Data>,
    data: Data,
    how: Saying = {},
  ): Promise<void> {
    const position = (positions.get(contract.source) ?? 0) + 1;
    positions.set(contract.source, position);
    const message = saying(contract, data, { at: clock.now(), position, ...how }) as unknown as AnyMessage;
    const [sealed] = await sealer.sealMany([{ type: contract.type, data: message.data }], contractSchemas);
    await log.publish(topicOf(contract.source), [{ ...message, data: (sealed as { data: JsonObject }).data }]);
    await settle();
  }

  /** Until nothing is left to say, hear or issue. */
  async function settle(): Promise<void> {
    for (let quiet = 0; quiet < 3;) {
      const before = await events.head();
      quiet = (await running.drained()) && before === (await events.head()) ? quiet + 1 : 0;
      await new Promise((resolve) => setTimeout(resolve, 8));
    }
  }

  async function ask(who: Identity, method: 'GET' | 'POST', path: string, sent: Sent = {}): Promise<Answer> {
    const headers = { ...(await as(who, secret)), ...sent.headers };
    const request = { method, url: `/api/${path}`, headers };
    const response = await app.inject(sent.body ? { ...request, payload: sent.body } : request);
    if (method === 'POST') await settle();
    return { status: response.statusCode, body: response.body === '' ? {} : response.json() };
  }

  return {
    app,
    clock,
    events,
    running,
    failures,
    say,
    settle,
    get: (who: Identity, path: string) => ask(who, 'GET', path),
    post: (who: Identity, path: string, body: object = {}, headers: object = {}) =>
      ask(who, 'POST', path, { body, headers }),
    async moveTo(instant: string): Promise<void> {
      clock.set(instant);
      await new Promise((resolve) => setTimeout(resolve, 30));
      await settle();
    },
    async stop(): Promise<void> {
      await app.close();
      await running[Symbol.asyncDispose]();
    },
  };
}
export type Engagement = Awaited<ReturnType<typeof startEngagement>>;
