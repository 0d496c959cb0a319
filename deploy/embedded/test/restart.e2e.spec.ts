import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { addDays } from '@pcrm/contracts';
import { PCRM_NAMESPACE, uuidV5 } from '@pcrm/event-sourcing';
import { mintToken, type Identity } from '@pcrm/platform';
import { checkedFetch } from './checked-fetch.js';
import { start, type Started } from './started.js';
import {
  balance,
  clientLine,
  CLIENT_COLUMNS,
  closing,
  FEED_COLUMNS,
  moves,
  numbered,
  OUTLETS,
  people,
  STAFF,
} from './words.js';

const { administrator, analyst, head } = people;
const SERVICES = ['clients', 'allocation', 'engagement', 'notifications', 'gateway'];
const FROM_SOURCE = ['--import', fileURLToPath(new URL('../../../tools/jest/from-source.mjs', import.meta.url))];
const [FIRST, LAST, DAYS] = ['2025-11-03', '2026-06-30', 240];
const CLIENTS = numbered('C', 200);
/** Signed as gold and maintained: their averages reach platinum, which opens opportunities. */
const GOLDS = CLIENTS.slice(0, 10);
const FEED_ID = uuidV5(PCRM_NAMESPACE, 'the feed that is broken off');

jest.setTimeout(90_000);

const amount = (client: number, nth: number): number =>
  (client < GOLDS.length ? 400_000 : 20_000) + ((client * 37 + nth * 11) % 23) * 30_000;

/** Every client on every day, then the marker of the last one: more than one piece of an upload. */
const FEED = Buffer.from(
  [
    FEED_COLUMNS,
    ...Array.from({ length: DAYS }, (_, nth) =>
      CLIENTS.map((clientNo, client) => balance(clientNo, addDays(FIRST, nth), amount(client, nth), nth + 1)),
    ).flat(),
    closing(LAST),
    '',
  ].join('\n'),
);

type Status = {
  readonly offset: number;
  readonly done: boolean;
  readonly accepted: number;
  readonly duplicate: number;
};

const typeOf = (body: string | Buffer | undefined): Record<string, string> =>
  body === undefined
    ? {}
    : { 'content-type': body.toString().startsWith('{') ? 'application/json' : 'text/csv; charset=utf-8' };

/** A branch in a process of its own, on a folder that outlives it. */
class Process {
  private constructor(
    private readonly child: ChildProcess,
    private readonly url: string,
    private readonly secret: Uint8Array,
  ) {}

