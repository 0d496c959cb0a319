import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PretendedPlatform, type Seen, type Told } from '../../test/pretended-platform.js';
import { pretend, type Pretended } from '../../test/pretended-surroundings.js';
import { runCommandLine } from '../command-line.js';
import { EXIT } from '../failure.js';
import type { Fact, FactAt } from './fact-tally.js';

/** An installation as the command line sees it: facts with positions, keys in pages, services that are done or not. */
class Installation {
  facts: FactAt[] = [];
  ended = 0;
  parked: object[] = [];
  busy = (_asked: number): boolean => false;
  before: (seen: Seen) => Told | undefined = () => undefined;
  readonly pages: unknown[] = [];
  private asked = 0;

  private readonly doors: { readonly [door: string]: (query: URLSearchParams, body: string) => Told } = {
    'GET facts': (query) => ({ body: { now: '2026-06-15T02:00:00.000Z', facts: this.after(query) } }),
    'POST facts/import': (query, body) => this.take(query.get('after'), body.split('\n')),
    'POST facts/import/end': () => ((this.ended += 1), { status: 204 }),
    'POST keys/export': (_, body) => this.exportKeys(JSON.parse(body) as { page: number }),
    'POST keys/import': (_, body) => {
      this.pages.push(JSON.parse(body));
      return { body: { subjects: 2, tombstones: 1, last: this.pages.length === 3 } };
    },
  };

  readonly answering = (seen: Seen): Told => {
    const { pathname, searchParams } = new URL(seen.path, 'http://there');
    const told = this.before(seen);
    if (told) return told;
    const door = this.doors[`${seen.method} ${pathname.replace('/api/internal/', '')}`];
    if (door) return door(searchParams, seen.body.toString());
    if (pathname.endsWith('/drained')) return { body: { drained: !this.busy(this.asked++) } };
    return { body: pathname.endsWith('/parked') ? { keys: this.parked } : [] };
  };

  private after(query: URLSearchParams): readonly FactAt[] {
    const rest = this.facts.filter(({ position }) => position > (query.get('after') ?? ''));
    return rest.slice(0, Number(query.get('limit')));
  }

  private take(after: string | null, lines: readonly string[]): Told {
    for (const line of lines) this.add(JSON.parse(line) as Fact);
    return { body: { position: after ?? this.facts.at(-1)?.position ?? null, written: lines.length, there: 0 } };
  }

  private exportKeys({ page }: { page: number }): Told {
    return { body: { sealed: `page-${String(page)}`, subjects: 2, tombstones: 1, ...(page < 2 && { next: 'x' }) } };
  }

  add(fact: Fact): void {
    this.facts.push({ position: String(this.facts.length + 1).padStart(4, '0'), fact });
  }
}

