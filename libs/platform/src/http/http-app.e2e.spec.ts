import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { once } from 'node:events';
import { request } from 'node:http';
import { PassThrough } from 'node:stream';
import { Body, Controller, Get, HttpCode, Module, Post, Put, Query, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { fixedClock, Refusal, RevisionConflict, Unavailable } from '@pcrm/event-sourcing';
import { Type as Typed } from 'class-transformer';
import { IsInt, IsString, Min, MinLength, ValidateNested } from 'class-validator';
import { connect } from 'node:net';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { eventually } from '@pcrm/event-sourcing/testing';
import { bearer } from '../auth/access.guard.js';
import { Caller, type CallerIdentity } from '../auth/caller.js';
import { Public, Requires } from '../auth/requires.js';
import { assertInScope } from '../auth/scope.js';
import { mintToken, tokenVerifier, type Identity } from '../auth/token.js';
import type { Problem } from '../errors/problem.js';
import { platformTitles, ProblemTitles } from '../errors/titles.js';
import { guardsEveryRoute } from '../testing/asking.js';
import { PROBE_ID, refusesBadBodies } from '../testing/bad-bodies.js';
import { IdParam } from '../validation/validation.js';
import { answer } from './answer.js';
import { IfMatch } from './etag.js';
import { Health } from './health.js';
import { createHttpApp, type HttpOptions } from './http-app.js';
import { processLog } from '../process-log.js';
import { Metrics } from './metrics.js';
import { openApiFor } from './openapi.js';
import { PageQuery } from './paging.js';
import { BodyLimit, Streamed, Upload } from './route-options.js';
import { stopWithin } from './stop.js';
import { ViewWaiters } from './wait-for.js';

class Lid {
  @IsInt()
  @Min(1)
  size!: number;
}
class FillKettle {
  @IsString()
  @MinLength(2)
  water!: string;

  @ValidateNested()
  @Typed(() => Lid)
  lid!: Lid;
}

const OUTCOMES: Record<string, () => unknown> = {
  refusal: () => new Refusal('kettle.too-hot', { degrees: 99 }),
  conflict: () => new RevisionConflict('kettle-1', 3, 4),
  outage: () => new Unavailable('store'),
  fault: () => new TypeError('cannot fill "王芳" 13812345678'),
};

@Controller('kettles')
class KettleController {
  @Post(':kettleId/fill')
  @HttpCode(200)
  @Requires('client.sign')
  fill(@IdParam('kettleId') kettleId: string, @Body() body: FillKettle, @IfMatch() revision?: number): unknown {
    const failure = OUTCOMES[body.water];
    if (failure) throw failure();
    return answer({ id: kettleId, revision: (revision ?? 6) + 1, position: '0042' });
  }

  @Put(':kettleId')
  @BodyLimit(100)
  @Requires('client.sign')
  replace(@IdParam('kettleId') _kettleId: string, @Body() _body: FillKettle): void {}

  @Get()
  @Requires('client.list')
  list(@Query() { limit, after }: PageQuery, @Caller() { scope, metadata }: CallerIdentity): unknown {
    return { limit, after, scope, metadata, filler: 'x'.repeat(2_000) };
  }

  @Get(':kettleId')
  @Requires('client.read')
  one(@Caller() { scope }: CallerIdentity): unknown {
    assertInScope(scope, { outletId: 'outlet-2', staffIds: ['staff-bob'] });
    return {};
  }

  @Post('feed')
  @Streamed()
  @Requires('feed.upload')
  async feed(@Upload() upload: Readable): Promise<{ bytes: number }> {
    let bytes = 0;
    for await (const chunk of upload) bytes += (chunk as Buffer).length;
    return { bytes };
  }
}
@Module({ controllers: [KettleController] })
class KettleModule {}

const secret = new Uint8Array(32).fill(3);
const now = '2026-11-23T04:00:00.000Z';
const ada: Identity = { staffId: 'staff-ada', role: 'clientManager', outletId: 'outlet-1' };

const lines: string[] = [];
const destination = new PassThrough().on('data', (chunk: Buffer) => lines.push(chunk.toString()));
const options: HttpOptions = {
  clock: fixedClock(now),
  authenticate: bearer(tokenVerifier({ secret })),
  log: processLog({ name: 'kettles', level: 'debug', destination }),
  bodyLimitBytes: 10_000,
  rateLimitPerMinute: 1_000,
  titles: new ProblemTitles({ ...platformTitles, 'kettle.too-hot': { zh: '太烫', en: 'Too hot' } }),
};
const opened: NestFastifyApplication[] = [];
async function open(
  modules: readonly Type[] = [KettleModule],
  changes: Partial<HttpOptions> = {},
): Promise<NestFastifyApplication> {
  const app = await createHttpApp(modules, { ...options, ...changes });
  opened.push(app);
  return app;
}

let app: NestFastifyApplication;
let authorization: string;
beforeAll(async () => {
  app = await open();
  authorization = `Bearer ${await mintToken(ada, { secret })}`;
});
afterAll(async () => {
  for (const each of opened) await each.close();
});

const fill = (payload: object | string, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: `/api/kettles/${PROBE_ID}/fill`,
    payload,
    headers: { authorization, 'content-type': 'application/json', ...headers },
  });
