import { pretend } from '../test/pretended-surroundings.js';
import { runCommandLine } from './command-line.js';
import { EXIT } from './failure.js';

const never: typeof fetch = () => Promise.reject(new Error('nothing may be sent'));

describe('a command line', () => {
  it.each([
    [['nonsense'], /unknown command 'nonsense'/],
    [['digest', '--nonsense'], /unknown option '--nonsense'/],
    [['digest', '--url', 'localhost:8080'], /looks like http/],
    [['digest', '--url', 'ftp://localhost'], /looks like http/],
    [['digest', '--url', 'http://admin:pw@localhost'], /looks like http/],
    [['digest', '--service', 'weather'], /Allowed choices are clients/],
    [['import', 'cats', 'cats.csv'], /Allowed choices are outlets, staff, clients/],
    [['import', 'staff'], /missing required argument 'file'/],
    [['import', 'staff', 'a.csv', '--encoding', 'latin1'], /utf-8, gb18030/],
    [['feed', 'a.csv', '--patience', '-1'], /whole number/],
    [['feed', 'a.csv', '--format', 'xml'], /Allowed choices are csv, ndjson/],
    [['demo', 'folder', '--clients', '0'], /whole number/],
    [['demo', 'folder', '--days', '1.5'], /whole number/],
    [['demo', 'folder', '--start', '2026-02-30'], /looks like 2026-01-31/],
    [['demo', 'folder', '--start', 'yesterday'], /looks like 2026-01-31/],
    [['users', 'add', 'lin'], /required option '--staff <ID>'/],
    [['parked', 'drop', 'clients.list.v1', 'k'], /required option '--reason <TEXT>'/],
    [['parked', 'replay', 'clients.list.v1'], /Give a key, or --all/],
    [['parked', 'replay', 'clients.list.v1', 'k', '--all'], /Give a key, or --all/],
    [['rebuild'], /missing required argument 'view'/],
  ])('%j that makes no sense ends with 2, says why, and sends nothing', async (args, why) => {
    const around = pretend({ fetch: never });
    expect(await runCommandLine(args, around)).toBe(EXIT.misused);
    expect(around.sentences.join('\n')).toMatch(why);
  });

  it.each([[['--help']], [['feed', '--help']], [['parked', 'list', '-h']], [['help', 'users']]])(
    '%j explains itself and ends with 0',
    async (args) => {
      const around = pretend({ fetch: never });
      expect(await runCommandLine(args, around)).toBe(EXIT.done);
      expect(around.lines.join('\n')).toMatch(/^Usage: pcrm/);
    },
  );

  it('speaks Chinese to whoever did not ask for English', async () => {
    const around = pretend({ fetch: never, language: 'zh' });
    await runCommandLine(['feed', '--help'], around);
    expect(around.lines.join('\n')).toMatch(/用法：[^]*上传核心系统的余额与到店文件/);
  });
});
