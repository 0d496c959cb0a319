import { request, type ClientRequest } from 'node:http';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadOrMakeSecret, mintToken, STOP_MS, type Identity } from '@pcrm/platform';
import { analyst, openBranch, type Branch } from './branch.js';
import { headIn, tellStory, type Told } from './small-branch.js';
import { start } from './started.js';

let branch: Branch;
let told: Told;
beforeAll(async () => {
  branch = await openBranch();
  told = await tellStory(branch);
}, 60_000);
afterAll(async () => {
  await branch[Symbol.asyncDispose]();
});

type Status = {
  readonly feedId: string;
  readonly lines: number;
  readonly accepted: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly offset: number;
  readonly done: boolean;
};
type Rejected = { readonly items: readonly { line: number; field: string; reason: string; text: string | null }[] };
const bearer = async (who: Identity, secret = branch.secret): Promise<string> =>
  `Bearer ${await mintToken(who, { secret })}`;

/** Sends what a generator makes, however much it is. */
async function feed(chunks: Iterable<string | Buffer>, type = 'text/csv'): Promise<Status> {
  const answer = await fetch(`${branch.url}/api/feeds`, {
    method: 'POST',
    headers: { authorization: await bearer(analyst), 'content-type': type },
    body: Readable.toWeb(Readable.from(chunks)) as ReadableStream,
    duplex: 'half',
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Status;
}
const rejectedOf = async ({ feedId }: Status, who: Identity = analyst) =>
  (await branch.as(who).get<Rejected>(`feeds/${feedId}/rejected`)).body.items;
const line = (sequence: number, rest = 'deposit,2026-06-02,500000,CNY'): string =>
  `core,${String(sequence)},${told.clients[0]?.clientNo ?? ''},${rest}\n`;

describe('an absurd feed', () => {
  it('is rejected line by line with field and reason; the original text is for its sender alone', async () => {
    const no = told.clients[0]?.clientNo ?? '';
    const absurd: readonly (readonly [string, string])[] = [
      [line(1, 'deposit,2026-06-02,-5,CNY'), 'balanceFen'],
      [line(1, 'deposit,2026-06-02,99999999999999999999,CNY'), 'balanceFen'],
      [line(1, 'deposit,2026-06-02,1.5,CNY'), 'balanceFen'],
      [line(1, 'deposit,2026-06-02,1e5,CNY'), 'balanceFen'],
      [line(-3), 'sequence'],
      [`core,9007199254740993,${no},deposit,2026-06-02,5,CNY\n`, 'sequence'],
      [line(1, 'deposit,2026-02-30,5,CNY'), 'businessDate'],
      [line(1, 'deposit,9999-12-31,5,CNY'), 'businessDate'],
      [line(1, 'deposit,0000-00-00,5,CNY'), 'businessDate'],
      [line(1, '__proto__,2026-06-02,5,CNY'), 'assetClass'],
      [line(1, 'deposit,2026-06-02,5,XXX'), 'currency'],
      ['core,1,NOBODY,deposit,2026-06-02,5,CNY\n', 'clientNo'],
      [`=cmd|'/c calc'!A1,1,${no},deposit,2026-06-02,5,CNY\n`, 'source'],
      ['"core,5\n', 'line'],
    ];
    const status = await feed(absurd.map(([text]) => text));
    expect(status).toMatchObject({ lines: absurd.length, accepted: 0, rejected: absurd.length, done: true });
    const rejected = await rejectedOf(status);
    expect(rejected.map(({ field }) => field)).toEqual(absurd.map(([, field]) => field));
    expect(rejected.map(({ text }) => text)).toEqual(absurd.map(([text]) => text.trimEnd()));
    const others = await rejectedOf(status, { staffId: 'BR-77', role: 'branchAnalyst' });
    expect(new Set(others.map(({ text }) => text))).toEqual(new Set([null]));
  });

  it('of JSON lines is no danger either', async () => {
    const lines = ['{"__proto__":1}', '[]', 'null', '"x"', '{'.repeat(900), '['.repeat(60_000) + ']'.repeat(60_000)];
    const status = await feed([lines.join('\n')], 'application/x-ndjson');
    expect(status).toMatchObject({ lines: 6, accepted: 0, rejected: 6 });
  });

  it('of one endless line is rejected in one line, the rest goes in, and pages answer meanwhile', async () => {
    function* endless(): Generator<string | Buffer> {
      yield line(41);
      for (let nth = 0; nth < 256; nth++) yield Buffer.alloc(1_048_576, 'x');
      yield `\n${line(42, 'deposit,2026-06-03,500000,CNY')}`;
    }
    const [status] = await Promise.all([
      feed(endless()),
      (async () => {
        for (let nth = 0; nth < 10; nth++) {
          expect((await branch.as(headIn('NN01')).get('clients?limit=1')).status).toBe(200);
          await pause(20);
        }
      })(),
    ]);
    expect(status).toMatchObject({ lines: 3, accepted: 2, rejected: 1, done: true });
    expect(status.offset).toBeGreaterThan(256 * 1_048_576);
    const [rejected] = await rejectedOf(status);
    expect([rejected?.line, rejected?.reason, rejected?.text?.length]).toEqual([2, 'line.too-long', 2_000]);
  }, 60_000);
});

/** An upload whose end does not come. */
async function endless(url: string, authorization: string, feedId: string): Promise<ClientRequest> {
  const upload = request(`${url}/api/feeds`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'text/csv', 'idempotency-key': feedId },
  });
  upload.on('error', () => undefined);
  const connected = once(upload, 'socket');
  upload.write('source,sequence,clientNo,assetClass,businessDate,balanceFen,currency\n');
  await connected;
  return upload;
}