const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url, headers: { authorization, ...headers } });

describe('failures over HTTP', () => {
  const good = { water: 'tap', lid: { size: 1 } };

  it('bad input is 400 and names every wrong field, nested ones too', async () => {
    const response = await fill({ water: 'x', lid: { size: 0, hat: true }, colour: 'red' });
    expect(response.statusCode).toBe(400);
    expect(response.headers['content-type']).toContain('application/problem+json');
    const { code, errors } = response.json<{ code: string; errors: { field: string; rule: string }[] }>();
    expect(code).toBe('input.bad');
    expect(errors.map(({ field, rule }) => `${field} ${rule}`).sort()).toEqual([
      'colour unknown',
      'lid.hat unknown',
      'lid.size min',
      'water minLength',
    ]);
  });
  it('bad input says what is wrong in Chinese, or in English where that is asked for, and beside it in both', async () => {
    const wrong = async (language: string) => {
      const { errors } = (
        await fill({ water: 'x', lid: { size: 0 } }, { 'accept-language': language })
      ).json<Problem>();
      return errors?.find(({ rule }) => rule === 'min');
    };
    const both = { field: 'lid.size', rule: 'min', zh: '不能小于 1', en: 'must not be less than 1' };
    expect(await wrong('zh-CN')).toEqual({ ...both, message: both.zh });
    expect(await wrong('en')).toEqual({ ...both, message: both.en });
  });
  it.each([['null'], ['[]'], ['[1]'], ['"text"'], ['{'], ['']])('a body %s is 400', async (body) => {
    expect((await fill(body)).statusCode).toBe(400);
  });
  it('a path that is no id is 400', async () => {
    const { statusCode, body } = await app.inject({
      method: 'POST',
      url: '/api/kettles/1/fill',
      payload: good,
      headers: { authorization },
    });
    expect(statusCode).toBe(400);
    expect(JSON.parse(body)).toMatchObject({ errors: [{ field: 'kettleId', rule: 'isUuid' }] });
  });
  it('a refusal is 422 with code, details and a title in the language asked for', async () => {
    const chinese = await fill({ ...good, water: 'refusal' });
    expect(chinese.statusCode).toBe(422);
    expect(chinese.json()).toMatchObject({
      code: 'kettle.too-hot',
      title: '太烫',
      status: 422,
      details: { degrees: 99 },
    });
    expect((await fill({ ...good, water: 'refusal' }, { 'accept-language': 'en-GB' })).json()).toMatchObject({
      title: 'Too hot',
    });
  });
  it('a conflict is 409, and 412 when If-Match was sent', async () => {
    expect((await fill({ ...good, water: 'conflict' })).json()).toMatchObject({
      status: 409,
      code: 'resource.conflict',
    });
    expect((await fill({ ...good, water: 'conflict' }, { 'if-match': 'W/"3"' })).json()).toMatchObject({
      status: 412,
      code: 'resource.changed',
    });
  });
  it('an outage is 503 with Retry-After', async () => {
    const response = await fill({ ...good, water: 'outage' });
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '5']);
  });
  it('a fault is 500 with a trace id and no detail, and is logged without personal data', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    lines.length = 0;
    const response = await fill({ ...good, water: 'fault' }, { traceparent });
    expect(response.statusCode).toBe(500);
    expect(response.json()).toEqual({
      type: 'about:blank',
      title: '系统内部错误',
      status: 500,
      code: 'service.fault',
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    });
    const log = lines.join('');
    expect(log).toContain('4bf92f3577b34da6a3ce929d0e0e4736');
    expect(log).toContain('TypeError');
    expect(log).not.toMatch(/王芳|138123/);
  });
  it('what is not there is 404, and so is what lies outside the scope', async () => {
    expect((await get('/api/nothing')).json()).toMatchObject({ status: 404, code: 'resource.not-found' });
    expect((await get(`/api/kettles/${PROBE_ID}`)).json()).toMatchObject({ status: 404, code: 'resource.not-found' });
  });
  it('too large a body is 413, by default and by route', async () => {
    expect((await fill({ ...good, water: 'w'.repeat(11_000) })).json()).toMatchObject({
      status: 413,
      code: 'body.too-large',
    });
    const put = await app.inject({
      method: 'PUT',
      url: `/api/kettles/${PROBE_ID}`,
      payload: { ...good, water: 'w'.repeat(200) },
      headers: { authorization },
    });
    expect(put.statusCode).toBe(413);
  });
  it('an unknown content type is 415, a stream on a route that takes none too', async () => {
    expect((await fill('<x/>', { 'content-type': 'application/xml' })).json()).toMatchObject({
      status: 415,
      code: 'body.unsupported-type',
    });
    expect((await fill('a,b', { 'content-type': 'text/csv' })).statusCode).toBe(415);
  });
  it('too many requests are 429 with Retry-After', async () => {
    const limited = await open([KettleModule], { rateLimitPerMinute: 2 });
    const ask = () => limited.inject({ method: 'GET', url: '/api/kettles', headers: { authorization } });
    await ask();
    await ask();
    const third = await ask();
    expect(third.json()).toMatchObject({ status: 429, code: 'rate.too-many' });
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
    expect((await limited.inject('/health/live')).statusCode).toBe(200);
  });
  it('with more under way than can be answered, one more is 503 at once, until there is room; whoever leaves makes room too', async () => {
    const waiting: (() => void)[] = [];
    @Controller('slow')
    class SlowController {
      @Get()
      @Requires('client.list')
      async wait(): Promise<{ readonly done: true }> {
        await new Promise<void>((resolve) => waiting.push(resolve));
        return { done: true };
      }
    }
    @Module({ controllers: [SlowController] })
    class SlowModule {}
    const crowded = await open([SlowModule], { mostUnderWay: 2 });
    await crowded.listen(0, '127.0.0.1');
    const url = await crowded.getUrl();
    const ask = (signal?: AbortSignal) =>
      fetch(`${url}/api/slow`, { headers: { authorization }, ...(signal && { signal }) });
    const leaving = new AbortController();
    const left = ask(leaving.signal).catch((error: unknown) => error);
    const first = ask();
    await eventually(async () => expect(waiting).toHaveLength(2));
    const logged = lines.length;
    const turnedAway = await ask();
    expect([turnedAway.status, turnedAway.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await turnedAway.json()).toMatchObject({ status: 503, code: 'service.unavailable' });
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect(lines.slice(logged).join('')).not.toContain('"msg":"unavailable"');
    leaving.abort();
    await left;
    const later: Promise<Response>[] = [];
    await eventually(async () => {
      later.push(ask());
      await pause(10);
      expect(waiting).toHaveLength(3);
    });
    for (const done of waiting) done();
    expect((await first).status).toBe(200);
    expect((await Promise.all(later)).at(-1)?.status).toBe(200);
  });
  it('whoever sends a request slowly, or never the rest of it, keeps nobody out', async () => {
    const crowded = await open([KettleModule], { mostUnderWay: 2 });
    await crowded.listen(0, '127.0.0.1');
    const url = await crowded.getUrl();
    const half = `POST /api/kettles/${PROBE_ID}/fill HTTP/1.1\r\nHost: pcrm\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`;
    const slow = [1, 2, 3].map(() => connect(Number(new URL(url).port), '127.0.0.1'));
    for (const socket of slow) socket.write(half);
    try {
      await pause(100);
      expect((await fetch(`${url}/api/kettles`, { headers: { authorization } })).status).toBe(200);
    } finally {
      for (const socket of slow) socket.destroy();
    }
  });
});

