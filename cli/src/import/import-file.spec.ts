import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode, encode } from 'iconv-lite';
import { PretendedPlatform, type Answering } from '../../test/pretended-platform.js';
import { pretend } from '../../test/pretended-surroundings.js';
import { runCommandLine } from '../command-line.js';
import { EXIT } from '../failure.js';

/** Takes every line but those that begin with `bad`; a heading without `clientNo` is refused as a whole. */
const importing: Answering = ({ body, headers }) => {
  const charset = /charset=(\S+)/.exec(headers['content-type'] ?? '')?.[1] ?? '';
  const lines = decode(body, charset).split('\n');
  if (!lines[0]?.startsWith('clientNo'))
    return {
      body: {
        accepted: 0,
        duplicate: 0,
        rejected: [{ line: 1, field: 'clientNo', reason: 'column.missing', text: lines[0] }],
      },
    };
  const rejected = lines.flatMap((text, at) =>
    text.startsWith('bad') ? [{ line: at + 1, field: 'clientNo', reason: 'code.bad', text }] : [],
  );
  const all = lines.slice(1).filter(Boolean).length;
  return { body: { accepted: all - rejected.length, duplicate: 0, rejected } };
};
let folder: string;
let file: string;
let platform: PretendedPlatform;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pcrm-import-'));
  file = join(folder, 'clients.csv');
  platform = await PretendedPlatform.start(importing);
});
afterEach(async () => {
  await platform[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});
const run = (around = pretend(), ...more: string[]): Promise<number> =>
  runCommandLine(['import', 'clients', file, '--url', platform.url, ...more], around);

describe('importing a file', () => {
  it('sends a large file in pieces under its heading, and names rejected lines by their number in the file', async () => {
    const lines = Array.from(
      { length: 40_000 },
      (_, n) => `${n % 10_000 === 9_999 ? 'bad' : 'C'}${String(n)},${'x'.repeat(60)}`,
    );
    await writeFile(file, ['clientNo,name', ...lines, ''].join('\n'));
    const around = pretend();
    expect(await run(around)).toBe(EXIT.rejected);
    expect(platform.asked.length).toBeGreaterThan(2);
    expect(
      platform.asked.every(({ path, body }) => path === '/api/clients/import' && body.length < 4 * 1024 ** 2),
    ).toBe(true);
    expect(around.lines).toEqual(['39996 accepted, 0 duplicate, 4 rejected']);
    const rejected = (await readFile(`${file}.rejected.csv`, 'utf8')).trimEnd().split('\n').slice(1);
    expect(rejected.map((line) => line.split(',')[0])).toEqual(['10001', '20001', '30001', '40001']);
    expect(new Set(platform.asked.map(({ headers }) => headers['idempotency-key'])).size).toBe(platform.asked.length);
  });

  it('sends GB18030 as it is, and writes what was rejected in the same encoding', async () => {
    await writeFile(file, encode('clientNo,name\nbad1,韦玲\n', 'gb18030'));
    expect(await run(pretend(), '--encoding', 'gb18030')).toBe(EXIT.rejected);
    expect(platform.asked[0]?.headers['content-type']).toBe('text/csv; charset=gb18030');
    expect(decode(await readFile(`${file}.rejected.csv`), 'gb18030')).toContain('2,clientNo,code.bad,"bad1,韦玲"');
  });

  it('stops at a heading that is refused', async () => {
    await writeFile(file, `no heading\n${'C1,x\n'.repeat(400_000)}`);
    expect(await run()).toBe(EXIT.rejected);
    expect(platform.asked).toHaveLength(1);
  });

  it('sends a file of a heading alone, and one without a line end', async () => {
    await writeFile(file, 'clientNo,name');
    expect(await run()).toBe(EXIT.done);
    await writeFile(file, 'clientNo,name\nC1,a');
    const around = pretend();
    expect(await run(around)).toBe(EXIT.done);
    expect(around.lines).toEqual(['1 accepted, 0 duplicate, 0 rejected']);
    expect(platform.asked.map(({ body }) => body.toString())).toEqual(['clientNo,name', 'clientNo,name\nC1,a']);
  });
});
