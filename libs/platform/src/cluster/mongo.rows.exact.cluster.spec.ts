import { describe, expect, it } from '@jest/globals';
import type { Find, IndexValue, JsonObject, RowStore, Table } from '@pcrm/event-sourcing';
import { InMemoryRowStore } from '@pcrm/event-sourcing/testing';
import fc from 'fast-check';
import { freshDatabases } from '../../test/cluster/fresh-databases.js';
import { withParts } from '../testing/cluster-part.js';
import { MongoRowStore } from './mongo.row-store.js';

const NAMES = ['', '.', 'a.b', '$', '$set', '$id', '%', '%24', '__proto__', '_bsontype', 'constructor', 'toJSON', '0', '王', '𠮷', '\0', 'a\0b', '\ud800']; // prettier-ignore
const VALUES = [0, -0, 1, -1, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 0.1, 5e-324, 1.7976931348623157e308, '', '\0', '\ud800', 'ﬀ', '𠮷', true, false, null]; // prettier-ignore
const { doc: anyDoc } = fc.letrec<{ value: unknown; doc: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom(...VALUES),
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('doc'),
  ),
  doc: fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 6 })), tie('value'), {
    maxKeys: 6,
    noNullPrototype: true,
  }) as fc.Arbitrary<JsonObject>,
}));

const INDEXES = { byA: ['a'], byBA: ['b.c', 'a'], byTag: ['t[]', 'a'], last: ['a', 't[]'] };
const scalar: fc.Arbitrary<IndexValue> = fc.constantFrom<IndexValue[]>(-5, 0, 1.5, 7, 2 ** 40, '', 'a', 'aa', 'ab', 'ﬀ', '𠮷', '\ud7ff', '王'); // prettier-ignore
const other = fc.constantFrom<(IndexValue | boolean | null)[]>(0, 1, true, false, null, 'a', '1');
const anyRow = fc.record(
  {
    a: fc.oneof({ weight: 4, arbitrary: scalar }, fc.constantFrom<unknown[]>(null, true, {}, [])),
    b: fc.record({ c: scalar, o: other }, { requiredKeys: [] }),
    t: fc.array(fc.oneof(scalar, other), { maxLength: 3 }),
    $x: other,
    long: fc.constantFrom('\ud800', 'plain'),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<JsonObject>;
const anyFind: fc.Arbitrary<Find> = fc
  .record(
    {
      index: fc.constantFrom('byA', 'byBA', 'byTag', 'last', 'key'),
      prefix: fc.array(scalar, { maxLength: 1 }),
      from: scalar,
      to: scalar,
      startsWith: fc.constantFrom('', 'a', 'ﬀ', '𠮷'),
      reverse: fc.boolean(),
      limit: fc.integer({ min: 1, max: 4 }),
      where: fc.record(
        {
          'b.o': fc.uniqueArray(other, { maxLength: 3 }),
          a: fc.uniqueArray(other, { maxLength: 3 }),
          t: fc.uniqueArray(other, { maxLength: 2 }),
          $x: fc.uniqueArray(other, { maxLength: 2 }),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ['index', 'limit'] },
  )
  .map((find) => (find.index === 'key' || find.index === 'byA' ? { ...find, prefix: [] } : find) as Find);

withParts(['mongodb'], (url) => {
  const { database } = freshDatabases(url);
  let tables = 0;
  const both = async (): Promise<readonly [RowStore, RowStore, Table]> => {
    const table: Table = { name: `exact-${String(++tables)}.v1`, indexes: INDEXES };
    const [memory, mongo] = [new InMemoryRowStore(), await store];
    for (const each of [memory, mongo]) await each.declare(table);
    return [memory, mongo, table];
  };
  const store = database().then((db) => MongoRowStore.open(db));
  const commit = async (rows: RowStore, table: Table, docs: readonly JsonObject[], expected = 0): Promise<void> =>
    await rows.commit({
      writes: [
        { table, rows: docs.map((doc, at) => ({ key: `k${String(at)}`, expected, seen: { 'a.b': '1' }, doc })) },
      ],
      checkpoints: { 'clients.events/$0': docs },
    });
  /** All pages; the cursors are each adapter's own. */
  async function pages(rows: RowStore, table: Table, find: Find): Promise<unknown> {
    const found: unknown[] = [];
    for (let after: string | undefined; ;) {
      const page = await rows.find(table, { ...find, ...(after !== undefined && { after }) });
      found.push(page.rows);
      if (page.next === undefined) return found;
      after = page.next;
    }
  }

  describe('rows in MongoDB are exactly those in memory', () => {
    it('whatever a document holds', async () => {
      const [memory, mongo, table] = await both();
      let version = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(anyDoc, { minLength: 4, maxLength: 4 }), async (docs) => {
          for (const each of [memory, mongo]) await commit(each, table, docs, version);
          version += 1;
          const keys = docs.map((_, at) => `k${String(at)}`);
          const [expected, found] = [await memory.load(table, keys), await mongo.load(table, keys)];
          expect([...found].sort()).toEqual([...expected].sort());
          expect(JSON.stringify([...found].sort())).toBe(JSON.stringify([...expected].sort()));
          expect(await mongo.checkpoint('clients.events/$0')).toEqual(await memory.checkpoint('clients.events/$0'));
        }),
        { seed: 4, numRuns: 150 },
      );
    }, 120_000);

    it('however deep it is', async () => {
      const [memory, mongo, table] = await both();
      const deep = (levels: number): JsonObject => (levels === 0 ? { end: 1 } : { x: [deep(levels - 1)] });
      const docs = [10, 39, 41, 60, 200].map(deep);
      for (const each of [memory, mongo]) await commit(each, table, docs);
      const keys = docs.map((_, at) => `k${String(at)}`);
      expect(await mongo.load(table, keys)).toEqual(await memory.load(table, keys));
    });

    it('whatever is asked for', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(anyRow, { minLength: 3, maxLength: 8 }),
          fc.array(anyFind, { minLength: 12, maxLength: 12 }),
          async (docs, finds) => {
            const [memory, mongo, table] = await both();
            for (const each of [memory, mongo]) await commit(each, table, docs);
            for (const find of finds) {
              expect(await pages(mongo, table, find)).toEqual(await pages(memory, table, find));
              const { index, prefix, where } = find;
              const counted = { index, ...(prefix && { prefix }), ...(where && { where }) };
              expect(await mongo.count(table, counted)).toBe(await memory.count(table, counted));
            }
          },
        ),
        { seed: 5, numRuns: 40 },
      );
    }, 120_000);
  });
});
