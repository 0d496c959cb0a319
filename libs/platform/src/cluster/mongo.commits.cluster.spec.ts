import { afterEach, describe, expect, it } from '@jest/globals';
import { type Commit, type JsonObject, type RowStore, type Table, VersionConflict } from '@pcrm/event-sourcing';
import { InMemoryRowStore } from '@pcrm/event-sourcing/testing';
import fc from 'fast-check';
import { freshDatabases } from '../../test/cluster/fresh-databases.js';
import { type Moment, MortalDb } from '../../test/cluster/mortal-db.js';
import { withParts } from '../testing/cluster-part.js';
import { Decisions } from './commit-decisions.js';
import { MongoRowStore } from './mongo.row-store.js';

const KEYS = ['a', 'b', 'c'];
const MARKS = ['m', 'n'];
/** A commit as a plan: what becomes of which row, and whether a version is stale. */
type Step = {
  readonly rows: readonly { readonly table: 0 | 1; readonly key: string; readonly n: number | null }[];
  readonly marks: readonly string[];
  readonly stale: boolean;
};
const anyStep: fc.Arbitrary<Step> = fc.record({
  rows: fc.uniqueArray(
    fc.record({
      table: fc.constantFrom<(0 | 1)[]>(0, 1),
      key: fc.constantFrom(...KEYS),
      n: fc.option(fc.nat(9), { freq: 3 }),
    }),
    { minLength: 1, maxLength: 5, selector: ({ table, key }) => `${String(table)}${key}` },
  ),
  marks: fc.subarray(MARKS),
  stale: fc.boolean().map((stale) => stale),
});
const anyMoment: fc.Arbitrary<Moment> = fc.record({
  call: fc.integer({ min: 1, max: 13 }),
  when: fc.constantFrom('before', 'halfway', 'after'),
});
const NOW = { abandonedAfter: 0 };
/** Calls with which a process opens its store. */
const OPENING = 2;
const BEGINNING: Step = {
  rows: [
    { table: 0, key: 'a', n: 1 },
    { table: 1, key: 'b', n: 2 },
  ],
  marks: ['m'],
  stale: false,
};

