import { randomBytes } from 'node:crypto';
import { jest } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { fixedClock, tableOf, Unavailable } from '@pcrm/event-sourcing';
import { eventually, InMemoryRowStore } from '@pcrm/event-sourcing/testing';
import { bearer, createHttpApp, LocalChangeFeed, tokenVerifier } from '@pcrm/platform';
import { refusesBadBodies } from '@pcrm/platform/testing';
import pino from 'pino';
import {
  cookieOrBearer,
  GatewayModule,
  openSessions,
  signedInAs,
  staffDirectory,
  type DirectoryRow,
  type GatewayOptions,
} from '../src/index.js';
import { Sessions } from '../src/sign-in/sessions.js';
import { StreamController } from '../src/stream/stream.controller.js';
import { Users } from '../src/users/users.js';

const wei: DirectoryRow = { staffId: 'QX-101', name: '韦玲', role: 'clientManager', outletId: 'qx' };
const PASSWORD = 'correct horse battery';
const csrf = { 'x-pcrm-csrf': '1' };

let app: NestFastifyApplication;
let setupToken: string;
const secret = randomBytes(32);
const changes = new LocalChangeFeed();

beforeAll(async () => {
  const rows = new InMemoryRowStore();
  const clock = fixedClock('2026-11-23T01:00:00.000Z');
  const options: GatewayOptions = {
    demo: {
      personas: () => Promise.resolve([signedInAs(wei.staffId, wei)].filter((person) => person !== undefined)),
      progress: () => ({ state: 'ready', days: 365, of: 365 }),
      moveClock: () => undefined,
      drained: () => Promise.resolve(true),
      reset: () => Promise.resolve(),
    },
  };
  const accounts = new InMemoryRowStore();
  const people = await openSessions({ rows, accounts, clock, options });
  await rows.commit({
    writes: [{ table: tableOf(staffDirectory), rows: [{ key: wei.staffId, expected: 0, seen: {}, doc: { ...wei } }] }],
  });
  setupToken = (await people.users.offerSetup()) ?? '';
  const gateway = GatewayModule.with(
    {
      rows,
      accounts,
      clock,
      options,
      changes,
      openApi: () => ({ openapi: '3.0.0', info: { title: 'PCRM', version: '1' }, paths: {} }),
    },
    people,
  );
  app = await createHttpApp([gateway], {
    clock,
    authenticate: cookieOrBearer(people.sessions, bearer(tokenVerifier({ secret }))),
    log: pino({ level: 'silent' }),
    bodyLimitBytes: 65_536,
    rateLimitPerMinute: 0,
  });
});
afterAll(() => app.close());

const post = (url: string, payload: object, headers: Record<string, string> = csrf) =>
  app.inject({ method: 'POST', url: `/api/${url}`, payload, headers });
const cookieOf = ({ headers }: { headers: Record<string, unknown> }): string =>
  String(headers['set-cookie']).split(';')[0] ?? '';

refusesBadBodies(async () => ({ app, secret }));