describe('an upload that breaks off', () => {
  it('is gone on with where it stopped, and ends as one', async () => {
    const feedId = '11111111-2222-4333-8444-555555555555';
    const authorization = await bearer(analyst);
    const body = Array.from({ length: 40_000 }, (_, nth) =>
      line(100 + nth, `deposit,2026-06-0${String((nth % 9) + 1)},${String(nth)},CNY`),
    ).join('');
    const upload = await endless(branch.url, authorization, feedId);
    upload.write(body.slice(0, 1_500_003));
    const status = async () => await branch.as(analyst).get<Status>(`feeds/${feedId}`);
    while ((await status()).status !== 200) await pause(10);
    upload.destroy();
    await pause(50);
    const { offset, done } = (await status()).body;
    expect([offset > 0, done]).toEqual([true, false]);

    const whole = `source,sequence,clientNo,assetClass,businessDate,balanceFen,currency\n${body}`;
    const rest = await fetch(`${branch.url}/api/feeds/${feedId}?offset=${String(offset)}`, {
      method: 'PATCH',
      headers: { authorization, 'content-type': 'text/csv' },
      body: whole.slice(offset),
    });
    const { lines, accepted, duplicate, rejected, ...ended } = (await rest.json()) as Status;
    expect([lines, accepted + duplicate, rejected, ended.done, ended.offset]).toEqual([
      40_001,
      40_000,
      0,
      true,
      whole.length,
    ]);
  }, 60_000);
});

describe('a stop', () => {
  it('does not wait for an upload that does not end: it is over within ten seconds, in order', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pcrm-stop-'));
    try {
      const started = await start(folder, '--empty');
      const token = await bearer({ staffId: 'core', role: 'system' }, loadOrMakeSecret(folder, 'token'));
      const upload = await endless(started.url, token, '11111111-2222-4333-8444-666666666666');
      const dripping = setInterval(() => upload.write('x'), 50);
      await pause(300);
      const ended = await Promise.race([started.end('SIGTERM'), pause(STOP_MS, 'still running', { ref: false })]);
      clearInterval(dripping);
      expect(ended).toBe(0);
      // Closed files have no log beside them: the end was no kill.
      expect((await readdir(folder)).filter((file) => file.endsWith('-wal'))).toEqual([]);
      expect(started.said()).not.toMatch(/error/i);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }, 30_000);
});
