import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { Find } from '@pcrm/event-sourcing';
import { freshFolders } from '../../test/fresh-folders.js';
import { ROW_STEPS } from './row-reader.js';
import { RowsAtHand } from './rows-at-hand.js';
import { openReader, openSqlite } from './sqlite.js';
import { SqliteRowStore } from './sqlite.row-store.js';
import { TextsAtHand } from './texts-at-hand.js';

const freshFolder = freshFolders();
const table = { name: 'kettles.v1', indexes: { byOutlet: ['outlet', 'litres'], byTag: ['tags[]', 'litres'] } };
type Kettle = { outlet: string; litres: number; full: boolean; tags: string[]; name?: string };
const kettle = (outlet: string, litres: number, full = true): Kettle => ({
  outlet,
  litres,
  full,
  tags: ['all', outlet],
});

async function opened(texts?: TextsAtHand) {
  const path = join(freshFolder(), 'views.sqlite');
  const written = new SqliteRowStore(openSqlite(path, { synchronous: 'NORMAL', steps: ROW_STEPS }));
  await written.declare(table);
  const db = openReader(path, ROW_STEPS);
  const rows = new RowsAtHand(db, texts);
  return {
    rows,
    write: (key: string, expected: number, doc: Kettle | null) =>
      written.commit({ writes: [{ table, rows: [{ key, expected, seen: {}, doc: doc }] }] }),
    writeMany: (count: number) => {
      const rows = Array.from({ length: count }, (_, n) => ({ key: `k${String(n)}`, expected: 0, seen: {} }));
      return written.commit({ writes: [{ table, rows: rows.map((row) => ({ ...row, doc: kettle('N02', 1) })) }] });
    },
    declare: (indexes: { [name: string]: string[] }, name = table.name) => written.declare({ name, indexes }),
    drop: () => written.drop(table.name),
    async [Symbol.asyncDispose]() {
      db.close();
      await written[Symbol.asyncDispose]();
    },
  };
}

/** Shows a row, and says how often it was asked. */
function shower() {
  const asked: string[] = [];
  const show = (doc: Kettle, key: string) => {
    asked.push(key);
    return { key, litres: doc.litres, name: doc.name ?? '壶' };
  };
  const texts = (rows: RowsAtHand, find: Find) => {
    const { texts: found, next } = rows.findShown(table, find, show);
    return { items: found.map((text) => JSON.parse(Buffer.from(text).toString()) as unknown), next };
  };
  return { asked, show, texts };
}