describe('signing in', () => {
  it('is 401 without a session', async () => {
    const answer = await app.inject({ url: '/api/session' });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([401, 'access.not-signed-in']);
  });

  it('names every wrong field of a bad body', async () => {
    const answer = await post('session', { userId: 7, extra: true });
    expect(answer.statusCode).toBe(400);
    const fields = answer.json<{ errors: { field: string }[] }>().errors.map(({ field }) => field);
    expect(new Set(fields)).toEqual(new Set(['userId', 'password', 'extra']));
  });

  it('is refused to a foreign page: no CSRF header, or another origin', async () => {
    const body = { staffId: wei.staffId };
    expect((await post('session/persona', body, {})).statusCode).toBe(403);
    expect((await post('session/persona', body, { ...csrf, origin: 'https://evil.example' })).statusCode).toBe(403);
  });

  it('picks a persona of the demo with one click, and keeps the cookie from scripts and other sites', async () => {
    const answer = await post('session/persona', { staffId: wei.staffId });
    expect(answer.statusCode).toBe(200);
    expect(String(answer.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict/);
    const session = await app.inject({ url: '/api/session', headers: { cookie: cookieOf(answer) } });
    expect(session.json()).toMatchObject({ staffId: 'QX-101', role: 'clientManager', outletId: 'qx', demo: true });
  });

  it('gives the first administrator a one-time link: used once, then refused', async () => {
    const body = { token: setupToken, userId: 'admin', password: PASSWORD };
    expect((await post('session/setup', body)).statusCode).toBe(200);
    const again = await post('session/setup', { ...body, userId: 'other' });
    expect([again.statusCode, again.json<{ code: string }>().code]).toEqual([422, 'setup.link-used']);
    expect(again.json<{ title: string }>().title).toContain('链接');
    expect((await post('session', { userId: 'admin', password: PASSWORD })).statusCode).toBe(200);
  });

  it('says that user and password are wrong, not to whom', async () => {
    const wrong = { code: 'sign-in.wrong', title: '用户名或密码不正确' };
    for (const userId of ['admin', 'stranger']) {
      const answer = await post('session', { userId, password: 'wrong password' });
      expect(answer.statusCode).toBe(401);
      expect(answer.json()).toMatchObject(wrong);
    }
  });

  it('counts nothing as a wrong password while nobody can tell', async () => {
    const away = jest.spyOn(Users.prototype, 'signIn').mockRejectedValue(new Unavailable('the store is away'));
    for (let attempt = 0; attempt < 7; attempt++)
      expect((await post('session', { userId: 'admin', password: PASSWORD })).statusCode).toBe(503);
    away.mockRestore();
    expect((await post('session', { userId: 'admin', password: PASSWORD })).statusCode).toBe(200);
  });

  it('makes too many wrong passwords wait', async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 6; attempt++) {
      statuses.push((await post('session', { userId: 'nobody', password: 'wrong password' })).statusCode);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    expect((await post('session', { userId: 'NoBody', password: 'wrong password' })).statusCode).toBe(429);
  });
});

describe('users', () => {
  it('are managed by the administrator alone', async () => {
    const admin = cookieOf(await post('session', { userId: 'admin', password: PASSWORD }));
    const asAdmin = { ...csrf, cookie: admin };
    const user = { userId: 'wei', staffId: wei.staffId, password: PASSWORD };
    expect((await post('users', user, asAdmin)).statusCode).toBe(204);
    expect((await post('users', user, asAdmin)).json()).toMatchObject({ code: 'user.exists' });
    expect((await post('users', { ...user, userId: 'x1', staffId: 'QX-999' }, asAdmin)).json()).toMatchObject({
      code: 'user.staff-unknown',
    });

    const signedIn = await post('session', { userId: 'wei', password: PASSWORD });
    expect(signedIn.json()).toMatchObject({ staffId: 'QX-101', name: '韦玲' });
    expect((await post('users', user, { ...csrf, cookie: cookieOf(signedIn) })).statusCode).toBe(403);

    const lock = {
      method: 'PUT' as const,
      url: '/api/users/wei/disabled',
      headers: asAdmin,
      payload: { disabled: true },
    };
    expect((await app.inject(lock)).statusCode).toBe(204);
    expect((await post('session', { userId: 'wei', password: PASSWORD })).statusCode).toBe(401);
  });

  it('are signed out at once by another password, and by being locked out, for good', async () => {
    const asAdmin = { ...csrf, cookie: cookieOf(await post('session', { userId: 'admin', password: PASSWORD })) };
    const put = (what: string, payload: object) =>
      app.inject({ method: 'PUT', url: `/api/users/wei/${what}`, headers: asAdmin, payload });
    const enter = async (password: string) => cookieOf(await post('session', { userId: 'wei', password }));
    const isIn = async (cookie: string) => (await app.inject({ url: '/api/session', headers: { cookie } })).statusCode;
    await put('disabled', { disabled: false });
    const cookies = [await enter(PASSWORD), await enter(PASSWORD)];
    for (const cookie of cookies) expect(await isIn(cookie)).toBe(200);

    expect((await put('password', { password: 'another good one' })).statusCode).toBe(204);
    for (const cookie of cookies) expect(await isIn(cookie)).toBe(401);
    expect((await post('session', { userId: 'wei', password: PASSWORD })).statusCode).toBe(401);
    const cookie = await enter('another good one');
    expect(await isIn(cookie)).toBe(200);

    await put('disabled', { disabled: true });
    expect(await isIn(cookie)).toBe(401);
    await put('disabled', { disabled: false });
    expect(await isIn(cookie)).toBe(401);
    expect((await app.inject({ url: '/api/session', headers: asAdmin })).statusCode).toBe(200);
  });

  it('keep the last administrator: nobody could let anybody in again', async () => {
    const asAdmin = { ...csrf, cookie: cookieOf(await post('session', { userId: 'admin', password: PASSWORD })) };
    const lock = { method: 'PUT' as const, url: '/api/users/admin/disabled', headers: asAdmin };
    const answer = await app.inject({ ...lock, payload: { disabled: true } });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([422, 'user.last-administrator']);
    expect((await app.inject({ url: '/api/session', headers: asAdmin })).statusCode).toBe(200);
  });

  it('are listed without their secrets', async () => {
    const admin = cookieOf(await post('session', { userId: 'admin', password: PASSWORD }));
    const list = await app.inject({ url: '/api/users', headers: { cookie: admin } });
    expect(list.json<{ items: object[] }>().items.map((user) => Object.keys(user).sort())).toEqual([
      ['administrator', 'createdAt', 'disabled', 'staffId', 'userId'],
      ['createdAt', 'disabled', 'staffId', 'userId'],
    ]);
  });
});

