import { once } from 'node:events';
import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { Body, Controller, Get, Module, Post } from '@nestjs/common';
import { Public } from '../auth/requires.js';
import { mintToken } from '../auth/token.js';
import { guardsEveryRoute } from '../testing/asking.js';
import { PROBE_ID, refusesBadBodies } from '../testing/bad-bodies.js';
import { Health } from './health.js';
import { createHttpApp } from './http-app.js';
import { KettleModule, now, openKettles, type Kettles } from './kettles.examples.js';
import { Metrics } from './metrics.js';
import { stopWithin } from './stop.js';
import { ViewWaiters } from './wait-for.js';

let on: Kettles;
beforeAll(async () => {
  on = await openKettles();
});
afterAll(async () => await on[Symbol.asyncDispose]());

describe('access', () => {
  it('asks to sign in (401), and denies what the role may not do (403)', async () => {
    const nobody = await on.app.inject('/api/kettles');
    expect([nobody.statusCode, nobody.json<{ code: string }>().code, nobody.headers['www-authenticate']]).toEqual([
      401,
      'access.not-signed-in',
      'Bearer',
    ]);
    expect((await on.get('/api/kettles', { authorization: 'Bearer a.b.c' })).statusCode).toBe(401);
    const administrator = `Bearer ${await mintToken({ staffId: 'root', role: 'administrator' }, { secret: on.secret })}`;
    expect((await on.get('/api/kettles', { authorization: administrator })).json()).toMatchObject({
      status: 403,
      code: 'access.denied',
    });
  });

  it('gives the caller a scope and the metadata of a command', async () => {
    const commandId = '0b5f1f8e-55f0-4d7e-8a3c-1d2e3f4a5b6c';
    const { scope, metadata } = (await on.get('/api/kettles', { 'idempotency-key': commandId })).json<{
      scope: object;
      metadata: object;
    }>();
    expect(scope).toEqual({ kind: 'own', staffId: 'staff-ada', outletId: 'outlet-1' });
    expect(metadata).toMatchObject({ actor: 'staff-ada', commandId, causationId: commandId, occurredAt: now });
    expect((await on.get('/api/kettles', { 'idempotency-key': 'again' })).json()).toMatchObject({
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
    const start = createHttpApp([LooseModule], on.options);
    await expect(start).rejects.toMatchObject({
      mistakes: [
        expect.stringContaining('GET /api/loose'),
        expect.stringMatching(/POST \/api\/loose .* a body that no rule checks/),
      ],
    });
  });
});

refusesBadBodies(async () => on);
guardsEveryRoute(async () => on);

describe('answers', () => {
  it('carry revision and position, and the revision as ETag', async () => {
    const response = await on.fill({ water: 'tap', lid: { size: 1 } }, { 'if-match': 'W/"7"' });
    expect(response.json()).toEqual({ id: PROBE_ID, revision: 8, position: '0042' });
    expect(response.headers['etag']).toBe('W/"8"');
  });
  it('refuse an If-Match that is no revision', async () => {
    expect((await on.fill({ water: 'tap', lid: { size: 1 } }, { 'if-match': 'abc' })).json()).toMatchObject({
      errors: [{ field: 'if-match' }],
    });
  });
  it('page by cursor with at most 200 rows', async () => {
    expect((await on.get('/api/kettles?limit=200&after=abc')).json()).toMatchObject({ limit: 200, after: 'abc' });
    for (const query of ['limit=201', 'limit=0', 'limit=ten', 'offset=3'])
      expect((await on.get(`/api/kettles?${query}`)).statusCode).toBe(400);
  });
  it('are compressed, never cached, and guarded by headers', async () => {
    const { headers } = await on.get('/api/kettles', { 'accept-encoding': 'gzip' });
    expect(headers).toMatchObject({
      'content-encoding': 'gzip',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });
  it('are compressed for whoever takes gzip, as a whole and to the byte; nobody else, and nothing small', async () => {
    const plain = await on.get('/api/kettles', { 'x-correlation-id': PROBE_ID, 'x-command-id': PROBE_ID });
    const asking = async (accepted: string) =>
      await on.get('/api/kettles', {
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
    const small = await on.get(`/api/kettles/${PROBE_ID}`, { 'accept-encoding': 'gzip' });
    expect(small.headers['content-encoding']).toBeUndefined();
  });
  it('carry every header that keeps a browser safe, failures too', async () => {
    for (const { headers } of [
      await on.get('/api/kettles'),
      await on.get('/api/nowhere'),
      await on.get('/health/live'),
    ])
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
    on.app.get(ViewWaiters).add('kitchen', ['kettle-list'], {
      waitFor: async (...args) => asked.push(args) === 1,
    });
    const first = await on.get('/api/kettles', { 'x-wait-for': 'kettle-list@clients:0042' });
    expect([first.statusCode, first.headers['x-view-behind']]).toEqual([200, undefined]);
    const second = await on.get('/api/kettles?waitFor=kitchen.kettle-list@0043');
    expect([second.statusCode, second.headers['x-view-behind']]).toEqual([200, 'kitchen.kettle-list']);
    expect(asked).toEqual([
      ['kettle-list', { position: '0042', source: 'clients' }, 5_000],
      ['kettle-list', { position: '0043' }, 5_000],
    ]);
    expect((await on.get('/api/kettles?waitFor=nobody@1')).statusCode).toBe(400);
    const open = await on.app.inject({ url: '/health/live', headers: { 'x-wait-for': 'kettle-list@0044' } });
    expect([open.statusCode, asked.length]).toEqual([200, 2]);
  });
  it('take an upload of any size as a stream', async () => {
    const sender = `Bearer ${await mintToken({ staffId: 'feed', role: 'system' }, { secret: on.secret })}`;
    const response = await on.app.inject({
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
    on.lines.length = 0;
    await on.get(`/api/kettles/${PROBE_ID}?after=13812345678`);
    await on.fill({ water: '13812345678', lid: { size: 1 } });
    const log = on.lines.join('');
    expect(log).toContain('"route":"/api/kettles/:kettleId/fill"');
    expect(log).toContain('"actor":"staff-ada"');
    expect(log).not.toContain(PROBE_ID);
    expect(log).not.toContain('13812345678');
  });
  it('metrics count by route pattern and carry gauges that services add', async () => {
    on.app
      .get(Metrics)
      .gauge('pcrm_view_lag', 'Messages behind.', ['view'], () => [{ labels: { view: 'kettle-list' }, value: 3 }]);
    const { body } = await on.app.inject('/metrics');
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
    const healthy = await on.open([KettleModule], { health });
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

describe('stopping', () => {
  it('takes no more requests, then flushes, and gives up in time', async () => {
    const order: string[] = [];
    const stopping = await on.open();
    stopping
      .getHttpAdapter()
      .getInstance()
      .addHook('onClose', async () => void order.push('closed')) as unknown;
    expect(await stopWithin(stopping, async () => void order.push('flushed'))).toBe(true);
    expect(order).toEqual(['closed', 'flushed']);
    const stuck = await on.open();
    expect(await stopWithin(stuck, () => new Promise(() => undefined), 50)).toBe(false);
  });

  it('does not wait for an upload that does not end', async () => {
    const stopping = await on.open();
    await stopping.listen(0, '127.0.0.1');
    const sender = await mintToken({ staffId: 'feed', role: 'system' }, { secret: on.secret });
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
