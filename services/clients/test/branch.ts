import { contractSchemas, topicOf, type MessageContract, type Source } from '@pcrm/contracts';
import { say as saying, type Saying } from '@pcrm/contracts/testing';
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
import { clientsBackstage, clientsDefinition, ClientsModule } from '../src/index.js';

export const secret = new Uint8Array(32).fill(5);
export const head: Identity = { staffId: 'H1', role: 'outletHead', outletId: 'NN01' };
export const otherHead: Identity = { staffId: 'H2', role: 'outletHead', outletId: 'NN02' };
export const manager: Identity = { staffId: 'M1', role: 'clientManager', outletId: 'NN01' };
export const analyst: Identity = { staffId: 'A1', role: 'branchAnalyst' };
export const branchManager: Identity = { staffId: 'B1', role: 'branchManager' };
export const administrator: Identity = { staffId: 'X1', role: 'administrator' };
export const core: Identity = { staffId: 'core', role: 'system' };

export type Answer = {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, unknown>;
};

/** The whole service in this process: HTTP in front, views, reactions and heavy work behind, other services' words by hand. */
export async function openBranch(now: string) {
  const clock = fixedClock(now);
  const [events, store, vault, log] = [
    new InMemoryEventStore(),
    new InMemoryRowStore(),
    new InMemoryKeyVault(),
    new InMemoryMessageLog(),
  ];
  const sealer = createSealer(vault);
  const rows = new ServiceRows('clients', store);
  const failures: Error[] = [];
  const running = await runService(
    clientsDefinition,
    { events, log, rows, vault, lease: new InMemoryLeases().open(), clock },
    { tick: 5, failed: (error) => failures.push(error) },
  );
  const backstage = new LocalBackstage();
  const operations = operationsOf('clients', running);
  offerOperations(backstage, 'clients', operations);
  const silent = processLog({ name: 'clients', level: 'silent' });
  const work = await clientsBackstage({ backstage, events, rows: store, vault, clock, sealer, log: silent });
  const ports = { events, rows: store, vault, clock, backstage, changes: new LocalChangeFeed() };
  const app = await createHttpApp([PlatformModule.with(ports, sealer), ClientsModule], {
    clock,
    authenticate: bearer(tokenVerifier({ secret })),
    log: silent,
    bodyLimitBytes: 100_000,
    rateLimitPerMinute: 0,
  });
  const positions = new Map<Source, number>();

  async function settle(): Promise<void> {
    for (let quiet = 0; quiet < 3;) {
      const before = await events.head();
      quiet = (await running.drained()) && before === (await events.head()) ? quiet + 1 : 0;
      await new Promise((resolve) => setTimeout(resolve, 8));
    }
  }
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
  type Method = 'GET' | 'POST' | 'PATCH';
  async function ask(
    ...[who, method, path, payload, headers = {}]: [Identity, Method, string, (object | string)?, object?]
  ): Promise<Answer> {
    const sent = { method, url: `/api/${path}`, headers: { ...(await as(who, secret)), ...headers } };
    const response = await app.inject(payload === undefined ? sent : { ...sent, payload });
    if (method !== 'GET') await settle();
    return {
      status: response.statusCode,
      body: response.body === '' ? {} : response.json(),
      headers: response.headers,
    };
  }
  const csv = { 'content-type': 'text/csv; charset=utf-8' };
  return {
    app, clock, events, running, operations, failures, say, settle, ask, store,
    get: (who: Identity, path: string) => ask(who, 'GET', path),
    post: (who: Identity, path: string, body: object = {}, headers: object = {}) => ask(who, 'POST', path, body, headers),
    upload: (who: Identity, path: string, text: string, headers: object = {}) => ask(who, 'POST', path, text, { ...csv, ...headers }),
    patch: (who: Identity, path: string, text: string) => ask(who, 'PATCH', path, text, csv),
    async stop(): Promise<void> {
      await app.close();
      await work.stop();
      await running[Symbol.asyncDispose]();
    },
  }; // prettier-ignore
}
export type OpenBranch = Awaited<ReturnType<typeof openBranch>>;
