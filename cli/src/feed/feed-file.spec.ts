import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PretendedPlatform, type Answering, type Seen, type Told } from '../../test/pretended-platform.js';
import { pretend, type Pretended } from '../../test/pretended-surroundings.js';
import { runCommandLine } from '../command-line.js';
import { EXIT } from '../failure.js';

type Upload = {
  taken: Buffer;
  done: boolean;
  rejected: { line: number; field: string; reason: string; text: string }[];
};
/** Takes feeds as the platform does: from where it stands, whole lines, under the id it was given. `before` may interfere. */
class Desk {
  readonly uploads = new Map<string, Upload>();
  largest = 0;
  rejects: (line: string) => boolean = () => false;
  before: (seen: Seen, nth: number) => Told | undefined = () => undefined;
  private posts = 0;

  readonly answering: Answering = (seen) => {
    const url = new URL(seen.path, 'http://desk');
    const id = url.pathname.split('/')[3];
    if (seen.method === 'GET') return this.look(url, id ?? '');
    this.largest = Math.max(this.largest, seen.body.length);
    const interfered = this.before(seen, this.posts++);
    if (interfered) return interfered;
    return this.offered(id ?? String(seen.headers['idempotency-key']), seen.body, url.searchParams);
  };

  private offered(feedId: string, bytes: Buffer, query: URLSearchParams): Told {
    const upload = this.uploads.get(feedId) ?? { taken: Buffer.alloc(0), done: false, rejected: [] };
    const offset = Number(query.get('offset'));
    const stands = upload.taken.length;
    if (offset !== stands && offset + bytes.length > stands)
      return { status: 422, body: { code: 'feed.wrong-offset', status: 422, details: { offset: stands } } };
    if (offset === stands) this.take(upload, bytes, query.get('last') === 'true');
    this.uploads.set(feedId, upload);
    return { body: this.status(upload) };
  }

  take(upload: Upload, bytes: Buffer, last: boolean): void {
    const before = upload.taken.toString('latin1').split('\n').length - 1;
    const lines = bytes.toString('latin1').split('\n').filter(Boolean);
    upload.rejected.push(
      ...lines.flatMap((text, at) =>
        this.rejects(text)
          ? [
              {
                line: before + at + 1,
                field: 'balanceFen',
                reason: 'balanceFen.negative',
                zh: '不能为负数',
                en: 'must not be negative',
                text,
              },
            ]
          : [],
      ),
    );
    upload.taken = Buffer.concat([upload.taken, bytes]);
    upload.done ||= last;
  }

  status({ taken, done, rejected }: Upload): object {
    const lines = taken.toString('latin1').split('\n').slice(0, -1);
    const blank = lines.filter((text) => text === '' || text.startsWith('source,')).length;
    const counts = { accepted: lines.length - rejected.length - blank, duplicate: 0, rejected: rejected.length, blank };
    return { offset: taken.length, done, ...counts };
  }

  private look(url: URL, id: string): Told {
    const upload = this.uploads.get(id);
    if (!upload) return { status: 404, body: { code: 'resource.not-found', status: 404 } };
    if (!url.pathname.endsWith('/rejected')) return { body: this.status(upload) };
    const [from, limit] = [Number(url.searchParams.get('after') ?? 0), Number(url.searchParams.get('limit'))];
    const next = from + limit < upload.rejected.length ? { next: String(from + limit) } : {};
    return { body: { items: upload.rejected.slice(from, from + limit), ...next } };
  }
}

