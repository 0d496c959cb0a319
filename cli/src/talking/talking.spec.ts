import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PretendedPlatform, type Told } from '../../test/pretended-platform.js';
import { pretend, type Pretended } from '../../test/pretended-surroundings.js';
import { runCommandLine } from '../command-line.js';
import { EXIT } from '../failure.js';

const NOBODY: Told = { status: 401, body: { code: 'access.not-signed-in', title: '请先登录' } };
let told: (headers: { [name: string]: unknown }) => Told;
let platform: PretendedPlatform;
beforeEach(async () => {
  told = () => ({ body: { items: [] } });
  platform = await PretendedPlatform.start(({ headers }) => told(headers));
});
afterEach(() => platform[Symbol.asyncDispose]());
const run = (around: Pretended, ...more: string[]): Promise<number> =>
  runCommandLine(['users', 'list', '--url', platform.url, ...more], around);
const asked = () => platform.asked.map(({ headers }) => headers);

describe('signing in', () => {
  it('is by user and password; the session is used with the CSRF header and ended', async () => {
    const around = pretend({ env: { PCRM_PASSWORD: 'right horse' } });
    expect(await run(around, '--user', 'admin')).toBe(EXIT.done);
    expect(platform.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /api/session',
      'GET /api/users',
      'DELETE /api/session',
    ]);
    expect(asked()[0]).toMatchObject({ cookie: 'pcrm_session=session-of-admin', 'x-pcrm-csrf': 'pcrm' });
    expect(platform.seen.every(({ headers }) => headers['x-pcrm-csrf'] !== undefined)).toBe(true);
  });

  it('asks for the password where somebody sits at a terminal, and says what to do where nobody does', async () => {
    expect(await run(pretend({ askSecret: async () => 'right horse' }), '--user', 'admin')).toBe(EXIT.done);
    const around = pretend();
    expect(await run(around, '--user', 'admin')).toBe(EXIT.denied);
    expect(around.sentences[0]).toContain('PCRM_PASSWORD');
  });

  it('ends with 5 when user and password do not belong together, without repeating the password', async () => {
    const around = pretend();
    expect(await run(around, '--user', 'admin', '--password', 'wrong horse')).toBe(EXIT.denied);
    expect(around.sentences.join()).toContain('access.not-signed-in');
    expect(around.sentences.join()).not.toContain('wrong horse');
  });

  it('is by a token from the environment or from a file that is read again when the token ran out', async () => {
    expect(await run(pretend({ env: { PCRM_TOKEN: 'first' } }))).toBe(EXIT.done);
    expect(asked()[0]?.authorization).toBe('Bearer first');
    const folder = await mkdtemp(join(tmpdir(), 'pcrm-token-'));
    const file = join(folder, 'token');
    await writeFile(file, 'old\n');
    let renewed: Promise<void> | undefined;
    platform.seen.length = 0;
    await platform[Symbol.asyncDispose]();
    platform = await PretendedPlatform.start(async ({ headers: { authorization } }) => {
      await (renewed ??= writeFile(file, 'new\n'));
      return authorization === 'Bearer new' ? { body: { items: [] } } : NOBODY;
    });
    expect(await run(pretend(), '--token-file', file)).toBe(EXIT.done);
    expect(asked().map(({ authorization }) => authorization)).toEqual(['Bearer old', 'Bearer new']);
    await rm(folder, { recursive: true });
  });

  it('is by picking somebody of the demo branch, an administrator unless told', async () => {
    const around = pretend();
    await run(around);
    await run(around, '--persona', 'QX-101');
    expect(asked().map(({ cookie }) => cookie)).toEqual([
      'pcrm_session=session-of-ZH-04',
      'pcrm_session=session-of-QX-101',
    ]);
    expect(around.sentences.filter((one) => !one.startsWith('There are no users'))).toEqual([
      'Demo data: acting as ZH-04',
    ]);
  });

  it('ends with 5 for what the signed-in person may not do', async () => {
    told = () => ({ status: 403, body: { code: 'access.denied', title: 'You may not do this', traceId: 'abc' } });
    const around = pretend();
    expect(await run(around)).toBe(EXIT.denied);
    expect(around.sentences.at(-1)).toBe(
      'You may not do this (access.denied) [trace abc]\nSign in as somebody who may do this.',
    );
  });
});

describe('an answer', () => {
  it('that names wrong fields is told field by field, in the language of the person', async () => {
    told = (headers) => ({
      status: 400,
      body: {
        code: 'input.bad',
        title: headers['accept-language'],
        errors: [{ field: 'userId', message: 'is wrong' }],
      },
    });
    const around = pretend();
    expect(await run(around)).toBe(EXIT.failed);
    expect(around.sentences.at(-1)).toBe('en (input.bad)\n  userId: is wrong');
  });

  it('that never comes ends with 4 and names the address, not the request', async () => {
    const { url } = platform;
    await platform[Symbol.asyncDispose]();
    platform = await PretendedPlatform.start(() => 'cut');
    const around = pretend({ env: { PCRM_TOKEN: 'secret' } });
    expect(await runCommandLine(['digest', '--url', url], around)).toBe(EXIT.unreachable);
    expect(around.sentences.join()).toContain(`${url} does not answer (ECONNREFUSED)`);
    expect(around.sentences.join()).not.toContain('secret');
  });
});
