import type { Indexes, Table } from '@pcrm/event-sourcing';
import mongoose, { type mongo } from 'mongoose';
import { isDuplicate } from './mongo.failures.js';
import { columnOf, columnsOf, isList, type RowDocument, toRow } from './row-document.js';

/**
 * What MongoDB's side of a table is: one collection of rows, and a line that says which paths its rows carry as columns. It stands
 * among the checkpoints, so that a commit finds in one look all that it must know besides rows.
 */
export type Declared = {
  readonly _id: { readonly table: string };
  /** Every commit writes columns for these paths. */
  readonly paths: readonly string[];
  /** Every row has columns for these. */
  readonly complete: readonly string[];
};
/** Deleted rows are forgotten so long after their deletion, in seconds: nothing of then can still be on its way. */
const FORGET_DELETED_S = 86_400;
const OURS = 'rows:';
/** Collection of checkpoints and declarations. */
export const NOTES = 'checkpoints';
/** Rows per step when columns are added. */
const STEP = 1_000;
/** An index may take its time. */
const BUILDING_MS = 3_600_000;

export const rowsOf = (db: mongo.Db, table: string): mongo.Collection<RowDocument> =>
  db.collection<RowDocument>(collectionOf(table));
/** `$`, `%` and NUL may stand in the name of a table, not in one of a collection. */
const collectionOf = (table: string): string =>
  `rows.${table.replace(/[%$\0]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;

export class MongoTables {
  readonly #declared: mongo.Collection<Declared>;
  #standIn: boolean | undefined;

  constructor(
    private readonly db: mongo.Db,
    /** Waits until no commit is under way that may have read an older declaration of this table. */
    private readonly settled: (table: string) => Promise<void>,
  ) {
    this.#declared = db.collection<Declared>(NOTES);
  }

  /** Makes what is missing and takes away what nothing asks for any more. Rows stay, and can be written meanwhile. */
  async declare({ name, indexes }: Table): Promise<void> {
    for (const paths of Object.values(indexes))
      if (paths.filter(isList).length > 1)
        throw new Error(`an index may have one path ending in []: ${paths.join(', ')}`);
    const wanted = [...new Set(Object.values(indexes).flat())].sort();
    const { complete } = await this.#note(name, wanted);
    const missing = wanted.filter((path) => !complete.includes(path));
    if (missing.length > 0) await this.#addColumns(name, missing);
    await this.#buildIndexes(name, indexes);
  }

  /** First the word, then the rows: who writes meanwhile finds that there is no such table. Asked again it ends what broke off. */
  async drop(name: string): Promise<void> {
    await this.#declared.deleteOne({ _id: { table: name } });
    await this.settled(name);
    if (await this.#declared.findOne({ _id: { table: name } })) return; // declared anew meanwhile: these are its rows
    await rowsOf(this.db, name).drop().catch(noSuchCollection);
  }

  async #note(name: string, paths: readonly string[]): Promise<Declared> {
    for (;;) {
      try {
        const noted = await this.#declared.findOneAndUpdate(
          { _id: { table: name } },
          { $addToSet: { paths: { $each: [...paths] } }, $setOnInsert: { complete: [] } },
          { upsert: true, returnDocument: 'after' },
        );
        if (noted) return noted;
      } catch (error) {
        if (!isDuplicate(error)) throw error; // another process has just declared it
      }
    }
  }

  /** From the declaration on every new commit writes the columns; what was under way is awaited; then the rest is given them. */
  async #addColumns(name: string, paths: readonly string[]): Promise<void> {
    await this.settled(name);
    const rows = rowsOf(this.db, name);
    for (let after: string | undefined; ;) {
      const page = await rows
        .find(after === undefined ? {} : { _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(STEP)
        .toArray();
      const steps = page.filter(({ gone }) => gone === undefined).flatMap((row) => addition(row, paths));
      if (steps.length > 0) await rows.bulkWrite(steps, { ordered: false });
      after = page.at(-1)?._id;
      if (page.length < STEP) break;
    }
    await this.#declared.updateOne({ _id: { table: name } }, { $addToSet: { complete: { $each: [...paths] } } });
  }

  async #buildIndexes(name: string, indexes: Indexes): Promise<void> {
    const rows = rowsOf(this.db, name);
    const wanted = new Map(Object.values(indexes).map((paths) => [OURS + paths.join(','), paths]));
    const there = await existing(rows);
    const missing = [...wanted].filter(([index]) => !there.includes(index)).map(([index, paths]) => indexOf(index, paths)); // prettier-ignore
    if (!there.includes('deleted')) missing.push(DELETED);
    if (!there.includes('guard') && (await this.#isStandIn())) missing.push(GUARD);
    if (missing.length > 0) await this.#build(rows, missing);
    for (const index of there) if (index.startsWith(OURS) && !wanted.has(index)) await this.#dropIndex(rows, index);
  }

  /** An index of a large collection takes longer than an answer may: asked again, MongoDB goes on waiting for the same one. */
  async #build(rows: mongo.Collection<RowDocument>, indexes: mongo.IndexDescription[]): Promise<void> {
    const started = performance.now();
    for (;;) {
      try {
        await rows.createIndexes(indexes);
        return;
      } catch (error) {
        const isLong = error instanceof mongoose.mongo.MongoNetworkTimeoutError;
        if (!isLong || performance.now() - started > BUILDING_MS) throw error;
      }
    }
  }

  /**
   * The stand-in of our tests, which does not know the command and looks through a whole collection when a filter names more
   * than one field. MongoDB finds a guarded row by its key, and one more index would only cost.
   */
  async #isStandIn(): Promise<boolean> {
    this.#standIn ??= await this.db.command({ hello: 1 }).then(() => false, isUnknownCommand);
    return this.#standIn;
  }

  /** Another process may have done so already. */
  async #dropIndex(rows: mongo.Collection<RowDocument>, index: string): Promise<void> {
    if ((await existing(rows)).includes(index)) await rows.dropIndex(index);
  }
}

const DELETED: mongo.IndexDescription = {
  key: { gone: 1 },
  name: 'deleted',
  expireAfterSeconds: FORGET_DELETED_S,
  partialFilterExpression: { gone: { $exists: true } },
};
const GUARD: mongo.IndexDescription = { key: { _id: 1, c: 1 }, name: 'guard', unique: true };

/** Holds the rows that have a value for every path, by these values and then by key. */
const indexOf = (name: string, paths: readonly string[]): mongo.IndexDescription => ({
  key: Object.fromEntries([...paths.map((path) => [`i.${columnOf(path)}`, 1] as const), ['_id', 1]]),
  name,
  partialFilterExpression: Object.fromEntries(paths.map((path) => [`i.${columnOf(path)}`, { $exists: true }])),
});

async function existing(rows: mongo.Collection<RowDocument>): Promise<readonly string[]> {
  const names = await rows.listIndexes().toArray().catch(noSuchCollection);
  return names.map(({ name }: { name: string }) => name);
}
function isUnknownCommand(error: unknown): boolean {
  if ((error as { code?: number }).code === 59) return true;
  throw error;
}
/** By its code; the wire part gives the words alone. */
function noSuchCollection(error: unknown): never[] {
  const { code, message } = error as { readonly code?: number; readonly message?: string };
  if (code === 26 || message === 'ns not found') return [];
  throw error;
}

/** Gives a row columns, unless somebody has written it meanwhile: then it has them. */
function addition(row: RowDocument, paths: readonly string[]): mongo.AnyBulkWriteOperation<RowDocument>[] {
  const columns = Object.entries(columnsOf(paths, toRow(row).doc)).map(([column, value]) => [`i.${column}`, value]);
  if (columns.length === 0) return [];
  return [
    { updateOne: { filter: { _id: row._id, c: row.c }, update: { $set: Object.fromEntries(columns) as object } } },
  ];
}
