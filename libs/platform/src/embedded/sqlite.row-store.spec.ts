import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { BadCursor, VersionConflict, type Commit, type JsonObject } from '@pcrm/event-sourcing';
import { rowStoreContract } from '@pcrm/event-sourcing/testing';
import { freshFolders } from '../../test/fresh-folders.js';
import { ROW_STEPS, RowReader } from './row-reader.js';
import { openReader, openSqlite } from './sqlite.js';
import { SqliteRowStore } from './sqlite.row-store.js';

const freshFolder = freshFolders();

const open = (path: string) => new SqliteRowStore(openSqlite(path, { synchronous: 'NORMAL', steps: ROW_STEPS }));

rowStoreContract('sqlite in memory', async () => open(':memory:'));
rowStoreContract('sqlite in a file', async () => open(join(freshFolder(), 'views.sqlite')));

describe('rows in SQLite', () => {
  const table = { name: 'odd"; DROP TABLE tables; --', indexes: { 'by "x"': ['a "b".c\'d'], byTag: ['tags[]', 'n'] } };
  const doc = { 'a "b"': { "c'd": 'v' }, tags: ['x', 'y'], n: 1 };
  const write = (expected: number, changed: JsonObject): Commit => ({
    writes: [{ table, rows: [{ key: 'k', expected, seen: {}, doc: changed }] }],
  });
  const opened = async () => {
    const db = openSqlite(':memory:', { synchronous: 'NORMAL', steps: ROW_STEPS });
    const store = new SqliteRowStore(db);
    await store.declare(table);
    return { store, changes: () => Number(db.prepare('SELECT total_changes() AS n').get()?.['n']) };
  };

  it('takes any name for tables, indexes and paths', async () => {
    const { store } = await opened();
    await store.commit(write(0, doc));
    const found = await store.find(table, { index: 'by "x"', prefix: ['v'], limit: 1, where: { 'a "b".c\'d': ['v'] } });
    expect(found.rows).toHaveLength(1);
    const byDocument = { 'a "b".c\'d': ['v', null], n: [1, true] };
    expect(await store.count(table, { index: 'key', where: byDocument })).toBe(1);
  });

  it('waits for the disk at a commit that must be durable, and at no other', async () => {
    const db = openSqlite(join(freshFolder(), 'views.sqlite'), { synchronous: 'NORMAL', steps: ROW_STEPS });
    await using store = new SqliteRowStore(db);
    await store.declare(table);
    const level = () => Number(db.prepare('PRAGMA synchronous').get()?.['synchronous']);
    const seen: number[] = [];
    // Looked at while the row is being written.
    const looking = (): JsonObject => ({ toJSON: () => ({ level: seen.push(level()) }) }) as unknown as JsonObject;
    const [NORMAL, FULL] = [1, 2];
    await store.commit(write(0, looking()));
    await store.commit({ ...write(1, looking()), durable: true });
    await expect(store.commit({ ...write(1, looking()), durable: true })).rejects.toBeInstanceOf(VersionConflict);
    await store.commit(write(2, looking()));
    expect(seen).toEqual([NORMAL, FULL, FULL, NORMAL]);
    expect((await store.load(table, ['k'])).get('k')?.version).toBe(3);
  });

  it('lets others in while somebody reads on and on', async () => {
    const { store } = await opened();
    await store.commit(write(0, doc));
    const reads = [
      () => store.load(table, ['k']),
      () => store.find(table, { index: 'key', limit: 1 }),
      () => store.count(table),
    ];
    for (const read of reads) {
      let isOthersTurn = false;
      setTimeout(() => (isOthersTurn = true), 0);
      for (let times = 0; times < 20_000 && !isOthersTurn; times++) await read();
      expect(isOthersTurn).toBe(true);
    }
  });

  it('finds a row by every index, whichever of its values has changed', async () => {
    const { store } = await opened();
    const all = { name: 'changing', indexes: { a: ['a'], b: ['b'], both: ['a', 'b'], tags: ['tags[]'] } };
    await store.declare(all);
    const docs = [
      { a: 1, b: 'x', tags: ['t'] },
      { a: 2, b: 'x', tags: ['t'] },
      { a: 2, b: 'y', tags: ['t', 'u'] },
      { a: null, b: 'y', tags: [] },
      { a: null, b: 'y', tags: [], other: 1 },
      { a: 3.5, b: '3.5', tags: ['v'] },
    ];
    for (const [at, doc] of docs.entries()) {
      await store.commit({ writes: [{ table: all, rows: [{ key: 'k', expected: at, seen: {}, doc }] }] });
      const found = async (index: string, ...prefix: (string | number)[]): Promise<number> =>
        (await store.find(all, { index, prefix, limit: 10 })).rows.filter((row) => row.version === at + 1).length;
      const is = (yes: boolean): number => (yes ? 1 : 0);
      for (const a of [1, 2, 3.5]) expect(await found('a', a)).toBe(is(doc.a === a));
      for (const b of ['x', 'y', '3.5']) expect(await found('b', b)).toBe(is(doc.b === b));
      for (const tag of ['t', 'u', 'v'])
        expect(await found('tags', tag)).toBe(is((doc.tags as readonly string[]).includes(tag)));
      expect(await found('both', 2, 'x')).toBe(is(doc.a === 2 && doc.b === 'x'));
    }
  });

  it('touches no index line that stays as it was', async () => {
    const { store, changes } = await opened();
    await store.commit(write(0, doc));
    const before = changes();
    await store.commit(write(1, { ...doc, other: true }));
    expect(changes() - before).toBe(1);
    await store.commit(write(2, { ...doc, tags: ['y', 'z'] }));
    expect(changes() - before).toBe(1 + 3);
  });

  it('refuses an index or a table that was never declared, and a cursor of another list', async () => {
    const { store } = await opened();
    await expect(store.find(table, { index: 'nowhere', limit: 1 })).rejects.toThrow('declares no index nowhere');
    await expect(store.count({ name: 'unknown', indexes: {} })).rejects.toThrow('the table unknown was never declared');
    for (const after of ['', 'nonsense', Buffer.from('["a","b","c"]').toString('base64url')])
      await expect(store.find(table, { index: 'key', limit: 1, after })).rejects.toBeInstanceOf(BadCursor);
  });

  it('tells numbers, booleans and texts apart in conditions', async () => {
    const { store } = await opened();
    for (const [key, v] of Object.entries({ one: 1, yes: true, text: '1' }))
      await store.commit({ writes: [{ table, rows: [{ key, expected: 0, seen: {}, doc: { v } }] }] });
    const having = async (...values: (string | number | boolean)[]) =>
      (await store.find(table, { index: 'key', limit: 9, where: { v: values } })).rows.map((row) => row.key);
    expect(await having(1)).toEqual(['one']);
    expect(await having(true)).toEqual(['yes']);
    expect(await having('1')).toEqual(['text']);
    expect(await having(1, '1')).toEqual(['one', 'text']);
  });

  it('are found by another connection, also after a table was declared anew or dropped meanwhile', async () => {
    const path = join(freshFolder(), 'views.sqlite');
    await using store = open(path);
    const list = (...paths: string[]) => ({ name: 'list', indexes: { by: paths } });
    await store.declare(list('a'));
    const rows = [{ key: 'k', expected: 0, seen: {}, doc: { a: 1, b: 2 } }];
    await store.commit({ writes: [{ table: list('a'), rows }] });
    const db = openReader(path, ROW_STEPS);
    const reader = new RowReader(db);
    const keysBy = (value: number) =>
      reader.find(list(), { index: 'by', prefix: [value], limit: 9 }).rows.map(({ key }) => key);
    expect(keysBy(1)).toEqual(['k']);
    expect(reader.load(list(), ['k']).size).toBe(1);
    await store.declare(list('b'));
    expect(reader.load(list(), ['k']).size).toBe(1);
    expect([keysBy(2), keysBy(1)]).toEqual([['k'], []]);
    await store.declare(list('a'));
    expect(reader.count(list(), { index: 'by', prefix: [1] })).toBe(1);
    await store.drop('list');
    expect(() => keysBy(1)).toThrow('the table list was never declared');
    db.close();
  });
});