describe('while the staff directory is built anew', () => {
  it('people are whom the build that is read knows, and those of the next one once it is', async () => {
    const [rows, accounts] = [new InMemoryRowStore(), new InMemoryRowStore()];
    const builds = { name: 'active-version', indexes: {} };
    const named = (name: string) => ({ name, indexes: {} });
    const seat = (name: string, expected: number) => {
      const active = { version: 1, rebuild: 0, tables: { [staffDirectory.name]: named(name) } };
      const doc = { active, building: null, old: [] };
      return rows.commit({
        writes: [{ table: builds, rows: [{ key: staffDirectory.name, expected, seen: {}, doc }] }],
      });
    };
    for (const table of [builds, named('older'), named('newer')]) await rows.declare(table);
    await rows.commit({
      writes: [
        { table: named('older'), rows: [{ key: wei.staffId, expected: 0, seen: {}, doc: { ...wei } }] },
        {
          table: named('newer'),
          rows: [{ key: wei.staffId, expected: 0, seen: {}, doc: { ...wei, departedOn: '2026-11-20' } }],
        },
      ],
    });
    await seat('older', 0);
    const clock = fixedClock('2026-11-23T01:00:00.000Z');
    const { users } = await openSessions({ rows, accounts, clock, options: {} });
    await users.add({ userId: 'wei', staffId: wei.staffId, password: PASSWORD });
    expect(await users.signIn('wei', PASSWORD)).toMatchObject({ staffId: wei.staffId, role: 'clientManager' });
    await seat('newer', 1);
    await eventually(async () => expect(await users.signIn('wei', PASSWORD)).toBeUndefined());
  });
});

