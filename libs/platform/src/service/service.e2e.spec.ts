import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  fixedClock,
  type ReadAnswer,
  type ReadGoal,
  Refusal,
  tableOf,
  type Aggregate,
  type Decide,
  type Fact,
  type Handler,
  type Projection,
  type RowStore,
  type ServiceDefinition,
} from '@pcrm/event-sourcing';
import { InMemoryEventStore, InMemoryKeyVault, InMemoryRowStore } from '@pcrm/event-sourcing/testing';
import { IsInt, Min } from 'class-validator';
import { bearer } from '../auth/access.guard.js';
import { Caller, type CallerIdentity } from '../auth/caller.js';
import { Requires } from '../auth/requires.js';
import { tokenVerifier, type Identity } from '../auth/token.js';
import { LocalBackstage } from '../backstage.js';
import { LocalChangeFeed } from '../change-feed.js';
import { answer, type CommandAnswer } from '../http/answer.js';
import { IfMatch } from '../http/etag.js';
import { createHttpApp } from '../http/http-app.js';
import { processLog } from '../process-log.js';
import { pagedBy, PageQuery, type Page } from '../http/paging.js';
import { as, guardsEveryRoute } from '../testing/asking.js';
import { PROBE_ID, refusesBadBodies } from '../testing/bad-bodies.js';
import { IdParam } from '../validation/validation.js';
import { HandlerOf } from './handler-of.js';
import { offerOperations, type Operations } from './operations.js';
import { PlatformModule } from './ports.js';
import { ServiceModule } from './service-module.js';
import { ServiceRows } from './service-rows.js';
import { Views } from './views.js';

type Filled = Fact<'KettleFilled', { litres: number }>;
const kettle: Aggregate<{ litres: number }, Filled> = {
  name: 'kettle',
  initial: () => ({ litres: 0 }),
  evolve: (state, { data }) => ({ litres: state.litres + data.litres }),
};
const fill: Decide<{ litres: number }, { litres: number }, Filled> = ({ litres }, state) => {
  if (state.litres + litres > 2) throw new Refusal('kettle.full', { litres: state.litres });
  return [{ type: 'KettleFilled', data: { litres } }];
};
const Kettles = HandlerOf(kettle);
type Kettles = Handler<{ litres: number }, Filled>;

type KettleRow = { name: string; outletId: string; staffIds: string[] };
const nameOf = ({ name }: KettleRow): string => name;
const kettleList: Projection<KettleRow> = {
  name: 'kettle-list',
  version: 1,
  indexes: { own: ['staffIds[]', 'name'], outlet: ['outletId', 'name'], all: ['name'] },
  on: {},
  belongs: (row) => row,
};

class FillRequest {
  @IsInt()
  @Min(1)
  litres!: number;
}

@Controller('kettles')
class KettleController {
  constructor(
    @Inject(Kettles) private readonly handle: Kettles,
    @Inject(Views) private readonly views: Views,
  ) {}

  @Post(':kettleId/fill')
  @HttpCode(200)
  @Requires('client.sign')
  async fill(
    @IdParam('kettleId') kettleId: string,
    @Body() { litres }: FillRequest,
    @Caller() { metadata }: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    return answer(await this.handle(kettleId, fill, { litres }, metadata, revision));
  }

  @Get()
  @Requires('client.list')
  async list(@Query() query: PageQuery, @Caller() { scope }: CallerIdentity): Promise<Page<string>> {
    const by = { own: 'own', outlet: 'outlet', all: 'all' };
    return await this.views.page(kettleList, by, scope, { ...pagedBy(query), show: nameOf });
  }

  @Get(':kettleId')
  @Requires('client.read')
  async one(@IdParam('kettleId') kettleId: string, @Caller() { scope }: CallerIdentity): Promise<KettleRow> {
    return (await this.views.get(kettleList, scope, kettleId)).doc;
  }
}

