import { PretendedPlatform, type Told } from '../../test/pretended-platform.js';
import { pretend } from '../../test/pretended-surroundings.js';
import { runCommandLine } from '../command-line.js';
import { EXIT } from '../failure.js';

let told: Told;
let platform: PretendedPlatform;
beforeEach(async () => {
  told = { status: 204 };
  platform = await PretendedPlatform.start(() => told);
});
afterEach(() => platform[Symbol.asyncDispose]());
const run = (args: readonly string[], around = pretend()): Promise<number> =>
  runCommandLine(['users', ...args, '--url', platform.url], around);
const asked = (): readonly unknown[] =>
  platform.asked.map(({ method, path, body }) => [
    `${method} ${path}`,
    body.length > 0 ? (JSON.parse(body.toString()) as unknown) : null,
  ]);

describe('users', () => {
  it('are listed with member of staff and state', async () => {
    told = {
      body: {
        items: [
          { userId: 'lin', staffId: 'QX-101', disabled: false, createdAt: '2026-06-01T00:00:00Z' },
          { userId: 'weiling', staffId: 'QX-1', disabled: true, createdAt: '2026-06-02T00:00:00Z' },
        ],
      },
    };
    const around = pretend();
    expect(await run(['list'], around)).toBe(EXIT.done);
    expect(around.lines).toEqual([
      'lin      QX-101  enabled   2026-06-01T00:00:00Z',
      'weiling  QX-1    disabled  2026-06-02T00:00:00Z',
    ]);
  });

  it('says so when there are none', async () => {
    told = { body: { items: [] } };
    const around = pretend();
    expect(await run(['list'], around)).toBe(EXIT.done);
    expect(around.lines).toEqual([]);
    expect(around.sentences.at(-1)).toContain('There are no users yet');
  });

  it('are added with a password typed twice; two that differ are refused and nothing is sent', async () => {
    const typed = (...words: readonly string[]) => {
      const answers = words.values();
      return pretend({ askSecret: async () => answers.next().value });
    };
    expect(await run(['add', 'lin', '--staff', 'QX-101'], typed('correct horse', 'correct hose'))).toBe(EXIT.misused);
    expect(asked()).toEqual([]);
    expect(await run(['add', 'lin', '--staff', 'QX-101'], typed('correct horse', 'correct horse'))).toBe(EXIT.done);
    expect(asked()).toEqual([['POST /api/users', { userId: 'lin', staffId: 'QX-101', password: 'correct horse' }]]);
  });

  it('get a password from standard input, or a made-up one that is printed once', async () => {
    const around = pretend({ readInput: async () => 'from a pipe\n' });
    expect(await run(['reset-password', 'lin', '--password-stdin'], around)).toBe(EXIT.done);
    expect(asked()).toEqual([['PUT /api/users/lin/password', { password: 'from a pipe' }]]);
    expect([...around.lines, ...around.sentences].join()).not.toContain('from a pipe');

    const again = pretend();
    expect(await run(['reset-password', 'lin', '--generate'], again)).toBe(EXIT.done);
    expect(again.lines[0]).toMatch(/^[\w-]{16}$/);
    expect(asked().at(-1)).toEqual(['PUT /api/users/lin/password', { password: again.lines[0] }]);
  });

  it('get none where nobody can type and none was given', async () => {
    const around = pretend();
    expect(await run(['add', 'lin', '--staff', 'QX-101'], around)).toBe(EXIT.misused);
    expect(around.sentences.at(-1)).toContain('--password-stdin');
    expect(asked()).toEqual([]);
  });

  it('are locked out and let in again', async () => {
    await run(['disable', 'lin']);
    await run(['enable', 'lin']);
    expect(asked()).toEqual([
      ['PUT /api/users/lin/disabled', { disabled: true }],
      ['PUT /api/users/lin/disabled', { disabled: false }],
    ]);
  });

  it('that are refused end with 1 and the code of the refusal', async () => {
    told = { status: 422, body: { code: 'user.exists', title: 'There is such a user' } };
    const around = pretend();
    expect(await run(['add', 'lin', '--staff', 'QX-101', '--generate'], around)).toBe(EXIT.failed);
    expect(around.sentences.at(-1)).toContain('There is such a user (user.exists)');
    expect(around.lines).toEqual([]);
  });
});