describe('SESSION_HOURS', () => {
  const opened = async (hours: string) => {
    const before = process.env['SESSION_HOURS'];
    process.env['SESSION_HOURS'] = hours;
    try {
      const [rows, accounts] = [new InMemoryRowStore(), new InMemoryRowStore()];
      return await openSessions({ rows, accounts, clock: fixedClock('2026-11-23T01:00:00.000Z'), options: {} });
    } finally {
      if (before === undefined) delete process.env['SESSION_HOURS'];
      else process.env['SESSION_HOURS'] = before;
    }
  };

  it.each([1, 12, 48])('%d: so many hours after signing in the password is asked for again', async (hours) => {
    const people = await opened(String(hours));
    const token = (await people.users.offerSetup()) ?? '';
    await people.users.setUp(token, 'admin', PASSWORD);
    const person = await people.users.current('admin');
    const began = Date.parse('2026-11-23T01:00:00.000Z');
    const now = jest.spyOn(Date, 'now').mockReturnValue(began);
    const cookie = await people.sessions.begin(person as NonNullable<typeof person>, false);
    const after = async (ms: number) => {
      now.mockReturnValue(began + ms);
      return (await people.sessions.find(cookie)) !== undefined;
    };
    expect([await after(hours * 3_600_000 - 60_000), await after(hours * 3_600_000 + 60_000)]).toEqual([true, false]);
    now.mockRestore();
  });
});

describe('the demo', () => {
  it('shows how far it is loaded to everybody, and lets only the replay move the clock', async () => {
    expect((await app.inject({ url: '/api/demo' })).json()).toEqual({ state: 'ready', days: 365, of: 365 });
    const persona = cookieOf(await post('session/persona', { staffId: wei.staffId }));
    const asPersona = { ...csrf, cookie: persona };
    expect((await post('demo/clock', { standAt: '2026-01-01T00:00:00.000Z' }, asPersona)).statusCode).toBe(403);
    expect((await post('demo/reset', {}, asPersona)).statusCode).toBe(403);
  });
});

describe('the event stream', () => {
  /** Lines that are still open when a spec ends, however it ends. */
  let stop: AbortController;
  beforeAll(async () => void (await app.listen(0, '127.0.0.1')));
  beforeEach(() => void (stop = new AbortController()));
  afterEach(() => {
    stop.abort();
    jest.restoreAllMocks();
  });

  it('tells a browser what changed within its scope, and nothing else', async () => {
    const cookie = cookieOf(await post('session/persona', { staffId: wei.staffId }));
    const answer = await fetch(`${await app.getUrl()}/api/stream`, { headers: { cookie }, signal: stop.signal });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    const read = async (): Promise<string> => (await reader?.read())?.value ?? '';
    expect(await read()).toContain('event: reset');

    const mine = { key: 'a', belongs: [{ outletId: 'qx', staffIds: ['QX-101'] }] };
    const theirs = { key: 'b', belongs: [{ outletId: 'qx', staffIds: ['QX-102'] }] };
    changes.publish([
      { view: 'engagement.duties', rows: [theirs], position: '1' },
      { view: 'engagement.duties', rows: [theirs, mine, { key: 'c' }], position: '2' },
    ]);
    expect(await read()).toContain('data: {"view":"engagement.duties","keys":["a"],"position":"2"}');
  });

  it('is 401 for a browser that is not signed in', async () => {
    expect((await app.inject({ url: '/api/stream' })).statusCode).toBe(401);
  });

  it('stays while sessions cannot be looked for, and ends once with its session', async () => {
    const sessions = app.get(Sessions);
    const cookie = cookieOf(await post('session/persona', { staffId: wei.staffId }));
    const answer = await fetch(`${await app.getUrl()}/api/stream`, { headers: { cookie }, signal: stop.signal });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    const read = async () => await reader?.read();
    expect((await read())?.value).toContain('event: reset');
    const stream = app.get(StreamController);
    const find = jest.spyOn(sessions, 'find').mockRejectedValue(new Unavailable('the store is away'));
    await stream['ping']();
    expect((await read())?.value).toContain(': ping');
    find.mockResolvedValue(undefined);
    await stream['ping']();
    changes.publish([
      {
        view: 'engagement.duties',
        rows: [{ key: 'a', belongs: [{ outletId: 'qx', staffIds: ['QX-101'] }] }],
        position: '3',
      },
    ]);
    await stream['ping']();
    expect((await read())?.done).toBe(true);
  });
});
