import { InMemoryRowStore } from '../in-memory/in-memory.row-store.js';
import { Builds, buildTable, type Build, type Buildable } from './builds.js';

const board = (version: number): Buildable => ({
  name: 'board',
  version,
  tables: (build) => ({ board: buildTable('board', build, {}) }),
});
const booksOf = (rows: InMemoryRowStore, version = 1): Builds =>
  new Builds(rows, [board(version)], async () => undefined);

describe('the books of builds, kept by two processes', () => {
  it('are begun by both at once', async () => {
    const rows = new InMemoryRowStore();
    const [one, other] = [booksOf(rows), booksOf(rows)];
    await Promise.all([one.prepare(), other.prepare()]);
    expect(other.activeTable('board')).toEqual(one.activeTable('board'));
  });

  it('name one rebuild when both begin one, and both can put it in place', async () => {
    const rows = new InMemoryRowStore();
    const [one, other] = [booksOf(rows), booksOf(rows)];
    await Promise.all([one.prepare(), other.prepare()]);
    const [begun, again] = [await one.begin('board'), await other.begin('board')];
    expect(again).toEqual(begun);
    await one.activate('board', begun);
    await other.activate('board', again);
    for (const books of [one, other]) expect(books.activeTable('board').name).toBe('board.v1.r1');
    await one.dropOld(0);
    await other.dropOld(0);
    const third = booksOf(rows);
    await third.prepare();
    expect([third.activeTable('board').name, third.current('board')]).toEqual(['board.v1.r1', [{ version: 1, rebuild: 1, tables: { board: third.activeTable('board') } }]]); // prettier-ignore
  });

  it('let a build that was given up, or replaced long ago, take no place any more', async () => {
    const rows = new InMemoryRowStore();
    const [one, next] = [booksOf(rows), booksOf(rows, 2)];
    await one.prepare();
    const given = await one.begin('board');
    await next.prepare();
    await one.activate('board', given);
    expect(one.activeTable('board').name).toBe('board.v1');
    await next.activate('board', { version: 2, rebuild: 0 });
    await one.activate('board', { version: 1, rebuild: 0 });
    const third = booksOf(rows, 2);
    await third.prepare();
    expect(third.activeTable('board').name).toBe('board.v2');
  });

  it('begin a rebuild on what stands there now, not on what was known', async () => {
    const rows = new InMemoryRowStore();
    const [one, other] = [booksOf(rows), booksOf(rows)];
    await Promise.all([one.prepare(), other.prepare()]);
    const begun = await one.begin('board');
    await other.begin('board');
    await one.activate('board', begun);
    expect(await other.begin('board')).toEqual({ version: 1, rebuild: 2 });
    expect(other.oldFor('board', { version: 1, rebuild: 0 })).toBeGreaterThanOrEqual(0);
    expect(other.oldFor('board', begun)).toBeUndefined();
  });

  it('keep what is old for as long as asked, also where a process starts that has not known it before', async () => {
    const rows = new InMemoryRowStore();
    const one = booksOf(rows);
    await one.prepare();
    await rows.declare(one.activeTable('board'));
    await one.activate('board', await one.begin('board'));
    const starting = booksOf(rows);
    await starting.prepare();
    await starting.dropOld(60_000);
    expect(await rows.count({ name: 'board.v1', indexes: {} })).toBe(0);
    await starting.dropOld(0);
    await expect(rows.count({ name: 'board.v1', indexes: {} })).rejects.toThrow('not declared');
    await one.look();
    expect(one.oldFor('board', { version: 1, rebuild: 0 })).toBe(Infinity);
  });

  it('give a version that comes back a table of its own while its former one is there', async () => {
    const rows = new InMemoryRowStore();
    const [one, next] = [booksOf(rows), booksOf(rows, 2)];
    await one.prepare();
    await next.prepare();
    await next.activate('board', { version: 2, rebuild: 0 });
    const back = booksOf(rows);
    await back.prepare();
    expect(back.current('board')).toEqual([{ version: 1, rebuild: 1 }]);
  });

  it('resolve tables to what this process keeps up, until it has followed a switch', async () => {
    const rows = new InMemoryRowStore();
    const [one, other] = [booksOf(rows), booksOf(rows)];
    await Promise.all([one.prepare(), other.prepare()]);
    const first: Build = { version: 1, rebuild: 0 };
    other.keep('board', first);
    const begun = await one.begin('board');
    await one.activate('board', begun);
    await other.look();
    const asked = buildTable('board', first, {});
    expect([one, other].map((books) => books.resolve(asked).name)).toEqual(['board.v1.r1', 'board.v1']);
    other.keep('board', begun);
    expect(other.resolve(asked).name).toBe('board.v1.r1');
    other.keep('board', undefined);
    expect(other.resolve(asked).name).toBe('board.v1.r1');
  });
});