const definition: ServiceDefinition = {
  name: 'kitchen',
  aggregates: [kettle],
  say: {},
  hears: [],
  contracts: {},
  projections: [kettleList],
  reactions: [],
  agendas: [],
  handlers: {},
};

const secret = new Uint8Array(32).fill(5);
const clock = fixedClock('2026-11-23T04:00:00.000Z');
const ada: Identity = { staffId: 'staff-ada', role: 'clientManager', outletId: 'outlet-1' };
const head: Identity = { staffId: 'staff-head', role: 'outletHead', outletId: 'outlet-1' };
const keeper: Identity = { staffId: 'staff-root', role: 'administrator' };
const other = '00000000-0000-4000-8000-000000000002';
const far = '00000000-0000-4000-8000-000000000003';

const asked: unknown[] = [];
let lastProgress: number | undefined;
let standing: string | undefined;
const there: ReadAnswer = { atRest: true, said: true, heard: true, ends: [] };
let readUpTo = async (_goal: ReadGoal): Promise<ReadAnswer> => there;
const operations: Operations = {
  views: async () => [{ view: 'kitchen.kettle-list.v1', live: true, applied: 9, parkedKeys: 0, parked: 0, lag: 3 }],
  digest: async () => [{ view: 'kettle-list', rows: 3, sha256: 'ab' }],
  parked: async (ask) => (asked.push(ask), { keys: [] }),
  replay: async (at) => (asked.push(at), 2),
  drop: async (ask) => (asked.push(ask), 1),
  rebuild: async (view) => void asked.push(view),
  drained: async () => standing,
  readUpTo: (goal) => (asked.push(goal), readUpTo(goal)),
  lastProgress: async () => lastProgress,
  waitFor: async (ask) => asked.push(ask) > 0,
};

let app: NestFastifyApplication;
let rows: RowStore;
const events = new InMemoryEventStore();
beforeAll(async () => {
  const store = new InMemoryRowStore();
  rows = new ServiceRows('kitchen', store);
  const table = tableOf(kettleList);
  await rows.declare(table);
  const docs: Record<string, KettleRow> = {
    [PROBE_ID]: { name: 'one', outletId: 'outlet-1', staffIds: ['staff-ada'] },
    [other]: { name: 'two', outletId: 'outlet-1', staffIds: ['staff-bob'] },
    [far]: { name: 'far', outletId: 'outlet-2', staffIds: ['staff-cyd'] },
  };
  const writes = Object.entries(docs).map(([key, doc]) => ({ key, expected: 0, seen: {}, doc }));
  await rows.commit({ writes: [{ table, rows: writes }] });
  const backstage = new LocalBackstage();
  offerOperations(backstage, 'kitchen', operations);
  const ports = {
    events,
    rows: store,
    vault: new InMemoryKeyVault(),
    clock,
    backstage,
    changes: new LocalChangeFeed(),
  };
  const titles = { 'kettle.full': { zh: '水壶已满', en: 'The kettle is full' } };
  app = await createHttpApp(
    [PlatformModule.with(ports), ServiceModule.for(definition, { controllers: [KettleController], titles })],
    {
      clock,
      authenticate: bearer(tokenVerifier({ secret })),
      log: processLog({ name: 'kitchen', level: 'silent' }),
      bodyLimitBytes: 10_000,
      rateLimitPerMinute: 0,
    },
  );
});
afterAll(() => app.close());

const get = async (url: string, who: Identity, headers: object = {}) =>
  app.inject({ method: 'GET', url, headers: { ...(await as(who, secret)), ...headers } });
const post = async (url: string, who: Identity, payload: object, headers: object = {}) =>
  app.inject({ method: 'POST', url, payload, headers: { ...(await as(who, secret)), ...headers } });