describe('access', () => {
  it('asks to sign in (401), and denies what the role may not do (403)', async () => {
    const nobody = await app.inject('/api/kettles');
    expect([nobody.statusCode, nobody.json<{ code: string }>().code, nobody.headers['www-authenticate']]).toEqual([
      401,
      'access.not-signed-in',
      'Bearer',
    ]);
    expect((await get('/api/kettles', { authorization: 'Bearer a.b.c' })).statusCode).toBe(401);
    const administrator = `Bearer ${await mintToken({ staffId: 'root', role: 'administrator' }, { secret })}`;
    expect((await get('/api/kettles', { authorization: administrator })).json()).toMatchObject({
      status: 403,
      code: 'access.denied',
    });
  });

  it('gives the caller a scope and the metadata of a command', async () => {
    const commandId = '0b5f1f8e-55f0-4d7e-8a3c-1d2e3f4a5b6c';
    const { scope, metadata } = (await get('/api/kettles', { 'idempotency-key': commandId })).json<{
      scope: object;
      metadata: object;
    }>();
    expect(scope).toEqual({ kind: 'own', staffId: 'staff-ada', outletId: 'outlet-1' });
    expect(metadata).toMatchObject({ actor: 'staff-ada', commandId, causationId: commandId, occurredAt: now });
    expect((await get('/api/kettles', { 'idempotency-key': 'again' })).json()).toMatchObject({
      errors: [{ field: 'idempotency-key' }],
    });
  });

  it('does not start with a route that names no permission, or with an input no rule checks', async () => {
    class Loose {
      anything?: string;
    }
    @Controller('loose')
    class LooseController {
      @Get()
      unguarded(): void {}
      @Post()
      @Public()
      unchecked(@Body() _body: Loose): void {}
    }
    @Module({ controllers: [LooseController] })
    class LooseModule {}
    const start = createHttpApp([LooseModule], options);
    await expect(start).rejects.toMatchObject({
      mistakes: [
        expect.stringContaining('GET /api/loose'),
        expect.stringMatching(/POST \/api\/loose .* a body that no rule checks/),
      ],
    });
  });
});