  static async on(folder: string): Promise<Process> {
    const entry = new URL('./branch.process.ts', import.meta.url);
    const child = fork(entry, [folder, LAST, '23'], {
      execArgv: FROM_SOURCE,
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const [{ url, secret }] = (await once(child, 'message')) as [{ url: string; secret: string }];
    return new Process(child, url, Buffer.from(secret, 'base64'));
  }

  async ask<Body>(who: Identity, asked: string, body?: string | Buffer, id?: string): Promise<Body> {
    const [method = 'GET', path = ''] = asked.split(' ');
    const token = await mintToken(who, { secret: this.secret });
    const answer = await checkedFetch(`${this.url}/api/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(id !== undefined && { 'idempotency-key': id }),
        ...typeOf(body),
      },
      ...(body !== undefined && { body: new Uint8Array(Buffer.from(body)) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${String(answer.status)}: ${text}`);
    return JSON.parse(text) as Body;
  }

  async people(): Promise<void> {
    const csv = (who: Identity, path: string, lines: readonly string[]) =>
      this.ask(who, `POST ${path}`, [...lines, ''].join('\n'), uuidV5(PCRM_NAMESPACE, path));
    await csv(administrator, 'outlets/import', OUTLETS);
    await csv(administrator, 'staff/import', STAFF);
    const others = CLIENTS.slice(GOLDS.length);
    const golds = GOLDS.map((clientNo) => clientLine(clientNo, { tier: 'gold', average: 480_000 }));
    const clients = [CLIENT_COLUMNS, ...golds, ...others.map((clientNo) => clientLine(clientNo))];
    await csv(analyst, 'clients/import', clients);
    await this.drained();
    const assigned = JSON.stringify(moves(GOLDS, 'm-1'));
    await this.ask(head, 'POST assignments/batch', assigned, uuidV5(PCRM_NAMESPACE, 'assigned'));
  }

  upload(): Promise<Status> {
    return this.ask(analyst, 'POST feeds', FEED, FEED_ID);
  }
  status(): Promise<Status> {
    return this.ask(analyst, `GET feeds/${FEED_ID}`);
  }
  goOn(offset: number): Promise<Status> {
    return this.ask(analyst, `PATCH feeds/${FEED_ID}?offset=${String(offset)}`, FEED.subarray(offset));
  }

  async drained(): Promise<void> {
    while (!(await this.ask<{ drained: boolean }>(administrator, 'GET demo/drained')).drained) await pause(20);
  }

  /** The digests of all services once the last day is closed and everything is at rest. */
  async digest(): Promise<readonly unknown[]> {
    const days = () =>
      this.ask<{ closedThrough: string | null; closing: readonly string[] }>(analyst, 'GET business-days');
    for (let now = await days(); now.closedThrough !== LAST || now.closing.length > 0; now = await days())
      await pause(20);
    await this.drained();
    const lines = SERVICES.map((service) =>
      this.ask<readonly object[]>(administrator, `GET internal/${service}/digest`),
    );
    return (await Promise.all(lines)).flat();
  }

  async kill(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    expect((await ended)[1]).toBe('SIGKILL');
  }
  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.send('stop');
    expect((await ended)[0]).toBe(0);
  }
}

const folders: string[] = [];
const folder = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), 'pcrm-restart-'));
  folders.push(path);
  return path;
};
afterEach(async () => {
  for (const path of folders.splice(0)) await rm(path, { recursive: true, force: true });
});

describe('a feed that is broken off by kill -9', () => {
  // Five starts and a long feed twice.
  it('goes on where it stopped, and ends in the digest of an unbroken one', async () => {
    const [whole, broken] = [await folder(), await folder()];
    let one = await Process.on(whole);
    await one.people();
    expect(await one.upload()).toMatchObject({ accepted: CLIENTS.length * DAYS + 1, duplicate: 0, done: true });
    const unbroken = await one.digest();
    expect(unbroken).toContainEqual(expect.objectContaining({ view: 'client-list', rows: CLIENTS.length }));
    expect(unbroken).toContainEqual(expect.objectContaining({ view: 'stage-counts-by-staff', rows: 1 }));
    await one.stop();
    one = await Process.on(whole);
    expect(await one.digest()).toEqual(unbroken);
    await one.stop();

    let other = await Process.on(broken);
    await other.people();
    const lost = other.upload().catch((error: unknown) => error);
    await untilTaken(other, 1);
    await other.kill();
    expect(await lost).toHaveProperty('message');

    other = await Process.on(broken);
    const stopped = await other.status();
    expect(stopped.done).toBe(false);
    expect(stopped.offset).toBeGreaterThan(0);
    expect(stopped.offset).toBeLessThan(FEED.length);
    const lostToo = other.goOn(stopped.offset).catch((error: unknown) => error);
    await untilTaken(other, stopped.offset + 1);
    await other.kill();
    await lostToo;

    other = await Process.on(broken);
    const { offset, done } = await other.status();
    if (!done) await other.goOn(offset);
    const { accepted, duplicate } = await other.status();
    // A piece whose end was not noted is taken again: its lines are then duplicates, never twice.
    expect(accepted + duplicate).toBe(CLIENTS.length * DAYS + 1);
    expect(await other.digest()).toEqual(unbroken);
    await other.stop();
  }, 240_000);

  async function untilTaken(process: Process, bytes: number): Promise<void> {
    for (;;) {
      const status = await process.status().catch(() => undefined);
      if (status && status.offset >= bytes) return;
      await pause(5);
    }
  }
});

