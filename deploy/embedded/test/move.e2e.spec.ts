import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { addDays, shanghaiInstant, toShanghaiDate } from '@pcrm/contracts';
import { openDataFolder, openStores } from '@pcrm/platform/embedded';
import { systemClock } from '@pcrm/event-sourcing';
import { openBranch, type Branch } from './branch.js';
import { held, pcrm, type Held } from './moving.js';
import { AFTER, replayed } from './replayed.js';
import { deskOf, people } from './words.js';

jest.setTimeout(120_000);

const FROM_SOURCE = ['--import', fileURLToPath(new URL('../../../tools/jest/from-source.mjs', import.meta.url))];
let folder: string;
let source: Branch;
let digest: readonly string[];
let before: Held;
const file = (name: string): string => join(folder, name);
const opened = (): Promise<Branch> => openBranch(undefined, AFTER);
const withKeys = async (target: Branch, name = 'keys'): Promise<Branch> => {
  expect(await pcrm(target, ['keys', 'import', file(name)])).toMatchObject({ code: 0 });
  return target;
};
/** Asks as usual until so many requests of a kind were sent; then something happens. */
const until = (nth: number, kind: RegExp, happens: () => unknown): typeof fetch => {
  let seen = 0;
  return async (url, init) => {
    const asked = typeof url === 'string' ? url : 'url' in url ? url.url : url.href;
    if (kind.test(`${init?.method ?? 'GET'} ${asked}`) && ++seen === nth) await happens();
    return await fetch(url, init);
  };
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pcrm-move-'));
  source = await openBranch();
  digest = await replayed(source);
  before = held(source.path);
  expect(before.facts.length).toBeGreaterThan(1_000);
  expect(await pcrm(source, ['keys', 'export', file('keys')])).toMatchObject({ code: 0 });
  expect(await pcrm(source, ['facts', 'export', file('facts')])).toMatchObject({ code: 0 });
}, 240_000);
afterAll(async () => {
  await source[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

describe('an export', () => {
  it('holds nothing personal in the clear, keys only sealed, and is for its owner alone', async () => {
    for (const name of ['keys', 'facts']) expect((await stat(file(name))).mode & 0o777).toBe(0o600);
    const facts = await readFile(file('facts'), 'utf8');
    expect(facts).toContain('sealed:v1:identity:');
    expect(facts).not.toMatch(/"(?:phone|idNumber)":"(?!sealed:)/);
    const subject = /"clientId":"([0-9a-f-]{36})"/.exec(facts)?.[1] ?? '';
    expect(await readFile(file('keys'), 'utf8')).not.toContain(subject);
  });

  it('goes on behind its last whole line when it was broken off, and comes to the same', async () => {
    const keys = new AbortController();
    const asks = until(2, /GET .*internal\/facts/, () => keys.abort());
    const broken = await pcrm(source, ['facts', 'export', file('again')], { stop: keys.signal, fetch: asks });
    expect(broken).toMatchObject({ code: 130, sentences: ['Interrupted: the same command goes on from here'] });
    const begun = await readFile(file('again'), 'utf8');
    await writeFile(file('again'), `${begun}{"position":"00000000000`);
    expect(await pcrm(source, ['facts', 'export', file('again')])).toMatchObject({ code: 0 });
    const [one, other] = [await readFile(file('again'), 'utf8'), await readFile(file('facts'), 'utf8')];
    expect(begun.length).toBeLessThan(other.length);
    expect(one).toBe(other);
    expect(await pcrm(source, ['facts', 'export', file('again')])).toMatchObject({ code: 2 });
  });

  it('does not go on with what was begun from another installation', async () => {
    const lines = (await readFile(file('facts'), 'utf8')).split('\n');
    await writeFile(file('foreign'), `${lines.slice(0, 9).join('\n')}\n`);
    await using other = await opened();
    const refused = await pcrm(other, ['facts', 'export', file('foreign')]);
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.sentences.at(-1)).toContain('was begun from another installation');
  });
});

describe('a branch that is moved', () => {
  it('has the digest it had, every fact and message in its place, and nobody acts again, twice neither', async () => {
    await using target = await withKeys(await opened());
    const came = await pcrm(target, ['facts', 'import', file('facts')]);
    expect(came).toMatchObject({ code: 0 });
    const count = String(before.facts.length);
    expect(came.lines).toEqual([
      expect.stringMatching(`^${count} facts = ${count} facts, \\d+ categories, sha256 \\w{64}$`),
    ]);
    expect(held(target.path)).toEqual(before);
    expect(await deskOf(target).digest()).toEqual(digest);
    await withKeys(target);
    const again = await pcrm(target, ['facts', 'import', file('facts')]);
    expect(again).toMatchObject({ code: 0, lines: came.lines });
    expect(again.sentences[0]).toContain(`0 written, ${count} were there`);
    expect(held(target.path)).toEqual(before);
    expect(await deskOf(target).digest()).toEqual(digest);
  });

  it('goes on where it was when it was killed in the middle, and tells nobody before all is there', async () => {
    const path = await mkdtemp(join(tmpdir(), 'pcrm-target-'));
    let target = await Target.on(path);
    try {
      expect(await pcrm(target, ['keys', 'import', file('keys')])).toMatchObject({ code: 0 });
      const keys = new AbortController();
      const killed = until(2, /POST .*facts\/import/, async () => {
        await target.kill();
        keys.abort();
      });
      const order = ['facts', 'import', file('facts')];
      expect(await pcrm(target, order, { fetch: killed, stop: keys.signal })).toMatchObject({ code: 130 });
      const half = held(path);
      expect(half.facts).toEqual(before.facts.slice(0, half.facts.length));
      expect([half.facts.length > 0, half.facts.length < before.facts.length]).toEqual([true, true]);
      target = await Target.on(path);
      const stopped = new AbortController();
      const late = until(1, /POST .*facts\/import\/end/, () => stopped.abort());
      expect(await pcrm(target, order, { fetch: late, stop: stopped.signal })).toMatchObject({ code: 130 });
      expect(held(path)).toEqual({ facts: before.facts, messages: [] });
      expect(await pcrm(target, order)).toMatchObject({ code: 0 });
      expect(held(path)).toEqual(before);
      const shown = await pcrm(target, ['digest']);
      expect(shown.lines).toEqual((await pcrm(source, ['digest'])).lines);
    } finally {
      await target.kill();
      await rm(path, { recursive: true, force: true });
    }
  });
});

describe('an import', () => {
  it('asks for the keys first, and for their passphrase', async () => {
    await using target = await opened();
    const early = await pcrm(target, ['facts', 'import', file('facts')]);
    expect(early.code).toBe(1);
    expect(early.sentences.at(-1)).toContain('Import the keys first');
    const wrong = await pcrm(target, ['keys', 'import', file('keys')], { passphrase: 'correct horse batterie' });
    expect(wrong.code).toBe(1);
    expect(wrong.sentences.at(-1)).toContain('The passphrase is wrong');
    expect(await pcrm(target, ['facts', 'import', file('facts')])).toMatchObject({ code: 1 });
    expect(held(target.path).messages).toEqual([]);
  });

  it('names the line that was changed, and notices what was cut off, before anything is sent', async () => {
    const lines = (await readFile(file('facts'), 'utf8')).split('\n');
    const nth = lines.findIndex((line) => /"amountFen":\d|"outletId":"/.test(line));
    const tampered = lines.map((line, at) => (at === nth ? line.replace(/"outletId":"./, '"outletId":"#') : line));
    expect(tampered).not.toEqual(lines);
    await writeFile(file('tampered'), tampered.join('\n'));
    await writeFile(file('cut'), lines.slice(0, -3).join('\n'));
    await writeFile(file('fewer'), lines.toSpliced(nth, 1).join('\n'));
    await using target = await withKeys(await opened());
    for (const [name, said] of [
      ['tampered', `Line ${String(nth + 1)} of `],
      ['fewer', `Line ${String(nth + 1)} of `],
      ['cut', 'has no end'],
    ] as const) {
      const refused = await pcrm(target, ['facts', 'import', file(name)]);
      expect(refused.code).toBe(1);
      expect(refused.sentences.at(-1)).toContain(said);
    }
    expect(held(target.path).facts).toEqual([]);
  });

  it('stops at an installation that has facts of its own, and names stream and revision', async () => {
    await using target = await withKeys(await opened());
    expect(
      (await target.as(people.administrator).csv('outlets/import', ['outletId,name', 'ZZ9,别处支行'])).status,
    ).toBe(200);
    await target.drained();
    const own = held(target.path);
    const refused = await pcrm(target, ['facts', 'import', file('facts')]);
    expect(refused.code).toBe(1);
    expect(refused.sentences.at(-1)).toMatch(/Another fact stands in this place.*\n\w+-\S+ @ \d+ \(≠ \w+-\S+ @ 0\)/);
    expect(held(target.path)).toEqual(own);
  });

  it('lets a tombstone win over a key, also when an older backup comes after a newer one', async () => {
    const path = await mkdtemp(join(tmpdir(), 'pcrm-erased-'));
    await using _gone = { [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
    await (await withKeys(await openBranch(path, AFTER)))[Symbol.asyncDispose]();
    await erase(path);
    {
      await using later = await openBranch(path, AFTER);
      expect((await pcrm(later, ['keys', 'export', file('newer')])).sentences.at(-1)).toContain('1 of them destroyed');
    }
    await using target = await withKeys(await withKeys(await opened(), 'newer'), 'keys');
    expect(await pcrm(target, ['facts', 'import', file('facts')])).toMatchObject({ code: 0 });
    expect((await pcrm(target, ['keys', 'export', file('kept')])).sentences.at(-1)).toContain('1 of them destroyed');
    const differing = (await deskOf(target).digest()).filter((line) => !digest.includes(line));
    expect(differing.some((line) => line.startsWith('clients client-list '))).toBe(true);
    expect(held(target.path).facts).toEqual(before.facts);
  });
});

describe('what is still to come', () => {
  it('falls due in both, and comes to the same', async () => {
    await using target = await withKeys(await opened());
    expect(await pcrm(target, ['facts', 'import', file('facts')])).toMatchObject({ code: 0 });
    const later = shanghaiInstant(addDays(toShanghaiDate(AFTER), 30), 9);
    for (const branch of [source, target]) {
      branch.standAt(later);
      await branch.drained();
    }
    const [there, here] = [source, target].map(({ path }) => held(path).facts.slice(before.facts.length).map(placeOf));
    expect(there?.length).toBeGreaterThan(20);
    expect(here?.toSorted()).toEqual(there?.toSorted());
  });
});

/** Stream and revision; ids of dispatches are made by chance. */
const placeOf = (fact: string): string => fact.split(' ').slice(0, 2).join(' ');

/** Destroys a key of the first client in the vault of a folder that nobody has open. */
async function erase(path: string): Promise<void> {
  using held = openDataFolder(path);
  await using stores = await openStores(held.files, systemClock);
  const [first] = await stores.vault.all(undefined, 1);
  await stores.vault.destroy(first?.subject ?? '', 'identity');
}

/** A branch in a process of its own, on a folder that outlives it. */
class Target {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    readonly secret: Uint8Array,
  ) {}

  static async on(path: string): Promise<Target> {
    const child = fork(new URL('./branch.process.ts', import.meta.url), [path, toShanghaiDate(AFTER), '8'], {
      execArgv: FROM_SOURCE,
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const [{ url, secret }] = (await once(child, 'message')) as [{ url: string; secret: string }];
    return new Target(child, url, Buffer.from(secret, 'base64'));
  }

  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGKILL');
    await once(this.child, 'exit');
  }
}
