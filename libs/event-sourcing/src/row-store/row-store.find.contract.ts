import { beforeAll, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../fact.js';
import { BadCursor } from '../failures.js';
import { freshTable, put, row } from './row-store.examples.js';
import type { Find, Indexes, RowStore, Table } from './row-store.js';

const INDEXES: Indexes = {
  byOutlet: ['outlet', 'due.at'],
  byFen: ['fen'],
  byName: ['name'],
  byTag: ['tags[]', 'fen'],
  byOdd: ['odd'],
};
const ROWS: { readonly [key: string]: JsonObject } = {
  a: { outlet: 'o1', due: { at: '2026-03-02' }, fen: 100, name: 'wang', tags: ['x', 'y'], open: true, tier: 'gold' },
  b: { outlet: 'o1', due: { at: '2026-03-01' }, fen: 9, name: 'wangjing', tags: ['x'], open: false, tier: 'diamond' },
  c: { outlet: 'o2', due: { at: '2026-03-01' }, fen: -5, name: 'wan', tags: [], open: true, tier: null },
  d: { outlet: 'o1', due: { at: '2026-03-01' }, fen: 9007199254740991, name: '王', tags: ['y', 'y'], open: true },
  e: { outlet: 'o1', due: {}, fen: 20, name: 'wb', tags: ['xx'], odd: 'ﬀ' },
  f: { outlet: null, fen: 1000, name: 'Wang', odd: '𠮷' },
};

/** Part of `rowStoreContract`: indexes, order, ranges, pages, conditions. */
export const rowStoreFindContract = (opened: () => RowStore): void =>
  describe('finding', () => {
    let table: Table;
    beforeAll(async () => {
      table = await freshTable(opened(), INDEXES);
      await put(opened(), table, ...Object.entries(ROWS).map(([key, doc]) => row(key, doc)));
    });
    const keys = async (find: Omit<Find, 'limit'>, limit = 99): Promise<string> =>
      (await opened().find(table, { ...find, limit })).rows.map((one) => one.key).join('');
    async function pages(find: Omit<Find, 'limit' | 'after'>, limit: number): Promise<string[]> {
      const found: string[] = [];
      let after: string | undefined;
      do {
        const page = await opened().find(table, { ...find, limit, ...(after !== undefined && { after }) });
        found.push(page.rows.map((one) => one.key).join(''));
        after = page.next;
      } while (after !== undefined);
      return found.filter((page) => page !== '');
    }

    it('gives whole rows', async () => {
      const found = await opened().find(table, { index: 'byFen', limit: 1 });
      expect(found.rows).toEqual([{ key: 'c', version: 1, seen: {}, doc: ROWS['c'] }]);
    });

    it('sorts numbers as numbers, texts by code point, then by key; both directions', async () => {
      expect(await keys({ index: 'byFen' })).toBe('cbeafd');
      expect(await keys({ index: 'byFen', reverse: true })).toBe('dfaebc');
      expect(await keys({ index: 'byName' })).toBe('fcabed');
      expect(await keys({ index: 'byOdd' })).toBe('ef');
      expect(await keys({ index: 'byOutlet', prefix: ['o1'] })).toBe('bda');
      expect(await keys({ index: 'byOutlet', prefix: ['o1'], reverse: true })).toBe('adb');
      expect(await keys({ index: 'key', reverse: true })).toBe('fedcba');
    });

    it('leaves out of an index a row in which one of its paths is missing or null', async () => {
      expect(await keys({ index: 'byOutlet' })).toBe('bdac');
      expect(await keys({ index: 'byOdd' })).toBe('ef');
      expect(await keys({ index: 'key' })).toBe('abcdef');
    });

    it('takes equal values for the first paths, and bounds (inclusive) for the next', async () => {
      expect(await keys({ index: 'byOutlet', prefix: ['o1', '2026-03-01'] })).toBe('bd');
      expect(await keys({ index: 'byOutlet', prefix: ['o3'] })).toBe('');
      expect(await keys({ index: 'byFen', from: 9, to: 100 })).toBe('bea');
      expect(await keys({ index: 'byFen', from: 9, to: 100, reverse: true })).toBe('aeb');
      expect(await keys({ index: 'byFen', from: 10 })).toBe('eafd');
      expect(await keys({ index: 'byFen', to: 9 })).toBe('cb');
      expect(await keys({ index: 'byFen', from: 9007199254740991 })).toBe('d');
      expect(await keys({ index: 'byOutlet', prefix: ['o1'], from: '2026-03-02' })).toBe('a');
      expect(await keys({ index: 'byOutlet', from: 'o2' })).toBe('c');
      expect(await keys({ index: 'key', from: 'b', to: 'd' })).toBe('bcd');
    });

    it('finds by the beginning of a text, without wildcards', async () => {
      expect(await keys({ index: 'byName', startsWith: 'wan' })).toBe('cab');
      expect(await keys({ index: 'byName', startsWith: 'wan', reverse: true })).toBe('bac');
      expect(await keys({ index: 'byName', startsWith: '王' })).toBe('d');
      expect(await keys({ index: 'byName', startsWith: 'w_' })).toBe('');
      expect(await keys({ index: 'byName', startsWith: '%' })).toBe('');
      expect(await keys({ index: 'byOutlet', prefix: ['o1'], startsWith: '2026-03-01' })).toBe('bd');
      expect(await keys({ index: 'key', startsWith: 'e' })).toBe('e');
    });

    it('has one entry per different element of an array path; none for an empty array', async () => {
      expect(await keys({ index: 'byTag', prefix: ['x'] })).toBe('ba');
      expect(await keys({ index: 'byTag', prefix: ['y'] })).toBe('ad');
      expect(await keys({ index: 'byTag', prefix: ['y'], reverse: true })).toBe('da');
      expect(await keys({ index: 'byTag', startsWith: 'xx' })).toBe('e');
      expect(await opened().count(table, { index: 'byTag', prefix: ['y'] })).toBe(2);
    });

    it('tests further conditions: one of the values; null is also a missing path', async () => {
      expect(await keys({ index: 'key', where: { tier: ['gold', 'diamond'] } })).toBe('ab');
      expect(await keys({ index: 'key', where: { open: [true] } })).toBe('acd');
      expect(await keys({ index: 'key', where: { open: [true, false], fen: [9, 100, -5] } })).toBe('abc');
      expect(await keys({ index: 'key', where: { tier: [null] } })).toBe('cdef');
      expect(await keys({ index: 'key', where: { 'due.at': ['2026-03-02'] } })).toBe('a');
      expect(await keys({ index: 'key', where: { tier: [] } })).toBe('');
      expect(await keys({ index: 'byOutlet', prefix: ['o1'], where: { open: [true] } }, 2)).toBe('da');
    });

    it('pages through an index with a cursor, every row once, both directions', async () => {
      expect((await pages({ index: 'byFen' }, 2)).join('|')).toBe('cb|ea|fd');
      expect((await pages({ index: 'byFen', reverse: true }, 4)).join('|')).toBe('dfae|bc');
      expect((await pages({ index: 'byOutlet', prefix: ['o1'] }, 1)).join('|')).toBe('b|d|a');
      expect((await pages({ index: 'byOutlet', prefix: ['o1'], reverse: true }, 2)).join('|')).toBe('ad|b');
      expect((await pages({ index: 'byName', startsWith: 'wan' }, 2)).join('|')).toBe('ca|b');
      expect((await pages({ index: 'key', from: 'b', to: 'e' }, 3)).join('|')).toBe('bcd|e');
      expect((await pages({ index: 'key', where: { open: [true] } }, 2)).join('|')).toBe('ac|d');
      expect((await pages({ index: 'byTag', prefix: ['x'] }, 1)).join('|')).toBe('b|a');
    });

    it('has no next page when nothing is left behind a page that is not full', async () => {
      expect(await opened().find(table, { index: 'byFen', from: 5000, limit: 5 })).not.toHaveProperty('next');
    });

    it('a cursor holds its place when rows come and go between pages', async () => {
      const moving = await freshTable(opened(), INDEXES);
      await put(opened(), moving, ...[1, 3, 5, 7].map((fen) => row(`k${String(fen)}`, { fen })));
      const first = await opened().find(moving, { index: 'byFen', limit: 2 });
      await put(opened(), moving, row('k3', null, 1), row('k2', { fen: 2 }), row('k4', { fen: 4 }));
      const second = await opened().find(moving, { index: 'byFen', limit: 9, after: first.next ?? 'none' });
      expect(second.rows.map((one) => one.key)).toEqual(['k4', 'k5', 'k7']);
    });

    it('refuses a cursor that no page gave', async () => {
      const next = (await opened().find(table, { index: 'byFen', limit: 1 })).next ?? '';
      for (const after of ['', 'x', '[]', '{}', '["a"]', 'WyJhIix7fV0', next.slice(0, -3), `${next}${next}`])
        await expect(opened().find(table, { index: 'byFen', limit: 1, after })).rejects.toBeInstanceOf(BadCursor);
    });

    it('follows a row to its new place when it is changed', async () => {
      const moving = await freshTable(opened(), INDEXES);
      await put(opened(), moving, row('a', { fen: 1, tags: ['x'] }), row('b', { fen: 2 }));
      await put(opened(), moving, row('a', { fen: 3, tags: ['y'] }, 1));
      const found = async (find: Omit<Find, 'limit'>): Promise<string[]> =>
        (await opened().find(moving, { ...find, limit: 9 })).rows.map((one) => one.key);
      expect(await found({ index: 'byFen' })).toEqual(['b', 'a']);
      expect(await found({ index: 'byTag', prefix: ['x'] })).toEqual([]);
      expect(await found({ index: 'byTag', prefix: ['y'] })).toEqual(['a']);
    });
  });