describe('a real branch that starts again', () => {
  const headers = { 'content-type': 'application/json', 'x-pcrm-csrf': '1' };
  let path: string;
  let branch: Started;
  beforeEach(async () => {
    path = await folder();
    branch = await start(path, '--empty');
  });
  afterEach(async () => {
    await branch.end('SIGKILL');
  });

  async function signIn(
    at: string,
    body: object,
  ): Promise<(method: string, path: string, sent?: string) => Promise<Response>> {
    const answer = await checkedFetch(`${branch.url}/api/${at}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(200);
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    return async (method, to, sent) => {
      const type = { 'content-type': sent?.startsWith('{') ? 'application/json' : 'text/csv; charset=utf-8' };
      return checkedFetch(`${branch.url}/api/${to}`, {
        method,
        headers: { cookie, 'x-pcrm-csrf': '1', ...(sent !== undefined && type) },
        ...(sent !== undefined && { body: sent }),
      });
    };
  }

  it('finds its data as it was, after SIGTERM and after SIGKILL, and offers its one-time link never again', async () => {
    const setup = () => /setup#(\S+)/.exec(branch.said())?.[1];
    while (setup() === undefined) await pause(10);
    const token = setup();
    const admin = { userId: 'admin', password: 'correct horse battery' };
    let ask = await signIn('session/setup', { token, ...admin });
    expect(await (await ask('POST', 'outlets/import', OUTLETS.join('\n'))).json()).toMatchObject({ accepted: 2 });
    expect(await (await ask('POST', 'staff/import', STAFF.join('\n'))).json()).toMatchObject({ accepted: 9 });
    const analystUser = { userId: 'lin', staffId: 'h-1', password: 'another horse battery' };
    await eventuallyAdded(ask, analystUser);
    const asHead = await signIn('session', { userId: 'lin', password: analystUser.password });
    const people = [CLIENT_COLUMNS, ...CLIENTS.slice(0, 20).map((clientNo) => clientLine(clientNo, { tier: 'gold' }))];
    expect(await (await asHead('POST', 'clients/import', people.join('\n'))).json()).toMatchObject({ accepted: 20 });
    const assigned = async () =>
      (await asHead('POST', 'assignments/batch', JSON.stringify(moves(CLIENTS.slice(0, 20), 'm-1')))).status;
    for (let status = 0; status !== 200; status = await assigned()) await pause(50);
    const before = await rested(ask);

    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      expect(await branch.end(signal)).toBe(signal === 'SIGTERM' ? 0 : null);
      branch = await start(path, '--empty');
      expect(branch.said()).not.toContain('setup#');
      ask = await signIn('session', admin);
      expect(await rested(ask)).toEqual(before);
    }
  });

  type Ask = Awaited<ReturnType<typeof signIn>>;
  /** A member of staff can sign in as soon as the gateway has heard of them. */
  async function eventuallyAdded(ask: Ask, user: object): Promise<void> {
    for (let status = 0; status !== 204; await pause(20))
      status = (await ask('POST', 'users', JSON.stringify(user))).status;
  }
  async function rested(ask: Ask): Promise<readonly unknown[]> {
    const all = async <T>(what: string) =>
      Promise.all(
        SERVICES.map(async (service) => (await (await ask('GET', `internal/${service}/${what}`)).json()) as T),
      );
    for (let quiet = 0; quiet < 2;) {
      const answers = await all<{ drained: boolean }>('drained');
      quiet = answers.every(({ drained }) => drained) ? quiet + 1 : 0;
      await pause(20);
    }
    return (await all<readonly object[]>('digest')).flat();
  }
});
