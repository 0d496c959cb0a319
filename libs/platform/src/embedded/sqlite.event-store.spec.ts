import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { fixedClock, type NewEvent, systemClock, Unavailable } from '@pcrm/event-sourcing';
import { eventStoreContract } from '@pcrm/event-sourcing/testing';
import { freshFolders } from '../../test/fresh-folders.js';
import { FACT_STEPS } from './fact-reader.js';
import { openSqlite } from './sqlite.js';
import { SqliteEventStore } from './sqlite.event-store.js';

const freshFolder = freshFolders();

const open = (path: string) =>
  new SqliteEventStore(openSqlite(path, { synchronous: 'FULL', steps: FACT_STEPS }), systemClock);

eventStoreContract('sqlite in memory', async () => open(':memory:'));
eventStoreContract('sqlite in a file', async () => open(join(freshFolder(), 'facts.sqlite')));

describe('facts in SQLite', () => {
  const opened = () => {
    const db = openSqlite(':memory:', { synchronous: 'FULL', steps: FACT_STEPS });
    return { db, store: new SqliteEventStore(db, fixedClock('2026-03-01T00:00:00.000Z'), 100) };
  };
  const metadata = {
    actor: 's',
    commandId: 'c',
    correlationId: 'c',
    causationId: 'c',
    occurredAt: '2026-01-01T00:00:00.000Z',
  };
  const fact = (id: string): NewEvent => ({ id, type: 'Counted', version: 1, data: {}, metadata });

  it('counts positions without gaps, also after a transaction that was undone', async () => {
    const { db, store } = opened();
    expect((await store.append('noun-1', -1, [fact('1')])).position).toBe('0000000000000001');
    db.exec(
      `CREATE TRIGGER odd BEFORE INSERT ON facts WHEN new.body LIKE '%odd%' BEGIN SELECT raise(ABORT, 'odd'); END`,
    );
    const results = await Promise.allSettled([
      store.append('noun-2', -1, [fact('2'), fact('odd')]),
      store.append('noun-3', -1, [fact('3')]),
    ]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ value: { position: '0000000000000002', revision: 0 } });
    expect(await store.read('noun-2')).toEqual([]);
    expect((await store.append('noun-2', -1, [fact('4')])).position).toBe('0000000000000003');
    await store[Symbol.asyncDispose]();
  });

  it('writes the time of its clock beside each fact', async () => {
    const { store } = opened();
    await store.append('noun-1', -1, [fact('1')]);
    expect((await store.read('noun-1'))[0]?.recordedAt).toBe('2026-03-01T00:00:00.000Z');
    await store[Symbol.asyncDispose]();
  });

  it('answers Unavailable when too much waits, for the caller that is too much', async () => {
    const { store } = opened();
    const many = (n: number) => Array.from({ length: n }, (_, at) => fact(String(at)));
    const fits = store.append('noun-1', -1, many(90));
    await expect(store.append('noun-2', -1, many(20))).rejects.toBeInstanceOf(Unavailable);
    await expect(store.appendMany([{ stream: 'noun-3', expected: -1, events: many(20) }])).rejects.toBeInstanceOf(
      Unavailable,
    );
    expect((await fits).revision).toBe(89);
    await store[Symbol.asyncDispose]();
    await expect(store.append('noun-4', -1, [fact('1')])).rejects.toBeInstanceOf(Unavailable);
  });

  it('looks past many facts of other categories', async () => {
    const { db, store } = opened();
    db.exec(`
      INSERT INTO categories VALUES (1, 'other'); INSERT INTO streams VALUES (1, 'other-1', 1);
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 45000)
      INSERT INTO facts SELECT i, 1, i - 1, 1, 0, '{}' FROM n;
    `);
    const again = new SqliteEventStore(db, fixedClock('2026-03-01T00:00:00.000Z'));
    await again.append('rare-1', -1, [fact('1')]);
    const stop = new AbortController();
    for await (const batch of again.subscribe(['rare'], undefined, { signal: stop.signal })) {
      expect(batch.map((one) => one.position)).toEqual(['0000000000045001']);
      break;
    }
    await store[Symbol.asyncDispose]();
  });
});
