import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { VersionConflict } from '../failures.js';
import { rowStoreFindContract } from './row-store.find.contract.js';
import { rowStoreTableContract } from './row-store.table.contract.js';
import { freshTable, put, row } from './row-store.examples.js';
import type { RowStore, Table } from './row-store.js';

/** What every RowStore promises. An adapter is finished when this passes. `open` gives an empty store. */
export const rowStoreContract = (adapter: string, open: () => Promise<RowStore>): void =>
  describe(`${adapter} as a RowStore`, () => {
    let store: RowStore;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(async () => await store[Symbol.asyncDispose]());

    it('gives back whole what was committed, counting versions from 1; unknown keys are absent', async () => {
      const table = await freshTable(store);
      const doc = {
        name: '王𠮷',
        fen: Number.MAX_SAFE_INTEGER,
        debt: -Number.MAX_SAFE_INTEGER,
        rate: 0.1,
        list: [1, null, { a: true }],
        text: '\n"',
      };
      await put(store, table, row('a', doc, 0, { clients: '0009' }));
      expect(await store.load(table, ['a', 'b'])).toEqual(
        new Map([['a', { key: 'a', version: 1, seen: { clients: '0009' }, doc }]]),
      );
      await put(store, table, row('a', { name: 'x' }, 1, { clients: '0010', allocation: '3' }));
      expect((await store.load(table, ['a'])).get('a')).toEqual({
        key: 'a',
        version: 2,
        seen: { clients: '0010', allocation: '3' },
        doc: { name: 'x' },
      });
    });

    it('counts a row on from where it was removed, when it is told to: no version stands for two contents', async () => {
      const table = await freshTable(store);
      await put(store, table, row('a', { n: 1 }));
      await put(store, table, row('a', { n: 2 }, 1));
      await put(store, table, { ...row('a', {}, 2), doc: null });
      await put(store, table, { ...row('a', { n: 3 }), after: 2 });
      expect((await store.load(table, ['a'])).get('a')).toMatchObject({ version: 3, doc: { n: 3 } });
      for (const stale of [0, 1, 2])
        await expect(put(store, table, row('a', { n: 4 }, stale))).rejects.toBeInstanceOf(VersionConflict);
      await put(store, table, { ...row('a', { n: 5 }, 3), after: 9 });
      expect((await store.load(table, ['a'])).get('a')).toMatchObject({ version: 4, doc: { n: 5 } });
    });

    it('takes the removal of what is not there for a look at whether it is not', async () => {
      const table = await freshTable(store);
      await put(store, table, { ...row('a', {}), doc: null });
      await put(store, table, row('a', { n: 1 }));
      const looked = put(store, table, { ...row('a', {}), doc: null }, row('b', { n: 1 }));
      await expect(looked).rejects.toBeInstanceOf(VersionConflict);
      expect([...(await store.load(table, ['a', 'b'])).keys()]).toEqual(['a']);
    });

    it('commits what must be durable like anything else', async () => {
      const table = await freshTable(store);
      await store.commit({ writes: [{ table, rows: [row('a', { n: 1 })] }], durable: true });
      await store.commit({ writes: [{ table, rows: [row('a', { n: 2 }, 1)] }] });
      expect((await store.load(table, ['a'])).get('a')?.doc).toEqual({ n: 2 });
    });

    it('loads and commits thousands of rows at once', async () => {
      const table = await freshTable(store);
      const keys = Array.from({ length: 3000 }, (_, n) => `k${String(n)}`);
      await put(store, table, ...keys.map((key, n) => row(key, { n })));
      const loaded = await store.load<{ n: number }>(table, keys);
      expect(keys.map((key) => loaded.get(key)?.doc.n)).toEqual(keys.map((_, n) => n));
      expect(await store.load(table, [])).toEqual(new Map());
    });

    it('writes nothing at a version conflict: no other row, no other table, no checkpoint', async () => {
      const [table, other] = [await freshTable(store), await freshTable(store)];
      await put(store, table, row('old', { n: 1 }));
      const mark = `mark-${table.name}`;
      await store.commit({ writes: [], checkpoints: { [mark]: 'before' } });
      const conflict = await store
        .commit({
          writes: [
            { table: other, rows: [row('new', { n: 2 })] },
            { table, rows: [row('new', { n: 2 }), row('old', { n: 2 }, 7), row('newer', { n: 2 })] },
          ],
          checkpoints: { [mark]: 'after' },
        })
        .catch((error: unknown) => error);
      expect(conflict).toBeInstanceOf(VersionConflict);
      expect(conflict).toMatchObject({ table: table.name, keys: ['old'] });
      expect([...(await store.load(table, ['old', 'new', 'newer'])).values()].map((one) => one.doc)).toEqual([
        { n: 1 },
      ]);
      expect(await store.load(other, ['new'])).toEqual(new Map());
      expect(await store.checkpoint(mark)).toBe('before');
    });

    it('refuses to begin a row that exists, to change one that does not, to delete a changed one', async () => {
      const table = await freshTable(store);
      await put(store, table, row('a', { n: 1 }), row('b', { n: 1 }));
      await put(store, table, row('b', { n: 2 }, 1));
      await expect(put(store, table, row('a', { n: 2 }))).rejects.toBeInstanceOf(VersionConflict);
      await expect(put(store, table, row('c', { n: 2 }, 1))).rejects.toBeInstanceOf(VersionConflict);
      await expect(put(store, table, row('b', null, 1))).rejects.toBeInstanceOf(VersionConflict);
      expect(await store.count(table)).toBe(2);
    });

    it('lets exactly one of two racing commits win', async () => {
      const table = await freshTable(store);
      await put(store, table, row('a', { n: 0 }));
      const race = await Promise.allSettled(
        [1, 2].map((n) => put(store, table, row('a', { n }, 1), row(`by${String(n)}`, { n }))),
      );
      expect(race.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
      const winner = race.findIndex((one) => one.status === 'fulfilled') + 1;
      const rows = await store.load(table, ['a', 'by1', 'by2']);
      expect([...rows.keys()].sort()).toEqual(['a', `by${String(winner)}`]);
      expect(rows.get('a')).toMatchObject({ version: 2, doc: { n: winner } });
    });

    it('shows a commit in its order, if not at once: who sees a later table sees the earlier one', async () => {
      const [first, second] = [await freshTable(store), await freshTable(store)];
      const mark = `mark-${first.name}`;
      const n = async (table: Table): Promise<number> =>
        (await store.load<{ n: number }>(table, ['a'])).get('a')?.doc.n ?? 0;
      let done = false;
      const commits = (async () => {
        for (let at = 1; at <= 10; at++)
          await store.commit({
            writes: [first, second].map((table) => ({ table, rows: [row('a', { n: at }, at - 1)] })),
            checkpoints: { [mark]: at },
          });
        done = true;
      })();
      while (!done) {
        const [marked, later, earlier] = [Number((await store.checkpoint(mark)) ?? 0), await n(second), await n(first)];
        expect(later).toBeGreaterThanOrEqual(marked);
        expect(earlier).toBeGreaterThanOrEqual(later);
        await new Promise((resolve) => setImmediate(resolve));
      }
      await commits;
      expect([await store.checkpoint(mark), await n(second), await n(first)]).toEqual([10, 10, 10]);
    });

    it('deletes a row; it may then be begun anew', async () => {
      const table = await freshTable(store, { byN: ['n'] });
      await put(store, table, row('a', { n: 1 }), row('b', { n: 2 }));
      await put(store, table, row('a', null, 1));
      expect(await store.load(table, ['a'])).toEqual(new Map());
      expect(await store.count(table)).toBe(1);
      expect((await store.find(table, { index: 'byN', limit: 9 })).rows.map((one) => one.key)).toEqual(['b']);
      await put(store, table, row('a', { n: 3 }));
      expect((await store.find(table, { index: 'byN', limit: 9 })).rows.map((one) => one.key)).toEqual(['b', 'a']);
    });

    it('keeps checkpoints: with rows, alone, of any JSON', async () => {
      const table = await freshTable(store);
      const [one, two] = [`one-${table.name}`, `two-${table.name}`];
      expect(await store.checkpoint(one)).toBeUndefined();
      await store.commit({
        writes: [{ table, rows: [row('a', { n: 1 })] }],
        checkpoints: { [one]: { 'clients.events': ['7'] } },
      });
      await store.commit({ writes: [], checkpoints: { [two]: 7 } });
      expect(await store.checkpoint(one)).toEqual({ 'clients.events': ['7'] });
      await store.commit({ writes: [], checkpoints: { [one]: '8' } });
      expect([await store.checkpoint(one), await store.checkpoint(two)]).toEqual(['8', 7]);
    });

    it('gives documents that are ours: changing one changes no row', async () => {
      const table = await freshTable(store);
      const doc = { list: [1] };
      await put(store, table, row('a', doc));
      doc.list.push(2);
      const loaded = (await store.load<{ list: number[] }>(table, ['a'])).get('a');
      loaded?.doc.list.push(3);
      expect((await store.load(table, ['a'])).get('a')?.doc).toEqual({ list: [1] });
    });

    rowStoreFindContract(() => store);
    rowStoreTableContract(() => store);
  });