describe('rows at hand', () => {
  const here: Find = { index: 'byOutlet', prefix: ['N01'], where: { full: [true] }, limit: 2 };

  it('are shown as find finds them, by every kind of index, forwards and back, page by page', async () => {
    await using at = await opened();
    for (const [key, litres] of ['d', 'a', 'c', 'b', 'e'].map((key, n) => [key, n % 3] as const))
      await at.write(key, 0, kettle('N01', litres, key !== 'e'));
    await at.write('x', 0, kettle('N02', 7));
    const { show } = shower();
    const finds: Omit<Find, 'limit'>[] = [
      here,
      { ...here, reverse: true },
      { index: 'byOutlet' },
      { index: 'byOutlet', prefix: ['N01', 1] },
      { index: 'byTag', prefix: ['all'], from: 1 },
      { index: 'byTag', prefix: ['N01'], where: { full: [false, true], outlet: ['N01'] } },
      { index: 'key' },
      { index: 'key', reverse: true, where: { 'not.there': [null] } },
    ];
    for (const find of finds)
      for (const limit of [1, 2, 9]) {
        let after: string | undefined;
        do {
          const asked = { ...find, limit, ...(after !== undefined && { after }) };
          const { rows, next } = at.rows.find<Kettle>(table, asked);
          const shown = at.rows.findShown(table, asked, show);
          const texts = rows.map(({ doc, key }) => JSON.stringify(show(doc, key)));
          expect([shown.texts.map((text) => Buffer.from(text).toString()), shown.next]).toEqual([texts, next]);
          after = next;
        } while (after !== undefined);
      }
  });

  it('are made into texts once for each version of a row, whichever page asks', async () => {
    await using at = await opened();
    await at.write('a', 0, kettle('N01', 1));
    await at.write('b', 0, kettle('N01', 2));
    const { asked, texts } = shower();
    const before = texts(at.rows, here);
    expect(texts(at.rows, { ...here, index: 'byTag', reverse: true }).items).toEqual(before.items.toReversed());
    expect(asked).toEqual(['a', 'b']);
    await at.write('a', 1, { ...kettle('N01', 1), name: '大壶' });
    expect(texts(at.rows, here).items).toEqual([
      { key: 'a', litres: 1, name: '大壶' },
      { key: 'b', litres: 2, name: '壶' },
    ]);
    expect(asked).toEqual(['a', 'b', 'a']);
    expect(shower().texts(at.rows, here).items).toHaveLength(2);
  });

  it('hold no memory but their own', async () => {
    await using at = await opened();
    await at.write('a', 0, kettle('N01', 1));
    const { show } = shower();
    for (const { buffer, byteLength } of at.rows.findShown(table, here, show).texts)
      expect(buffer.byteLength).toBe(byteLength);
    expect.assertions(1);
  });

  it('are those of the row that is there now, also where a removed one had the same number and version', async () => {
    await using at = await opened();
    const { texts } = shower();
    const full = () => [texts(at.rows, here).items, at.rows.count(table, here)];
    await at.write('a', 0, kettle('N01', 1));
    expect(full()).toEqual([[{ key: 'a', litres: 1, name: '壶' }], 1]);
    await at.write('a', 1, null);
    await at.write('b', 0, kettle('N01', 5));
    expect(full()).toEqual([[{ key: 'b', litres: 5, name: '壶' }], 1]);
    await at.write('b', 1, null);
    await at.write('b', 0, kettle('N01', 5, false));
    expect(full()).toEqual([[], 0]);
    await at.declare({ byOutlet: ['outlet'] });
    await at.write('c', 0, kettle('N01', 9));
    expect(full()).toEqual([[{ key: 'c', litres: 9, name: '壶' }], 1]);
  });

  it('are those of the table that is there now, never of one that was dropped before', async () => {
    await using at = await opened();
    const { texts } = shower();
    const full = () => [texts(at.rows, here).items, at.rows.count(table, here)];
    await at.write('a', 0, kettle('N01', 1));
    expect(full()).toEqual([[{ key: 'a', litres: 1, name: '壶' }], 1]);
    await at.drop();
    await at.declare({ byLitres: ['litres'] }, 'others.v1');
    expect(full).toThrow('never declared');
    await at.declare(table.indexes);
    await at.drop();
    await at.declare(table.indexes);
    await at.write('a', 0, kettle('N01', 7));
    expect(full()).toEqual([[{ key: 'a', litres: 7, name: '壶' }], 1]);
    await at.drop();
    await at.declare(table.indexes);
    await at.write('a', 0, kettle('N01', 8));
    expect(full()).toEqual([[{ key: 'a', litres: 8, name: '壶' }], 1]);
  });

  it('fit a condition, or do not, as of their version now', async () => {
    await using at = await opened();
    await at.write('a', 0, kettle('N01', 1));
    await at.write('b', 0, kettle('N01', 2, false));
    const keys = (where: NonNullable<Find['where']>) =>
      at.rows.find<Kettle>(table, { index: 'byOutlet', where, limit: 9 }).rows.map(({ key }) => key);
    const found = () => [keys({ full: [true] }), keys({ full: [false] }), keys({ full: [true], litres: [1, 2] })];
    expect([found(), found()]).toEqual(Array(2).fill([['a'], ['b'], ['a']]));
    await at.write('a', 1, kettle('N01', 1, false));
    await at.write('b', 1, kettle('N01', 2, true));
    expect([found(), found()]).toEqual(Array(2).fill([['b'], ['a'], ['b']]));
    // More different conditions than are kept.
    for (let litres = 0; litres < 40; litres++)
      expect(keys({ litres: [litres], full: [true] }).length).toBe(litres === 2 ? 1 : 0);
    expect(found()).toEqual([['b'], ['a'], ['b']]);
  });

  it('are counted anew once another connection has written', async () => {
    await using at = await opened();
    await at.write('k-1', 0, kettle('N01', 1, false));
    const empty = { index: 'byOutlet', prefix: ['N01'], where: { full: [false] } };
    const all = () => [
      at.rows.count(table),
      at.rows.count(table, { index: 'byOutlet', prefix: ['N01'] }),
      at.rows.count(table, empty),
    ];
    expect([all(), all()]).toEqual([
      [1, 1, 1],
      [1, 1, 1],
    ]);
    await at.write('k-2', 0, kettle('N01', 1));
    expect([all(), all()]).toEqual([
      [2, 2, 1],
      [2, 2, 1],
    ]);
    await at.write('k-1', 1, null);
    expect(all()).toEqual([1, 1, 0]);
  });

  it('are counted again only after a while where they are very many, for the time that counting takes', async () => {
    await using at = await opened();
    let [now, step] = [0, 100];
    jest.spyOn(performance, 'now').mockImplementation(() => (now += step));
    try {
      await at.writeMany(20_000);
      expect(at.rows.count(table)).toBe(20_000);
      await at.write('one more', 0, kettle('N01', 1));
      expect(at.rows.count(table)).toBe(20_000);
      now += 5_000;
      expect(at.rows.count(table)).toBe(20_001);
      // However long counting took, it is no older than a minute.
      await at.write('another', 0, kettle('N01', 1));
      [now, step] = [now + 5_000, 100_000];
      expect(at.rows.count(table)).toBe(20_002);
      step = 0;
      await at.write('the last', 0, kettle('N01', 1));
      now += 59_000;
      expect(at.rows.count(table)).toBe(20_002);
      now += 2_000;
      expect(at.rows.count(table)).toBe(20_003);
    } finally {
      jest.restoreAllMocks();
    }
  });

  it('are as many as there is room for, the ones that are asked for', async () => {
    await using at = await opened(new TextsAtHand(400));
    for (let n = 0; n < 20; n++) await at.write(`k${String(n).padStart(2, '0')}`, 0, kettle('N01', n));
    const { asked, texts } = shower();
    const page = (limit: number) => texts(at.rows, { index: 'key', limit }).items.length;
    for (let n = 0; n < 5; n++) expect(page(2)).toBe(2);
    expect(asked).toEqual(['k00', 'k01']);
    expect([page(20), page(20)]).toEqual([20, 20]);
    expect(asked.length).toBeGreaterThan(20);
    asked.length = 0;
    for (let n = 0; n < 5; n++) expect(page(2)).toBe(2);
    expect(asked).toEqual(['k00', 'k01']);
  });
});