const LINES = 240_000;
const content = Array.from({ length: LINES }, (_, n) => `core,${String(n)},C1,deposit,2026-06-01,100,CNY\n`).join('');
let folder: string;
let file: string;
let desk: Desk;
let platform: PretendedPlatform;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pcrm-feed-'));
  file = join(folder, 'balances.csv');
  await writeFile(file, content);
  desk = new Desk();
  platform = await PretendedPlatform.start((seen) => desk.answering(seen));
});
afterEach(async () => {
  await platform[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});
const feed = (around: Pretended, ...more: string[]): Promise<number> =>
  runCommandLine(['feed', file, '--url', platform.url, ...more], around);
const only = (): Upload => {
  expect(desk.uploads.size).toBe(1);
  return [...desk.uploads.values()][0] as Upload;
};
const pieces = (): readonly Seen[] => platform.asked.filter(({ method }) => method !== 'GET');

describe('feeding a file', () => {
  it('sends all of it once, in pieces of whole lines of at most 4 MiB, and says what became of them', async () => {
    const around = pretend();
    expect(await feed(around)).toBe(EXIT.done);
    expect(only().taken.toString()).toBe(content);
    expect(pieces().length).toBe(Math.ceil(content.length / 4 / 1024 ** 2));
    expect(desk.largest).toBeLessThanOrEqual(4 * 1024 ** 2);
    expect(pieces().every(({ body }) => body.at(-1) === 10)).toBe(true);
    expect(pieces().map(({ path }) => /last=(\w+)/.exec(path)?.[1])).toEqual(['false', 'false', 'true']);
    expect(around.lines).toEqual([`${String(LINES)} accepted, 0 duplicate, 0 rejected`]);
    expect(around.bars.get('sending')).toEqual([content.length, content.length]);
  });

  it('says of each line of the file what became of it, the heading and empty ones too', async () => {
    await writeFile(file, `source,sequence,clientNo\n\n${content.slice(0, 400)}\n`);
    const around = pretend();
    expect(await feed(around)).toBe(EXIT.done);
    const [said = ''] = around.lines;
    expect(said).toMatch(/^\d+ accepted, 0 duplicate, 0 rejected, 2 heading or empty$/);
    const lines = (await readFile(file, 'latin1')).split('\n').length - 1;
    expect([...said.matchAll(/\d+/g)].reduce((sum, [count]) => sum + Number(count), 0)).toBe(lines);
  });

  it('names charset and format', async () => {
    await feed(pretend(), '--encoding', 'gbk');
    expect(pieces()[0]?.headers['content-type']).toBe('text/csv; charset=gb18030');
    await writeFile(file, '\uFEFF{"source":"core"}\n');
    await feed(pretend());
    expect(pieces().at(-1)?.headers['content-type']).toBe('application/x-ndjson; charset=utf-8');
  });

  it.each([
    ['a broken connection', 'cut' as const],
    [
      'a platform that is starting again',
      { status: 503, body: { code: 'service.unavailable' }, headers: { 'retry-after': '7' } },
    ],
  ])('waits %s out and sends the piece again', async (_what, told) => {
    desk.before = (_seen, nth) => (nth === 1 || nth === 2 ? told : undefined);
    expect(await feed(pretend())).toBe(EXIT.done);
    expect(only().taken.toString()).toBe(content);
    expect(pieces()).toHaveLength(5);
  });

  it('goes on where the platform stands when a piece was taken in part before the connection broke', async () => {
    desk.before = ({ path, body }, nth) => {
      if (nth !== 1) return undefined;
      const upload = [...desk.uploads.values()][0] as Upload;
      expect(path).toContain(`offset=${String(upload.taken.length)}`);
      desk.take(upload, body.subarray(0, body.indexOf(10, 5_000) + 1), false);
      return 'cut';
    };
    expect(await feed(pretend())).toBe(EXIT.done);
    expect(only().taken.toString()).toBe(content);
  });

  it('gives up after its patience, and the same command goes on from there', async () => {
    desk.before = (_seen, nth) => (nth > 0 ? 'cut' : undefined);
    const first = pretend();
    expect(await feed(first, '--patience', '20')).toBe(EXIT.unreachable);
    const taken = only().taken.length;
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(content.length);
    expect(first.now() - pretend().now()).toBeLessThanOrEqual(20_000);

    desk.before = () => undefined;
    const sent = pieces().length;
    const second = pretend();
    expect(await feed(second)).toBe(EXIT.done);
    expect(only().taken.toString()).toBe(content);
    expect(pieces()[sent]?.path).toContain(`offset=${String(taken)}`);
    expect(second.sentences).toContain(
      `Going on where it stopped (${String(Math.floor((taken / content.length) * 100))} %)`,
    );
  });

  it('ends on Ctrl-C with 130, signs out, and goes on with the next call', async () => {
    const keys = new AbortController();
    desk.before = (_seen, nth) => {
      if (nth === 1) keys.abort();
      return nth === 1 ? 'cut' : undefined;
    };
    const around = pretend({ stop: keys.signal });
    expect(await feed(around)).toBe(EXIT.interrupted);
    expect(around.sentences).toContain('Interrupted: the same command goes on from here');
    expect(platform.seen.at(-1)).toMatchObject({ method: 'DELETE', path: '/api/session' });
    expect(await feed(pretend())).toBe(EXIT.done);
    expect(only().taken.toString()).toBe(content);
  });

  it('sends a file anew that was sent to its end, and a changed file as another one', async () => {
    await feed(pretend());
    const again = pretend();
    expect(await feed(again)).toBe(EXIT.done);
    expect(again.sentences).toContain('This file was sent before; what is known already changes nothing');
    expect(desk.uploads.size).toBe(2);
    await writeFile(file, `${content}core,1,C2,deposit,2026-06-01,100,CNY\n`);
    await feed(pretend());
    expect(desk.uploads.size).toBe(3);
  });

  it('keeps one person from meeting the upload of another', async () => {
    const env = { PCRM_PASSWORD: 'right horse' };
    await feed(pretend({ env }), '--user', 'lin');
    await feed(pretend({ env }), '--user', 'wei');
    expect(desk.uploads.size).toBe(2);
  });

  it('writes every rejected line with number, field, reason and text to a file for its owner alone, and ends with 3', async () => {
    desk.rejects = (text) => /^core,\d*77,/.test(text);
    const around = pretend();
    expect(await feed(around)).toBe(EXIT.rejected);
    const written = (await readFile(`${file}.rejected.csv`, 'utf8')).trimEnd().split('\n');
    expect(written[0]).toBe('\uFEFFline,field,reason,text,原因,meaning');
    expect(written.slice(1)).toHaveLength(LINES / 100);
    expect(written[1]).toBe(
      '78,balanceFen,balanceFen.negative,"core,77,C1,deposit,2026-06-01,100,CNY",不能为负数,must not be negative',
    );
    expect((await stat(`${file}.rejected.csv`)).mode & 0o777).toBe(0o600);
    expect(around.lines).toEqual([
      `${String(LINES - LINES / 100)} accepted, 0 duplicate, ${String(LINES / 100)} rejected`,
    ]);
  });

  it('leaves no rejected file of an earlier run behind when nothing is rejected', async () => {
    await writeFile(`${file}.rejected.csv`, 'old');
    await feed(pretend());
    await expect(stat(`${file}.rejected.csv`)).rejects.toThrow('ENOENT');
  });

  it('says so when the platform takes nothing and does not refuse either', async () => {
    desk.before = (_seen, nth) =>
      nth === 1 ? { body: { offset: 0, done: false, accepted: 0, duplicate: 0, rejected: 0 } } : undefined;
    expect(await feed(pretend())).toBe(EXIT.failed);
  });

  it('refuses an empty file and one that is not there', async () => {
    await writeFile(file, '');
    expect(await feed(pretend())).toBe(EXIT.misused);
    await rm(file);
    expect(await feed(pretend())).toBe(EXIT.misused);
  });
});