describe('a command over HTTP', () => {
  const id = '00000000-0000-4000-8000-0000000000aa';
  it('answers id, revision and position, and again the same for the same command id', async () => {
    const headers = { 'idempotency-key': '0b5f1f8e-55f0-4d7e-8a3c-1d2e3f4a5b6c' };
    const first = await post(`/api/kettles/${id}/fill`, ada, { litres: 1 }, headers);
    expect(first.statusCode).toBe(200);
    expect(first.json()).toMatchObject({ id, revision: 0, position: expect.any(String) });
    expect(first.headers['etag']).toBe('W/"0"');
    expect((await post(`/api/kettles/${id}/fill`, ada, { litres: 1 }, headers)).json()).toEqual(first.json());
  });
  it('is 422 with a command id that was used for another body, or by another person', async () => {
    const headers = { 'idempotency-key': '0b5f1f8e-55f0-4d7e-8a3c-1d2e3f4a5b6d' };
    const path = '/api/kettles/00000000-0000-4000-8000-0000000000bb/fill';
    const first = await post(path, ada, { litres: 1 }, headers);
    for (const [who, litres] of [
      [ada, 2],
      [head, 1],
    ] as const)
      expect((await post(path, who, { litres }, { ...headers, 'accept-language': 'en' })).json()).toMatchObject({
        status: 422,
        code: 'command.id-reused',
        title: 'This command id was used for something else',
      });
    expect((await post(path, ada, { litres: 1 }, headers)).json()).toEqual(first.json());
    const stored = JSON.stringify(await events.read('kettle-00000000-0000-4000-8000-0000000000bb'));
    expect(stored).toMatch(/"asked":"[\w-]{22}"/);
  });
  it('is 412 when the stream has moved on since', async () => {
    const stale = await post(`/api/kettles/${id}/fill`, ada, { litres: 1 }, { 'if-match': 'W/"7"' });
    expect(stale.json()).toMatchObject({ status: 412, code: 'resource.changed' });
  });
  it('is 422 with the service’s own title when refused', async () => {
    const refused = await post(`/api/kettles/${id}/fill`, ada, { litres: 2 });
    expect(refused.json()).toMatchObject({
      status: 422,
      code: 'kettle.full',
      title: '水壶已满',
      details: { litres: 1 },
    });
  });
});

describe('views over HTTP', () => {
  it('show each caller their own part', async () => {
    expect((await get('/api/kettles', ada)).json()).toEqual({ items: ['one'] });
    expect((await get('/api/kettles', head)).json()).toEqual({ items: ['one', 'two'] });
    expect((await get('/api/kettles', { staffId: 'b', role: 'branchManager' })).json()).toEqual({
      items: ['far', 'one', 'two'],
    });
  });
  it('have no rows outside the scope', async () => {
    expect((await get(`/api/kettles/${PROBE_ID}`, ada)).json()).toMatchObject({ name: 'one' });
    expect((await get(`/api/kettles/${other}`, ada)).statusCode).toBe(404);
    expect((await get(`/api/kettles/${other}`, head)).statusCode).toBe(200);
    expect((await get(`/api/kettles/${far}`, head)).statusCode).toBe(404);
  });
  it('page by cursor', async () => {
    const first = (await get('/api/kettles?limit=1', head)).json<Page<string>>();
    expect(first.items).toEqual(['one']);
    expect(
      (await get(`/api/kettles?limit=1&after=${encodeURIComponent(first.next ?? '')}`, head)).json(),
    ).toMatchObject({ items: ['two'] });
  });
  it('may be waited for', async () => {
    asked.length = 0;
    expect((await get('/api/kettles', ada, { 'x-wait-for': 'kettle-list@0007' })).statusCode).toBe(200);
    expect(asked).toEqual([{ view: 'kettle-list', position: '0007', timeoutMs: 5_000 }]);
  });
  it('are read from the table that the runner says is active', async () => {
    const rebuilt = { ...tableOf(kettleList), name: 'kettle-list.v1.r1' };
    const views = new Views(rows, { activeTable: () => rebuilt });
    await rows.declare(rebuilt);
    expect((await views.find(kettleList, { all: 'all' }, { kind: 'all' }, { limit: 5 })).rows).toEqual([]);
    expect((await views.open(kettleList, [PROBE_ID])).size).toBe(0);
  });
});