refusesBadBodies(async () => ({ app, secret }));
guardsEveryRoute(async () => ({ app, secret }));

describe('answers', () => {
  it('carry revision and position, and the revision as ETag', async () => {
    const response = await fill({ water: 'tap', lid: { size: 1 } }, { 'if-match': 'W/"7"' });
    expect(response.json()).toEqual({ id: PROBE_ID, revision: 8, position: '0042' });
    expect(response.headers['etag']).toBe('W/"8"');
  });
  it('refuse an If-Match that is no revision', async () => {
    expect((await fill({ water: 'tap', lid: { size: 1 } }, { 'if-match': 'abc' })).json()).toMatchObject({
      errors: [{ field: 'if-match' }],
    });
  });
  it('page by cursor with at most 200 rows', async () => {
    expect((await get('/api/kettles?limit=200&after=abc')).json()).toMatchObject({ limit: 200, after: 'abc' });
    for (const query of ['limit=201', 'limit=0', 'limit=ten', 'offset=3'])
      expect((await get(`/api/kettles?${query}`)).statusCode).toBe(400);
  });
  it('are compressed, never cached, and guarded by headers', async () => {
    const { headers } = await get('/api/kettles', { 'accept-encoding': 'gzip' });
    expect(headers).toMatchObject({
      'content-encoding': 'gzip',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });
  it('are compressed for whoever takes gzip, as a whole and to the byte; nobody else, and nothing small', async () => {
    const plain = await get('/api/kettles', { 'x-correlation-id': PROBE_ID, 'x-command-id': PROBE_ID });
    const asking = async (accepted: string) =>
      await get('/api/kettles', {
        ...{ 'accept-encoding': accepted, 'x-correlation-id': PROBE_ID, 'x-command-id': PROBE_ID },
      });
    for (const accepted of ['gzip', 'br, GZIP;q=0.5', 'deflate,gzip;q=1.0 , *;q=0']) {
      const { headers, rawPayload } = await asking(accepted);
      expect(headers).toMatchObject({
        ...{ 'content-encoding': 'gzip', 'content-length': String(rawPayload.length), vary: 'accept-encoding' },
        'content-type': 'application/json; charset=utf-8',
      });
      expect(gunzipSync(rawPayload).toString()).toBe(plain.payload);
    }
    for (const accepted of ['identity', 'gzip;q=0', 'gzip;q=0.0, br', 'notgzip']) {
      const { headers, payload } = await asking(accepted);
      expect([headers['content-encoding'], payload]).toEqual([undefined, plain.payload]);
    }
    expect((await asking('deflate')).headers['content-encoding']).toBe('deflate');
    const small = await get(`/api/kettles/${PROBE_ID}`, { 'accept-encoding': 'gzip' });
    expect(small.headers['content-encoding']).toBeUndefined();
  });
  it('carry every header that keeps a browser safe, failures too', async () => {
    for (const { headers } of [await get('/api/kettles'), await get('/api/nowhere'), await get('/health/live')])
      expect(headers).toMatchObject({
        'content-security-policy': "default-src 'none';frame-ancestors 'none'",
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'origin-agent-cluster': '?1',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
        'x-content-type-options': 'nosniff',
        'x-dns-prefetch-control': 'off',
        'x-download-options': 'noopen',
        'x-frame-options': 'SAMEORIGIN',
        'x-permitted-cross-domain-policies': 'none',
        'x-xss-protection': '0',
      });
  });
  it('wait for a view to reach a position, and say so when it is behind', async () => {
    const asked: unknown[] = [];
    app.get(ViewWaiters).add('kitchen', ['kettle-list'], {
      waitFor: async (...args) => asked.push(args) === 1,
    });
    const first = await get('/api/kettles', { 'x-wait-for': 'kettle-list@clients:0042' });
    expect([first.statusCode, first.headers['x-view-behind']]).toEqual([200, undefined]);
    const second = await get('/api/kettles?waitFor=kitchen.kettle-list@0043');
    expect([second.statusCode, second.headers['x-view-behind']]).toEqual([200, 'kitchen.kettle-list']);
    expect(asked).toEqual([
      ['kettle-list', { position: '0042', source: 'clients' }, 5_000],
      ['kettle-list', { position: '0043' }, 5_000],
    ]);
    expect((await get('/api/kettles?waitFor=nobody@1')).statusCode).toBe(400);
    const open = await app.inject({ url: '/health/live', headers: { 'x-wait-for': 'kettle-list@0044' } });
    expect([open.statusCode, asked.length]).toEqual([200, 2]);
  });
  it('take an upload of any size as a stream', async () => {
    const sender = `Bearer ${await mintToken({ staffId: 'feed', role: 'system' }, { secret })}`;
    const response = await app.inject({
      method: 'POST',
      url: '/api/kettles/feed',
      payload: 'x'.repeat(50_000),
      headers: { authorization: sender, 'content-type': 'text/csv' },
    });
    expect(response.json()).toEqual({ bytes: 50_000 });
  });
});

describe('what the keepers see', () => {
  it('logs name the route, never the URL, a query or a body', async () => {
    lines.length = 0;
    await get(`/api/kettles/${PROBE_ID}?after=13812345678`);
    await fill({ water: '13812345678', lid: { size: 1 } });
    const log = lines.join('');
    expect(log).toContain('"route":"/api/kettles/:kettleId/fill"');
    expect(log).toContain('"actor":"staff-ada"');
    expect(log).not.toContain(PROBE_ID);
    expect(log).not.toContain('13812345678');
  });
  it('metrics count by route pattern and carry gauges that services add', async () => {
    app
      .get(Metrics)
      .gauge('pcrm_view_lag', 'Messages behind.', ['view'], () => [{ labels: { view: 'kettle-list' }, value: 3 }]);
    const { body } = await app.inject('/metrics');
    expect(body).toContain('pcrm_view_lag{view="kettle-list"} 3');
    expect(body).toMatch(
      /pcrm_http_request_seconds_count\{method="POST",route="\/api\/kettles\/:kettleId\/fill",status="200"\} [1-9]/,
    );
    expect(body).toContain('nodejs_eventloop_lag_seconds');
    expect(body).not.toContain(PROBE_ID);
  });
  it('liveness is progress, readiness is what it needs, and stopping is not ready', async () => {
    let at = 1_000;
    const health = new Health(() => at);
    const healthy = await open([KettleModule], { health });
    let there = true;
    health.watch({ name: 'relay', lastProgress: () => 1_000, maxAge: 500 });
    health.needs({ name: 'rows', ready: () => there });
    const ask = async (path: string) => {
      const { statusCode, body } = await healthy.inject(path);
      return [statusCode, (JSON.parse(body) as { failing: string[] }).failing];
    };
    expect(await ask('/health/live')).toEqual([200, []]);
    at = 1_501;
    expect(await ask('/health/live')).toEqual([503, ['relay']]);
    expect(await ask('/health/ready')).toEqual([200, []]);
    health.watch({ name: 'mute', lastProgress: () => Promise.reject(new Error('away')), maxAge: 500 });
    expect(await ask('/health/live')).toEqual([503, ['relay']]);
    at = 2_002;
    expect(await ask('/health/live')).toEqual([503, ['relay', 'mute']]);
    there = false;
    expect(await ask('/health/ready')).toEqual([503, ['rows']]);
    health.stop();
    expect(await ask('/health/ready')).toEqual([503, ['stopping']]);
  });
});

const KETTLES = {
  operations: {
    'KettleController.fill': {
      summary: 'Fills a kettle.',
      answer: { $ref: '#/components/schemas/Filled' },
      revised: true,
    },
  },
  schemas: { Filled: { type: 'object', properties: { water: { type: 'string', enum: ['cold', 'warm'] } } } },
  enums: { Water: ['cold', 'warm'] },
};

describe('OpenAPI', () => {
  it('gives readable unique ids, what is done and answered, permissions, problems and security', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pcrm-kettles-'));
    const api = pathToFileURL(join(folder, 'kettles.api.json'));
    await writeFile(api, JSON.stringify(KETTLES));
    const document = openApiFor(app, 'kettles', [api]);
    await rm(folder, { recursive: true });
    const operation = document.paths['/api/kettles/{kettleId}/fill']?.post as unknown as Record<string, unknown>;
    expect(operation).toMatchObject({
      operationId: 'kettle.fill',
      summary: 'Fills a kettle.',
      'x-permission': 'client.sign',
      security: [{ bearer: [] }],
    });
    const responses = operation['responses'] as object;
    expect(Object.keys(responses)).toEqual([
      '200',
      '400',
      '401',
      '403',
      '404',
      '409',
      '412',
      '413',
      '415',
      '422',
      '429',
      '500',
      '503',
    ]);
    expect(responses).toMatchObject({
      200: {
        headers: { ETag: { $ref: '#/components/headers/ETag' } },
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Filled' } } },
      },
      412: { $ref: '#/components/responses/Changed' },
    });
    const names = (operation['parameters'] as { $ref?: string }[]).flatMap(({ $ref }) => $ref?.split('/').at(-1) ?? []);
    expect(names).toEqual(['IfMatch', 'IdempotencyKey']);
    expect(document.components).toMatchObject({
      responses: {
        Changed: { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
      },
      schemas: {
        Filled: { properties: { water: { $ref: '#/components/schemas/Water' } } },
        Water: { enum: ['cold', 'warm'] },
      },
    });
  });

  it('tells every field of every input as validation has it, with an example that is let through', async () => {
    const document = openApiFor(app, 'kettles');
    expect(document.components?.schemas).toMatchObject({
      FillKettle: {
        required: ['water'],
        properties: { water: { type: 'string', minLength: 2 }, lid: { $ref: '#/components/schemas/Lid' } },
      },
      Lid: { required: ['size'], properties: { size: { type: 'integer', minimum: 1, example: 1 } } },
    });
    const operations = document.paths['/api/kettles/{kettleId}/fill']?.post;
    const { requestBody } = operations as unknown as {
      requestBody: { content: { [type: string]: { example: object } } };
    };
    const example = requestBody.content['application/json']?.example ?? {};
    expect((await fill(example)).statusCode).toBe(200);
    expect(document.paths['/api/kettles']?.get?.parameters).toMatchObject([
      { name: 'limit' },
      { name: 'after' },
      { $ref: '#/components/parameters/WaitFor' },
    ]);
  });
});

describe('stopping', () => {
  it('takes no more requests, then flushes, and gives up in time', async () => {
    const order: string[] = [];
    const stopping = await open();
    stopping
      .getHttpAdapter()
      .getInstance()
      .addHook('onClose', async () => void order.push('closed')) as unknown;
    expect(await stopWithin(stopping, async () => void order.push('flushed'))).toBe(true);
    expect(order).toEqual(['closed', 'flushed']);
    const stuck = await open();
    expect(await stopWithin(stuck, () => new Promise(() => undefined), 50)).toBe(false);
  });

  it('does not wait for an upload that does not end', async () => {
    const stopping = await open();
    await stopping.listen(0, '127.0.0.1');
    const sender = await mintToken({ staffId: 'feed', role: 'system' }, { secret });
    const upload = request(`${await stopping.getUrl()}/api/kettles/feed`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sender}`, 'content-type': 'text/csv' },
    });
    const cut = once(upload, 'error');
    upload.write('the first of many');
    await once(stopping.getHttpServer(), 'request');
    const flushed: string[] = [];
    expect(await stopWithin(stopping, async () => void flushed.push('flushed'), 1_000)).toBe(true);
    expect(flushed).toEqual(['flushed']);
    await cut;
  });
});
