import { type Commit, type Json, type RowWrite, VersionConflict } from '@pcrm/event-sourcing';
import mongoose, { type mongo } from 'mongoose';
import { isDuplicate } from './mongo.failures.js';
import { type RowDocument, toDocument } from './row-document.js';
import { rowsOf } from './mongo.tables.js';

const { ObjectId } = mongoose.mongo;

/** The commit that wrote what stands now; null where nothing stands. */
type Before = string | null;
/** What a commit is going to do, of JSON, so that whoever finds it can do it too: the same however often it is done. */
export type Plan = {
  readonly id: string;
  readonly tables: readonly {
    readonly name: string;
    readonly paths: readonly string[];
    readonly rows: readonly (readonly [write: RowWrite, before: Before])[];
  }[];
  readonly checkpoints: readonly (readonly [name: string, text: string, before: Before])[];
};
export type Checkpoint = { readonly _id: string; readonly c: mongo.ObjectId; readonly text: string };

/** What nobody else may touch meanwhile: a text for each row and each checkpoint. */
export const claimsOf = ({ writes, checkpoints = {} }: Commit): string[] => [
  ...writes.flatMap(({ table, rows }) => rows.map(({ key }) => `${table.name}\n${key}`)),
  ...Object.keys(checkpoints).map((name) => `\n${name}`),
];

export const checkpointsOf = (db: mongo.Db): mongo.Collection<Checkpoint> => db.collection<Checkpoint>('checkpoints');

/** Looks at everything the commit is about to change. Throws `VersionConflict` when a row is not as it was expected. */
export async function planOf(
  db: mongo.Db,
  id: string,
  { writes, checkpoints = {} }: Commit,
  pathsOf: (names: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]>>,
): Promise<Plan> {
  const names = [...new Set(writes.map(({ table }) => table.name))];
  const [paths, marks, ...standing] = await Promise.all([
    names.length === 0 ? new Map<string, readonly string[]>() : pathsOf(names),
    standingMarks(db, Object.keys(checkpoints)),
    ...writes.map(({ table, rows }) => standingRows(db, table.name, rows)),
  ]);
  const tables = writes.map(({ table: { name }, rows }, at) => {
    const own = paths.get(name);
    if (!own) throw new Error(`the table ${name} was never declared`);
    const before = standing[at] as ReadonlyMap<string, Standing>;
    const stale = rows.filter(({ key, expected }) => (before.get(key)?.v ?? 0) !== expected);
    if (stale.length > 0) throw new VersionConflict(name, stale.map(({ key }) => key)); // prettier-ignore
    return { name, paths: own, rows: rows.map((row) => [row, before.get(row.key)?.c.toHexString() ?? null] as const) };
  });
  const texts = Object.entries(checkpoints).map(
    ([name, mark]) => [name, textOf(mark), marks.get(name) ?? null] as const,
  );
  return { id, tables, checkpoints: texts };
}

type Standing = Pick<RowDocument, '_id' | 'v' | 'c'>;

async function standingRows(
  db: mongo.Db,
  table: string,
  rows: readonly RowWrite[],
): Promise<ReadonlyMap<string, Standing>> {
  const found = await rowsOf(db, table)
    .find({ _id: { $in: rows.map(({ key }) => key) } }, { projection: { v: 1, c: 1 }, batchSize: rows.length + 1 })
    .toArray();
  return new Map(found.map((each) => [each._id, each]));
}

async function standingMarks(db: mongo.Db, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0) return new Map();
  const found = await checkpointsOf(db)
    .find({ _id: { $in: [...names] } }, { projection: { c: 1 }, batchSize: names.length + 1 })
    .toArray();
  return new Map(found.map(({ _id, c }) => [_id, c.toHexString()]));
}

const textOf = (mark: Json): string => JSON.stringify(mark);

/**
 * Writes what was planned, table by table in the order of the commit, checkpoints last: who sees the later sees the earlier.
 * Whatever was done already is left alone, even if somebody has gone on from there.
 */
export async function carryOut(db: mongo.Db, { id, tables, checkpoints }: Plan): Promise<void> {
  const c = new ObjectId(id);
  for (const { name, paths, rows } of tables) {
    const operations = rows.flatMap(([write, before]) => operation(toDocument(write, paths, c), before));
    await write(rowsOf(db, name), operations);
  }
  const marks = checkpoints.map(([name, text, before]) => ({ _id: name, c, text, before }));
  await write(
    checkpointsOf(db),
    marks.flatMap(({ before, ...mark }) => operation<Checkpoint>(mark, before)),
  );
}

/** Put in place of what this commit has found, or where it has found nothing. */
function operation<Document extends RowDocument | Checkpoint>(
  document: Document,
  before: Before,
): mongo.AnyBulkWriteOperation<Document>[] {
  const isDeletion = 'gone' in document;
  if (before === null) return isDeletion ? [] : [{ insertOne: { document: document as never } }];
  const { _id, ...replacement } = document;
  const filter = { _id, c: new ObjectId(before) } as never;
  // A note of a deletion may be forgotten meanwhile: then this is inserted.
  const wasDeleted = 'v' in document && document.v === 1;
  return [{ replaceOne: { filter, replacement: replacement, ...(wasDeleted && { upsert: true }) } }];
}

/** Each by itself; that something is there already means that it was written already. */
async function write<Document extends RowDocument | Checkpoint>(
  collection: mongo.Collection<Document>,
  operations: mongo.AnyBulkWriteOperation<Document>[],
): Promise<void> {
  if (operations.length === 0) return;
  try {
    await collection.bulkWrite(operations, { ordered: false });
  } catch (error) {
    if (!isOnlyDuplicates(error)) throw error;
  }
}

function isOnlyDuplicates(error: unknown): boolean {
  if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) return isDuplicate(error);
  const failed = [error.writeErrors].flat();
  return failed.length > 0 && failed.every(({ code }) => code === 11000) && !error.result.getWriteConcernError();
}
