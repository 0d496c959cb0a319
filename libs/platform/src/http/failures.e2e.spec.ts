import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Controller, Get, Module } from '@nestjs/common';
import { eventually } from '@pcrm/event-sourcing/testing';
import { Requires } from '../auth/requires.js';
import type { Problem } from '../errors/problem.js';
import { PROBE_ID } from '../testing/bad-bodies.js';
import { KettleModule, openKettles, type Kettles } from './kettles.examples.js';

let on: Kettles;
beforeAll(async () => {
  on = await openKettles();
});
afterAll(async () => await on[Symbol.asyncDispose]());

describe('failures over HTTP', () => {
  const good = { water: 'tap', lid: { size: 1 } };

  it('bad input is 400 and names every wrong field, nested ones too', async () => {
    const response = await on.fill({ water: 'x', lid: { size: 0, hat: true }, colour: 'red' });
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
        await on.fill({ water: 'x', lid: { size: 0 } }, { 'accept-language': language })
      ).json<Problem>();
      return errors?.find(({ rule }) => rule === 'min');
    };
    const both = { field: 'lid.size', rule: 'min', zh: '不能小于 1', en: 'must not be less than 1' };
    expect(await wrong('zh-CN')).toEqual({ ...both, message: both.zh });
    expect(await wrong('en')).toEqual({ ...both, message: both.en });
  });
  it.each([['null'], ['[]'], ['[1]'], ['"text"'], ['{'], ['']])('a body %s is 400', async (body) => {
    expect((await on.fill(body)).statusCode).toBe(400);
  });
  it('a path that is no id is 400', async () => {
    const { statusCode, body } = await on.app.inject({
      method: 'POST',
      url: '/api/kettles/1/fill',
      payload: good,
      headers: { authorization: on.authorization },
    });
    expect(statusCode).toBe(400);
    expect(JSON.parse(body)).toMatchObject({ errors: [{ field: 'kettleId', rule: 'isUuid' }] });
  });
  it('a refusal is 422 with code, details and a title in the language asked for', async () => {
    const chinese = await on.fill({ ...good, water: 'refusal' });
    expect(chinese.statusCode).toBe(422);
    expect(chinese.json()).toMatchObject({
      code: 'kettle.too-hot',
      title: '太烫',
      status: 422,
      details: { degrees: 99 },
    });
    expect((await on.fill({ ...good, water: 'refusal' }, { 'accept-language': 'en-GB' })).json()).toMatchObject({
      title: 'Too hot',
    });
  });
  it('a conflict is 409, and 412 when If-Match was sent', async () => {
    expect((await on.fill({ ...good, water: 'conflict' })).json()).toMatchObject({
      status: 409,
      code: 'resource.conflict',
    });
    expect((await on.fill({ ...good, water: 'conflict' }, { 'if-match': 'W/"3"' })).json()).toMatchObject({
      status: 412,
      code: 'resource.changed',
    });
  });
  it('an outage is 503 with Retry-After', async () => {
    const response = await on.fill({ ...good, water: 'outage' });
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '5']);
  });
  it('a fault is 500 with a trace id and no detail, and is logged without personal data', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    on.lines.length = 0;
    const response = await on.fill({ ...good, water: 'fault' }, { traceparent });
    expect(response.statusCode).toBe(500);
    expect(response.json()).toEqual({
      type: 'about:blank',
      title: '系统内部错误',
      status: 500,
      code: 'service.fault',
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    });
    const log = on.lines.join('');
    expect(log).toContain('4bf92f3577b34da6a3ce929d0e0e4736');
    expect(log).toContain('TypeError');
    expect(log).not.toMatch(/王芳|138123/);
  });
  it('what is not there is 404, and so is what lies outside the scope', async () => {
    expect((await on.get('/api/nothing')).json()).toMatchObject({ status: 404, code: 'resource.not-found' });
    expect((await on.get(`/api/kettles/${PROBE_ID}`)).json()).toMatchObject({
      status: 404,
      code: 'resource.not-found',
    });
  });
  it('too large a body is 413, by default and by route', async () => {
    expect((await on.fill({ ...good, water: 'w'.repeat(11_000) })).json()).toMatchObject({
      status: 413,
      code: 'body.too-large',
    });
    const put = await on.app.inject({
      method: 'PUT',
      url: `/api/kettles/${PROBE_ID}`,
      payload: { ...good, water: 'w'.repeat(200) },
      headers: { authorization: on.authorization },
    });
    expect(put.statusCode).toBe(413);
  });
  it('an unknown content type is 415, a stream on a route that takes none too', async () => {
    expect((await on.fill('<x/>', { 'content-type': 'application/xml' })).json()).toMatchObject({
      status: 415,
      code: 'body.unsupported-type',
    });
    expect((await on.fill('a,b', { 'content-type': 'text/csv' })).statusCode).toBe(415);
  });
  it('too many requests are 429 with Retry-After', async () => {
    const limited = await on.open([KettleModule], { rateLimitPerMinute: 2 });
    const ask = () =>
      limited.inject({ method: 'GET', url: '/api/kettles', headers: { authorization: on.authorization } });
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
    const crowded = await on.open([SlowModule, KettleModule], { mostUnderWay: 2 });
    await crowded.listen(0, '127.0.0.1');
    const url = await crowded.getUrl();
    const ask = (signal?: AbortSignal) =>
      fetch(`${url}/api/slow`, { headers: { authorization: on.authorization }, ...(signal && { signal }) });
    const leaving = new AbortController();
    const left = ask(leaving.signal).catch((error: unknown) => error);
    const first = ask();
    await eventually(async () => expect(waiting).toHaveLength(2));
    const logged = on.lines.length;
    const turnedAway = await ask();
    expect([turnedAway.status, turnedAway.headers.get('retry-after')]).toEqual([503, '1']);
    expect(turnedAway.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await turnedAway.json()).toMatchObject({ status: 503, code: 'service.unavailable' });
    // Before its body has come.
    expect(await toldWith(halfOfFilling, url)).toMatch(/^HTTP\/1.1 503 /);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect(on.lines.slice(logged).filter((line) => line.includes('"level":"error"'))).toEqual([]);
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
    const crowded = await on.open([KettleModule], { mostUnderWay: 2 });
    await crowded.listen(0, '127.0.0.1');
    const url = await crowded.getUrl();
    const slow = [1, 2, 3].map(() => connect(Number(new URL(url).port), '127.0.0.1'));
    for (const socket of slow) socket.write(halfOfFilling);
    try {
      await pause(100);
      expect((await fetch(`${url}/api/kettles`, { headers: { authorization: on.authorization } })).status).toBe(200);
    } finally {
      for (const socket of slow) socket.destroy();
    }
  });
});

const halfOfFilling = `POST /api/kettles/${PROBE_ID}/fill HTTP/1.1\r\nHost: pcrm\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`;

/** The first of what is answered to so much of a request. */
async function toldWith(text: string, url: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1').setEncoding('utf8');
  try {
    socket.write(text);
    const [answer] = (await once(socket, 'data', { signal: AbortSignal.timeout(5_000) })) as [string];
    return answer;
  } finally {
    socket.destroy();
  }
}
