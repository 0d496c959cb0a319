import { InMemoryRowStore } from '../in-memory/in-memory.row-store.js';
import { Builds, buildTable, type Buildable } from './builds.js';

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
    await one.dropOld();
    await other.dropOld();
    const third = booksOf(rows);
    await third.prepare();
    expect([third.activeTable('board').name, third.current('board')]).toEqual(['board.v1.r1', [{ version: 1, rebuild: 1, tables: { board: third.activeTable('board') } }]]); // prettier-ignore
  });
});