const fact = (n: number): Fact => ({
  stream: `client-${String(n % 3)}`,
  revision: n,
  data: { n, name: 'sealed:v1:…' },
});
let there: Installation;
let platform: PretendedPlatform;
let folder: string;
beforeEach(async () => {
  there = new Installation();
  platform = await PretendedPlatform.start((seen) => there.answering(seen));
  folder = await mkdtemp(join(tmpdir(), 'pcrm-cli-'));
  for (let n = 0; n < 1_205; n++) there.add(fact(n));
});
afterEach(async () => {
  await platform[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});
const file = (name: string): string => join(folder, name);
const run = (args: readonly string[], around: Pretended = pretend()): Promise<number> =>
  runCommandLine([...args, '--url', platform.url], around);

describe('facts export', () => {
  it('writes every fact in order, its end says how many, until when and what they amount to', async () => {
    const around = pretend();
    expect(await run(['facts', 'export', file('f')], around)).toBe(EXIT.done);
    const lines = (await readFile(file('f'), 'utf8')).split('\n');
    expect(lines).toHaveLength(1 + 1_205 + 1 + 1);
    expect(JSON.parse(lines[3] ?? '')).toMatchObject({ position: '0003', fact: fact(2) });
    const { end } = JSON.parse(lines.at(-2) ?? '') as { end: object };
    const settledAt = '2026-06-15T02:00:00.000Z';
    expect(end).toEqual({
      facts: 1_205,
      settledAt,
      categories: { client: 1_205 },
      sha256: expect.stringMatching(/^\w{64}$/),
    });
    expect(around.sentences.at(-1)).toContain('1205 facts exported');
  });

  it('takes in what comes while it waits, and ends when nobody has anything to do', async () => {
    there.busy = (asked) => {
      if (asked === 7) there.add(fact(1_205));
      return asked < 20;
    };
    expect(await run(['facts', 'export', file('f')])).toBe(EXIT.done);
    expect(await readFile(file('f'), 'utf8')).toContain('"facts":1206');
  });

  it('does not wait for ever: then it says for whom it waited', async () => {
    there.busy = () => true;
    const around = pretend();
    expect(await run(['facts', 'export', file('f'), '--wait', '30'], around)).toBe(EXIT.failed);
    expect(around.sentences.at(-1)).toMatch(/^After 30 s not everything is done yet: clients, allocation/);
  });

  it('leaves nothing behind that is parked', async () => {
    there.parked = [{ consumer: 'clients.greet', key: 'k-1', count: 1, reason: 'x', since: '' }];
    const around = pretend();
    expect(await run(['facts', 'export', file('f')], around)).toBe(EXIT.failed);
    expect(around.sentences.at(-1)).toContain('Messages are parked (clients.greet k-1)');
  });
});

describe('a text with signs that end a line elsewhere', () => {
  it.each(['\u2028', '\u2029', '\u0085', '\r', '\v'])(
    '%j comes back as it went, also in an export that goes on',
    async (sign) => {
      there.add({ stream: 'template-1', revision: 0, data: { text: `a${sign}b` } });
      const went = there.facts;
      expect(await run(['facts', 'export', file('f')])).toBe(EXIT.done);
      await writeFile(file('f'), (await readFile(file('f'), 'utf8')).split('\n').slice(0, -2).join('\n') + '\n');
      expect(await run(['facts', 'export', file('f')])).toBe(EXIT.done);
      there.facts = [];
      expect(await run(['facts', 'import', file('f')])).toBe(EXIT.done);
      expect(there.facts).toEqual(went);
    },
  );
});

describe('facts import', () => {
  let exported: readonly FactAt[];
  beforeEach(async () => {
    await run(['facts', 'export', file('f')]);
    exported = there.facts;
    there.facts = [];
  });

  it('sends them in order and in pieces, compares both sides, says so in a line, and lets them be heard', async () => {
    const around = pretend();
    expect(await run(['facts', 'import', file('f')], around)).toBe(EXIT.done);
    expect(there.facts).toEqual(exported);
    expect(platform.asked.filter(({ path }) => path.includes('import?'))).toHaveLength(3);
    expect(around.lines).toEqual([expect.stringMatching(/^1205 facts = 1205 facts, 1 categories, sha256 \w{64}$/)]);
    expect([there.ended, around.sentences.at(-1)]).toEqual([1, '1205 written, 0 were there; the views follow …']);
  });

  it('lets nothing be heard when the two sides differ, and says what differs', async () => {
    there.before = ({ path }) => {
      const last = there.facts.at(-1);
      if (path.includes('/facts?') && last)
        there.facts[there.facts.length - 1] = { ...last, fact: { ...fact(9), stream: 'visit-1' } };
      return undefined;
    };
    const around = pretend();
    expect(await run(['facts', 'import', file('f')], around)).toBe(EXIT.failed);
    expect(around.sentences.at(-1)).toMatch(/The two sides differ: client 1205 ≠ 1204; visit 0 ≠ 1; sha256 \w+ ≠ \w+/);
    expect([there.ended, around.lines]).toEqual([0, []]);
  });

  it('names stream and revision of what is refused', async () => {
    const details = { stream: 'client-1', revision: 7, thereStream: 'client-2', thereRevision: 0 };
    there.before = ({ path }) =>
      path.includes('import?')
        ? { status: 422, body: { title: 'Another fact', code: 'facts.differ', details } }
        : undefined;
    const around = pretend();
    expect(await run(['facts', 'import', file('f')], around)).toBe(EXIT.failed);
    expect(around.sentences.at(-1)).toBe('Another fact (facts.differ)\nclient-1 @ 7 (≠ client-2 @ 0)');
  });

  it('takes no other file, and none that is not there', async () => {
    await writeFile(file('other'), '{"a":1}\n');
    await writeFile(file('empty'), '');
    for (const name of ['other', 'empty', 'nowhere'])
      expect(await run(['facts', 'import', file(name)])).toBe(EXIT.misused);
  });
});

describe('keys', () => {
  const secret = { PCRM_PASSPHRASE: 'a passphrase of some length' };
  type Body = { readonly wrappingKey: string; readonly page: number; readonly sealed?: string };
  const bodies = (path: string): readonly Body[] =>
    platform.asked.filter((seen) => seen.path.endsWith(path)).map((seen) => JSON.parse(seen.body.toString()) as Body);

  it('are exported page by page under a key made from the passphrase, which is sent nowhere', async () => {
    const around = pretend({ env: secret });
    expect(await run(['keys', 'export', file('k')], around)).toBe(EXIT.done);
    const [header, ...pages] = (await readFile(file('k'), 'utf8')).trimEnd().split('\n');
    expect(JSON.parse(header ?? '')).toMatchObject({ pcrm: 'keys', scrypt: { N: 131_072, r: 8, p: 1 } });
    expect(pages).toEqual(['page-0', 'page-1', 'page-2']);
    expect(around.sentences.at(-1)).toBe(`Keys of 6 clients exported to ${file('k')}, 3 of them destroyed`);
    expect(await run(['keys', 'import', file('k')], pretend({ env: secret }))).toBe(EXIT.done);
    const [out, back] = [bodies('/keys/export'), bodies('/keys/import')];
    expect(new Set([...out, ...back].map(({ wrappingKey }) => wrappingKey)).size).toBe(1);
    expect(back.map(({ page, sealed }) => [page, sealed])).toEqual(pages.map((sealed, page) => [page, sealed]));
    expect(JSON.stringify(platform.seen)).not.toContain(secret.PCRM_PASSPHRASE);
    expect(await run(['keys', 'export', file('k')], pretend({ env: secret }))).toBe(EXIT.misused);
  });

  it('need a passphrase of some length, typed twice alike', async () => {
    const typed = (...answers: string[]) => pretend({ askSecret: async () => answers.shift() });
    for (const around of [typed(), typed('short'), typed('long enough to be one', 'long enough to be two')])
      expect(await run(['keys', 'export', file('k')], around)).toBe(EXIT.misused);
    expect(platform.asked).toEqual([]);
  });

  it('say when the file was cut short, changed, or wants too much of this machine', async () => {
    await run(['keys', 'export', file('k')], pretend({ env: secret }));
    const lines = (await readFile(file('k'), 'utf8')).split('\n');
    await writeFile(file('cut'), lines.slice(0, 3).join('\n'));
    const around = pretend({ env: secret });
    expect(await run(['keys', 'import', file('cut')], around)).toBe(EXIT.failed);
    expect(around.sentences.at(-1)).toContain('is not whole');
    there.before = ({ path, body }) =>
      path.endsWith('/keys/import') && (JSON.parse(body.toString()) as Body).page === 1
        ? { status: 422, body: { title: 'no', code: 'keys.not-opened' } }
        : undefined;
    expect(await run(['keys', 'import', file('k')], around)).toBe(EXIT.failed);
    expect(around.sentences.at(-1)).toContain('Line 3 of ');
    await writeFile(file('greedy'), (lines[0] ?? '').replace('131072', '1073741824'));
    expect(await run(['keys', 'import', file('greedy')], around)).toBe(EXIT.misused);
  });
});