describe('operations over HTTP', () => {
  it('show status and digest to the administrator alone', async () => {
    expect((await get('/api/internal/kitchen/views', keeper)).json()).toMatchObject([
      { view: 'kitchen.kettle-list.v1', lag: 3 },
    ]);
    expect((await get('/api/internal/kitchen/digest', keeper)).json()).toEqual([
      { view: 'kettle-list', rows: 3, sha256: 'ab' },
    ]);
    expect((await get('/api/internal/kitchen/drained', keeper)).json()).toEqual({ drained: false });
    standing = '["8","3"]';
    expect((await get('/api/internal/kitchen/drained', keeper)).json()).toEqual({ drained: true, standing });
    expect((await get('/api/internal/kitchen/digest', head)).statusCode).toBe(403);
  });
  it('replay, drop with a reason, and rebuild', async () => {
    asked.length = 0;
    const key = { consumer: 'kitchen.kettle-list.v1', key: 'client-1' };
    await get('/api/internal/kitchen/parked?limit=5', keeper);
    expect((await post('/api/internal/kitchen/parked/replay', keeper, key)).json()).toEqual({ done: 2 });
    expect(
      (await post('/api/internal/kitchen/parked/drop', keeper, { ...key, reason: 'made by a broken test' })).json(),
    ).toEqual({ dropped: 1 });
    expect((await post('/api/internal/kitchen/parked/drop', keeper, key)).statusCode).toBe(400);
    expect((await post('/api/internal/kitchen/views/kettle-list/rebuild', keeper, {})).statusCode).toBe(202);
    expect((await post('/api/internal/kitchen/views/nothing/rebuild', keeper, {})).statusCode).toBe(400);
    expect(asked).toEqual([
      { limit: 5 },
      key,
      { ...key, reason: 'made by a broken test', actor: 'staff-root' },
      'kettle-list',
    ]);
  });
  it('are health, too: a service that stands still is not alive', async () => {
    expect((await app.inject('/health/live')).statusCode).toBe(200);
    expect((await app.inject('/health/ready')).statusCode).toBe(200);
    lastProgress = 0;
    expect((await app.inject('/health/live')).json()).toEqual({ status: 'failing', failing: ['kitchen'] });
    lastProgress = undefined;
  });
  it('are metrics, too', async () => {
    const { body } = await app.inject('/metrics');
    expect(body).toContain('pcrm_consumer{service="kitchen",consumer="kitchen.kettle-list.v1",what="lag"} 3');
    expect(body).toContain('pcrm_consumer{service="kitchen",consumer="kitchen.kettle-list.v1",what="live"} 1');
    expect(body).toContain('pcrm_service{service="kitchen",what="readAll"} 1');
    expect(body).not.toContain('what="secondsSinceProgress"');
    lastProgress = 0;
    expect((await app.inject('/metrics')).body).toMatch(
      /pcrm_service\{service="kitchen",what="secondsSinceProgress"\} \d{9}/,
    );
    lastProgress = undefined;
  });
  it('are no metrics when they do not answer: the others are told all the same', async () => {
    readUpTo = () => new Promise(() => undefined);
    const { body, statusCode } = await app.inject('/metrics');
    expect(statusCode).toBe(200);
    expect(body).not.toContain('pcrm_service{');
    expect(body).toContain('pcrm_consumer{service="kitchen",consumer="kitchen.kettle-list.v1",what="lag"} 3');
    readUpTo = async () => there;
  });
});

refusesBadBodies(async () => ({ app, secret, outletId: 'outlet-1' }));
guardsEveryRoute(async () => ({ app, secret, outletId: 'outlet-1' }));
