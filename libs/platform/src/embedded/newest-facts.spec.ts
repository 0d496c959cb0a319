import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { freshFolders } from '../../test/fresh-folders.js';
import { FACT_STEPS } from './fact-reader.js';
import { NewestFacts } from './newest-facts.js';
import { openSqlite } from './sqlite.js';
import { SqliteEventStore } from './sqlite.event-store.js';

const freshFolder = freshFolders();
const clock = { now: () => '2026-12-01T00:00:00.000Z' };

describe('what is known of the newest facts', () => {
  /** The file of a branch, opened by one process after the other. */
  const file = () => {
    const path = join(freshFolder(), 'facts.sqlite');
    const open = () => openSqlite(path, { synchronous: 'FULL', steps: FACT_STEPS });
    const store = () => new SqliteEventStore(open(), clock);
    const known = (...categories: string[]): readonly number[] => {
      using db = open();
      const head = Number(db.prepare('SELECT coalesce(max(position), 0) AS head FROM facts').get()?.['head']);
      const newest = new NewestFacts(db, head);
      return categories.map((name) => newest.of([name]));
    };
    /** Two facts of a category and many of another, by a program that noted nothing. */
    const madeBefore = async (): Promise<void> => {
      const before = store();
      await append(before, 'rare', 2);
      await append(before, 'common', 50_000);
      await before[Symbol.asyncDispose]();
      using db = open();
      db.exec('DELETE FROM newest');
    };
    return { store, known, madeBefore };
  };
  const append = async (store: SqliteEventStore, category: string, count: number): Promise<void> => {
    const metadata = { actor: 'a', commandId: 'c', correlationId: 'c', causationId: 'c', occurredAt: clock.now() };
    const event = (at: number) => ({ id: `${category}-${String(at)}`, type: 'T', version: 1, data: {}, metadata });
    await store.append(
      `${category}-${crypto.randomUUID()}`,
      -1,
      Array.from({ length: count }, (_, at) => event(at)),
    );
  };
  /** What a follower of a category finds behind a position before it is at the end. */
  const behind = async (store: SqliteEventStore, category: string, position: number): Promise<number> => {
    const stop = new AbortController();
    let found = 0;
    for await (const facts of store.subscribe([category], String(position), { signal: stop.signal })) {
      if (facts.length === 0) break;
      found += facts.length;
    }
    stop.abort();
    return found;
  };

  it('outlives the process that has written them, also one that was killed', async () => {
    const { store, known } = file();
    const first = store();
    await append(first, 'rare', 2);
    await append(first, 'common', 5);
    expect(known('rare', 'common', 'never')).toEqual([7, 7, 0]);
    await first[Symbol.asyncDispose]();
    expect(known('rare', 'common', 'never')).toEqual([2, 7, 0]);
    const killed = store();
    await append(killed, 'common', 3);
    await append(killed, 'new', 1);
    expect(known('rare', 'common', 'new')).toEqual([2, 10, 11]);
    await append(killed, 'common', 20_000);
    await append(killed, 'rare', 1);
    expect(known('rare', 'common', 'new')).toEqual([20_012, 20_011, 11]);
    await killed[Symbol.asyncDispose]();
  });

  it('is learned by looking where a file comes from a time when nothing was noted', async () => {
    const { store, known, madeBefore } = file();
    await madeBefore();
    expect(known('rare', 'common')).toEqual([50_002, 50_002]);
    const after = store();
    expect(await behind(after, 'rare', 0)).toBe(2);
    expect(await behind(after, 'rare', 2)).toBe(0);
    await after[Symbol.asyncDispose]();
    expect(known('rare', 'common')).toEqual([2, 50_002]);
  });

  it('is noted once it is learned, though nothing is written', async () => {
    const { store, known, madeBefore } = file();
    await madeBefore();
    // It is noted as far as it is known, which is nothing.
    await store()[Symbol.asyncDispose]();
    expect(known('rare')).toEqual([50_002]);
    const after = store();
    await behind(after, 'rare', 2);
    await after[Symbol.asyncDispose]();
    expect(known('rare')).toEqual([2]);
  });

  it('hides nothing that comes after it was looked', async () => {
    const { store } = file();
    await using one = store();
    await append(one, 'rare', 1);
    await append(one, 'common', 30_000);
    expect(await behind(one, 'rare', 1)).toBe(0);
    await append(one, 'rare', 3);
    expect(await behind(one, 'rare', 1)).toBe(3);
  });

  it('stays true where what was written is undone', async () => {
    const { store, known } = file();
    const one = store();
    await append(one, 'rare', 1);
    const poisoned = { stream: 'common-1', expected: -1, ids: ['x'], bodies: [null as unknown as string] };
    const [good, bad] = await one.appendWritten([
      { ...poisoned, stream: 'common-2', ids: Array.from({ length: 10_001 }, (_, at) => String(at)), bodies: Array.from({ length: 10_001 }, () => '{}') }, // prettier-ignore
      poisoned,
    ]);
    expect([Error.isError(good), Error.isError(bad)]).toEqual([false, true]);
    await append(one, 'rare', 1);
    await one[Symbol.asyncDispose]();
    expect(known('rare', 'common')).toEqual([10_003, 10_002]);
  });
});