withParts(['mongodb'], (url) => {
  const { database } = freshDatabases(url);
  let names = 0;
  const freshTables = (): readonly [Table, Table] => {
    const name = `crash-${String(++names)}`;
    return [
      { name: `${name}.v1`, indexes: { byN: ['n'] } },
      { name: `${name}.gone.v1`, indexes: {} },
    ];
  };
  const db = database();

  async function commitOf(rows: RowStore, tables: readonly [Table, Table], step: Step, at: number): Promise<Commit> {
    const standing = await Promise.all(tables.map((table) => rows.load(table, KEYS)));
    const writes = ([0, 1] as const).map((which) => ({
      table: tables[which],
      rows: step.rows
        .filter(({ table }) => table === which)
        .map(({ key, n }, place) => ({
          key,
          expected: (standing[which]?.get(key)?.version ?? 0) + (step.stale && place === 0 ? 7 : 0),
          seen: { s: String(at) },
          doc: n === null ? null : { n, at },
        })),
    }));
    return { writes, checkpoints: Object.fromEntries(step.marks.map((mark) => [`${tables[0].name}-${mark}`, at])) };
  }
  async function stateOf(rows: RowStore, tables: readonly [Table, Table]): Promise<unknown> {
    const sorted = (found: Iterable<{ key: string }>) => [...found].sort((a, b) => (a.key < b.key ? -1 : 1));
    return {
      rows: await Promise.all(tables.map(async (table) => sorted((await rows.load(table, KEYS)).values()))),
      found: (await rows.find(tables[0], { index: 'byN', limit: 9 })).rows,
      counts: await Promise.all(tables.map((table) => rows.count(table))),
      marks: await Promise.all(MARKS.map((mark) => rows.checkpoint(`${tables[0].name}-${mark}`))),
    };
  }
  /** Whether a commit that nobody answered for stands: entirely, or not at all; the model follows. */
  async function follow(
    model: RowStore,
    store: RowStore,
    tables: readonly [Table, Table],
    commit: Commit,
  ): Promise<boolean> {
    const state = await stateOf(store, tables);
    if (JSON.stringify(state) === JSON.stringify(await stateOf(model, tables))) return false;
    await model.commit(commit);
    expect(state).toEqual(await stateOf(model, tables));
    return true;
  }
  let last: MongoRowStore | undefined;
  /** Takes everybody else for dead, so that there is never more than one of it. */
  async function swept(): Promise<MongoRowStore> {
    await last?.[Symbol.asyncDispose]();
    const store = await MongoRowStore.open(await db, NOW);
    while (!(await store.sweep()));
    return (last = store);
  }
  afterEach(async () => await last?.[Symbol.asyncDispose]());

  describe('a commit in MongoDB, all or none without a transaction', () => {
    it('however often its process dies, at whichever call', async () => {
      let [died, stood, conflicts] = [0, 0, 0];
      await fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(anyStep, anyMoment), { minLength: 3, maxLength: 8 }), async (steps) => {
          const tables = freshTables();
          const model = new InMemoryRowStore();
          let store = await swept();
          for (const table of tables) for (const each of [model, store]) await each.declare(table);
          for (const [at, [step, moment]] of steps.entries()) {
            const commit = await commitOf(model, tables, step, at);
            const mortal = new MortalDb(await db, { ...moment, call: moment.call + OPENING });
            const process = await MongoRowStore.open(mortal.db, NOW);
            const outcome = await process.commit(commit).then(
              () => 'stands' as const,
              (error: unknown) => error,
            );
            await process[Symbol.asyncDispose]();
            if (outcome === 'stands') await model.commit(commit);
            else if (mortal.dead) {
              died += 1;
              store = await swept();
              if (await follow(model, store, tables, commit)) stood += 1;
            } else {
              expect(outcome).toBeInstanceOf(VersionConflict);
              await expect(model.commit(commit)).rejects.toBeInstanceOf(VersionConflict);
              conflicts += 1;
            }
            expect(await stateOf(store, tables)).toEqual(await stateOf(model, tables));
          }
        }),
        { seed: 11, numRuns: 60 },
      );
      for (const each of [died, stood, conflicts, died - stood]) expect(each).toBeGreaterThan(20);
    }, 240_000);

    /** A process is paused in a commit, another takes over and goes on, the first one comes back. Answers whether it was paused, and whether what it began stood. */
    async function comeBackLate(
      step: Step,
      moment: Moment,
      then: readonly Step[],
    ): Promise<readonly [boolean, boolean]> {
      const tables = freshTables();
      const model = new InMemoryRowStore();
      const store = await swept();
      for (const table of tables) for (const each of [model, store]) await each.declare(table);
      const before = await commitOf(model, tables, BEGINNING, 0);
      for (const each of [model, store]) await each.commit(before);
      // Its marks tell whether it stands, even where it changes no row.
      const commit = await commitOf(model, tables, { ...step, marks: MARKS, stale: false }, 1);
      const paused = new MortalDb(await db, { ...moment, call: moment.call + OPENING }, 'pauses');
      await using process = await MongoRowStore.open(paused.db, { abandonedAfter: 60_000 });
      const outcome = process.commit(commit).then(
        () => true,
        (error: unknown) => error,
      );
      const isPaused = await Promise.race([paused.reached.then(() => true), outcome.then(() => false)]);
      const other = await swept();
      const stands = await follow(model, other, tables, commit);
      for (const [at, next] of then.entries()) {
        const following = await commitOf(model, tables, next, at + 2);
        const answers = await Promise.allSettled([model, other].map((each) => each.commit(following)));
        expect(new Set(answers.map(({ status }) => status)).size).toBe(1);
      }
      paused.resume();
      const answer = await outcome;
      if (stands) expect(answer).toBe(true);
      else if (answer === true) await model.commit(commit); // it had not begun, and nobody was in its way
      expect(await stateOf(other, tables)).toEqual(await stateOf(model, tables));
      while (!(await other.sweep()));
      expect(await stateOf(other, tables)).toEqual(await stateOf(model, tables));
      return [isPaused, stands];
    }

    it('whoever was paused and comes back late changes nothing any more', async () => {
      const seen = { undone: 0, stood: 0 };
      await fc.assert(
        fc.asyncProperty(
          anyStep,
          anyMoment,
          fc.array(anyStep, { minLength: 2, maxLength: 5 }),
          async (step, moment, then) => {
            const [isPaused, stands] = await comeBackLate(step, moment, then);
            if (isPaused) seen[stands ? 'stood' : 'undone'] += 1;
          },
        ),
        { seed: 12, numRuns: 60 },
      );
      expect(Math.min(seen.stood, seen.undone)).toBeGreaterThan(10);
    }, 240_000);

    it('racing over the same rows of two tables, nothing is lost and nothing done twice', async () => {
      const tables = freshTables();
      const stores = await Promise.all([1, 2, 3].map(async () => await MongoRowStore.open(await db)));
      for (const table of tables) await stores[0]?.declare(table);
      const add = async (store: RowStore, key: string): Promise<void> => {
        for (;;) {
          const standing = await Promise.all(
            tables.map(async (table) => (await store.load<{ n: number }>(table, [key])).get(key)),
          );
          const writes = tables.map((table, at) => ({
            table,
            rows: [{ key, expected: standing[at]?.version ?? 0, seen: {}, doc: { n: (standing[at]?.doc.n ?? 0) + 1 } }],
          }));
          try {
            return await store.commit({ writes });
          } catch (error) {
            if (!(error instanceof VersionConflict)) throw error;
          }
        }
      };
      await Promise.all(
        stores.map(async (store, which) => {
          for (let n = 0; n < 20; n++) await add(store, KEYS[(n + which) % 3] as string);
        }),
      );
      for (const table of tables) {
        const rows = await stores[1]?.load<JsonObject & { n: number }>(table, KEYS);
        expect([...(rows?.values() ?? [])].map(({ doc, version }) => [doc.n, version])).toEqual(
          KEYS.map(() => [20, 20]),
        );
      }
    });

    it('holds more than one document can, in parts, and finishes it from them', async () => {
      const own = await database();
      const [claims, parts] = [own.collection<{ _id: string }>('claims'), own.collection('commits')];
      const decisions = new Decisions(own, 1_000);
      const rows = Array.from({ length: 40 }, (_, n) => [{ key: `王${String(n)}`, expected: 0, seen: {}, doc: { text: '王'.repeat(50) } }, null] as const); // prettier-ignore
      const plan = { id: 'ab', commits: [[{ name: 't', paths: [], rows }]], checkpoints: [] };
      await claims.insertOne({ _id: 'ab' });
      expect(await decisions.decide(plan)).toBe(true);
      expect(await parts.countDocuments()).toBeGreaterThan(5);
      expect(await new Decisions(own).take('ab')).toEqual(plan);
      await decisions.forget('ab');
      expect(await parts.countDocuments()).toBe(0);
      expect(await claims.countDocuments()).toBe(0);
      expect(await decisions.take('ab')).toBeUndefined();
      await claims.insertOne({ _id: 'late' });
      expect(await new Decisions(own).take('late')).toBeUndefined();
      expect(await decisions.decide({ ...plan, id: 'late' })).toBe(false);
      expect(await parts.countDocuments()).toBe(0);
    });

    it('made together with others stands or is refused by itself, and costs one claim', async () => {
      const own = await database();
      const mortal = new MortalDb(own, { call: Infinity, when: 'before' });
      await using store = await MongoRowStore.open(mortal.db);
      const tables = freshTables();
      for (const table of tables) await store.declare(table);
      const write = (key: string, expected: number) => [{ table: tables[0], rows: [{ key, expected, seen: {}, doc: { n: expected } }] }]; // prettier-ignore
      const before = mortal.calls;
      const made = await Promise.allSettled([
        store.commit({ writes: write('a', 0), checkpoints: { one: 1 } }),
        store.commit({ writes: write('b', 7) }),
        store.commit({ writes: write('c', 0), checkpoints: { two: 2 } }),
        store.commit({ writes: write('a', 1) }), // not with the first: it has the same row
      ]);
      const calls = mortal.calls - before;
      expect(calls).toBe(8 + 6); // two more writes than one commit alone, and once more for the same row
      expect(made.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
      expect((made[1] as PromiseRejectedResult).reason).toMatchObject({ name: 'VersionConflict', keys: ['b'] });
      const versions = [...(await store.load(tables[0], KEYS)).values()].map(({ key, version }) => [key, version]);
      expect(Object.fromEntries(versions)).toEqual({ a: 2, c: 1 });
      expect([await store.checkpoint('one'), await store.checkpoint('two')]).toEqual([1, 2]);
      expect(await own.collection('claims').countDocuments()).toBe(0);
    });
  });
});
