import { describe, expect, it } from '@jest/globals';
import { freshTable, put, row } from './row-store.examples.js';
import type { RowStore } from './row-store.js';

/** Part of `rowStoreContract`: declaring, counting and dropping tables. */
export const rowStoreTableContract = (opened: () => RowStore): void =>
  describe('tables', () => {
    it('may be declared twice', async () => {
      const table = await freshTable(opened(), { byN: ['n'] });
      await put(opened(), table, row('a', { n: 1 }));
      await opened().declare(table);
      expect((await opened().find(table, { index: 'byN', limit: 9 })).rows).toHaveLength(1);
    });

    it('build a changed or added index anew over the rows that are there, and keep the rows', async () => {
      const before = await freshTable(opened(), { by: ['n'], gone: ['m'] });
      await put(opened(), before, row('a', { n: 1, m: 2 }), row('b', { n: 2, m: 1 }), row('c', { n: 3 }));
      const after = { name: before.name, indexes: { by: ['m'], more: ['m', 'n'] } };
      await opened().declare(after);
      for (const index of ['by', 'more'])
        expect((await opened().find(after, { index, limit: 9 })).rows.map((one) => one.key)).toEqual(['b', 'a']);
      await put(opened(), after, row('d', { n: 0, m: 0 }), row('a', { n: 1, m: 9 }, 1));
      for (const index of ['by', 'more'])
        expect((await opened().find(after, { index, limit: 9 })).rows.map((one) => one.key)).toEqual(['d', 'b', 'a']);
      expect((await opened().load(after, ['c'])).get('c')?.version).toBe(1);
    });

    it('do not mix: the same key in two versions of a view', async () => {
      const [one, other] = [await freshTable(opened()), await freshTable(opened())];
      await put(opened(), one, row('a', { n: 1 }));
      await put(opened(), other, row('a', { n: 2 }));
      expect((await opened().load(one, ['a'])).get('a')?.doc).toEqual({ n: 1 });
    });

    it('count their rows, all or of an index, prefix and condition', async () => {
      const table = await freshTable(opened(), { byOutlet: ['outlet', 'n'] });
      expect(await opened().count(table)).toBe(0);
      await put(
        opened(),
        table,
        row('a', { outlet: 'o1', n: 1, tier: 'gold' }),
        row('b', { outlet: 'o1', n: 2, tier: 'diamond' }),
        row('c', { outlet: 'o2', n: 3, tier: 'gold' }),
        row('d', { tier: 'gold' }),
      );
      expect(await opened().count(table)).toBe(4);
      expect(await opened().count(table, { index: 'key' })).toBe(4);
      expect(await opened().count(table, { index: 'byOutlet' })).toBe(3);
      expect(await opened().count(table, { index: 'byOutlet', prefix: ['o1'] })).toBe(2);
      expect(await opened().count(table, { index: 'byOutlet', prefix: ['o1'], where: { tier: ['gold'] } })).toBe(1);
    });

    it('go with their rows and indexes when dropped; a table of the same name begins empty', async () => {
      const table = await freshTable(opened(), { byN: ['n'] });
      await put(opened(), table, row('a', { n: 1 }));
      await opened().drop(table.name);
      await opened().drop(table.name);
      await opened().declare(table);
      expect(await opened().count(table)).toBe(0);
      expect((await opened().find(table, { index: 'byN', limit: 9 })).rows).toEqual([]);
      await put(opened(), table, row('a', { n: 2 }));
      expect((await opened().load(table, ['a'])).get('a')).toMatchObject({ version: 1, doc: { n: 2 } });
    });
  });
