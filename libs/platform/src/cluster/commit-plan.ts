import { asError, type Commit, type Json, type RowWrite, VersionConflict } from '@pcrm/event-sourcing';
import mongoose, { type mongo } from 'mongoose';
import { isDuplicate } from './mongo.failures.js';
import { type RowDocument, toDocument } from './row-document.js';
import { type Declared, NOTES, rowsOf } from './mongo.tables.js';

const { ObjectId } = mongoose.mongo;

/** The commit that wrote what stands now; null where nothing stands. */
type Before = string | null;
/** What becomes of rows of one table. */
type TablePlan = {
  readonly name: string;
  readonly paths: readonly string[];
  readonly rows: readonly (readonly [write: RowWrite, before: Before])[];
};
/** What some commits are going to do, of JSON, so that whoever finds it can do it too: the same however often it is done. */
export type Plan = {
  readonly id: string;
  /** Of each commit, table by table. */
  readonly commits: readonly (readonly TablePlan[])[];
  readonly checkpoints: readonly (readonly [name: string, text: string, before: Before])[];
};
export type Checkpoint = { readonly _id: string; readonly c: mongo.ObjectId; readonly text: string };

/** What nobody else may touch meanwhile: a text for each row and each checkpoint. */
export const claimsOf = ({ writes, checkpoints = {} }: Commit): string[] => [
  ...writes.flatMap(({ table, rows }) => rows.map(({ key }) => `${table.name}\n${key}`)),
  ...Object.keys(checkpoints).map((name) => `\n${name}`),
];

export const checkpointsOf = (db: mongo.Db): mongo.Collection<Checkpoint> => db.collection<Checkpoint>(NOTES);

/** What is decided, and which of the commits are not, and why. */
export type Planned = { readonly plan: Plan; readonly refused: ReadonlyMap<Commit, Error> };

/** Looks at everything these commits are about to change. Refused is with `VersionConflict` whose rows are not as they were expected. */
export async function planOf(db: mongo.Db, id: string, commits: readonly Commit[]): Promise<Planned> {
  const writes = commits.flatMap((commit) => commit.writes);
  const names = [...new Set(writes.map(({ table }) => table.name))];
  const marked = commits.flatMap(({ checkpoints = {} }) => Object.keys(checkpoints));
  const rowsIn = (name: string) => writes.flatMap(({ table, rows }) => (table.name === name ? rows : []));
  const [{ paths, marks }, ...found] = await Promise.all([
    notesOf(db, names, marked),
    ...names.map((name) => standingRows(db, name, rowsIn(name))),
  ]);
  const standing = new Map(names.map((name, at) => [name, found[at]] as const));
  const refused = new Map<Commit, Error>();
  const stand = commits.flatMap((commit) => {
    const tables = attempted(() => commit.writes.map((write) => tablePlan(write, { paths, standing })));
    if (!(tables instanceof Error)) return [{ commit, tables }];
    refused.set(commit, tables);
    return [];
  });
  const checkpoints = stand.flatMap(({ commit }) =>
    Object.entries(commit.checkpoints ?? {}).map(([name, mark]) => [name, textOf(mark), marks.get(name) ?? null] as const),
  ); // prettier-ignore
  return { plan: { id, commits: stand.map(({ tables }) => tables), checkpoints }, refused };
}

function attempted<Result>(work: () => Result): Result | Error {
  try {
    return work();
  } catch (error) {
    return asError(error);
  }
}

type Looked = {
  readonly paths: ReadonlyMap<string, readonly string[]>;
  readonly standing: ReadonlyMap<string, ReadonlyMap<string, Standing> | undefined>;
};
function tablePlan({ table: { name }, rows }: Commit['writes'][number], { paths, standing }: Looked): TablePlan {
  const own = paths.get(name);
  if (!own) throw new Error(`the table ${name} was never declared`);
  const before = standing.get(name);
  const stale = rows.filter(({ key, expected }) => (before?.get(key)?.v ?? 0) !== expected);
  if (stale.length > 0) throw new VersionConflict(name, stale.map(({ key }) => key)); // prettier-ignore
  return { name, paths: own, rows: rows.map((row) => [row, before?.get(row.key)?.c.toHexString() ?? null] as const) };
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

type Notes = { readonly paths: ReadonlyMap<string, readonly string[]>; readonly marks: ReadonlyMap<string, string> };

/** Paths for which rows of these tables have columns, and who wrote these checkpoints. What is not there is absent. */
async function notesOf(db: mongo.Db, tables: readonly string[], checkpoints: readonly string[]): Promise<Notes> {
  const ids = [...tables.map((table) => ({ table })), ...checkpoints];
  const notes = db.collection<Declared | Checkpoint>(NOTES);
  const asked = notes.find({ _id: { $in: ids } } as object, {
    projection: { c: 1, paths: 1 },
    batchSize: ids.length + 1,
  });
  const found = (await asked.toArray()) as unknown as readonly (Declared | Checkpoint)[];
  const [paths, marks] = [new Map<string, readonly string[]>(), new Map<string, string>()];
  for (const note of found)
    if (isDeclared(note)) paths.set(note._id.table, note.paths);
    else marks.set(note._id, note.c.toHexString());
  return { paths, marks };
}
const isDeclared = (note: Declared | Checkpoint): note is Declared => 'paths' in note;

const textOf = (mark: Json): string => JSON.stringify(mark);

/**
 * Writes what was planned, each commit table by table in its order, checkpoints last: who sees the later sees the earlier.
 * Whatever was done already is left alone, even if somebody has gone on from there.
 */
export async function carryOut(db: mongo.Db, { id, commits, checkpoints }: Plan): Promise<void> {
  const c = new ObjectId(id);
  const done = commits.map(async (tables) => {
    for (const { name, paths, rows } of tables) {
      const operations = rows.flatMap(([write, before]) =>
        operation(toDocument(write, paths, c), before, write.expected === 0),
      );
      await write(rowsOf(db, name), operations);
    }
  });
  // All have ended before one is said to have failed: who does it again races with none of them.
  await Promise.allSettled(done);
  await Promise.all(done);
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
  begins = false,
): mongo.AnyBulkWriteOperation<Document>[] {
  const isDeletion = 'gone' in document;
  if (isDeletion && (before === null || begins)) return [];
  const { _id, ...replacement } = document;
  // Where it has found nothing it may find what it has written before: never what is somebody else's.
  const filter = { _id, c: before === null ? document.c : new ObjectId(before) } as never;
  // A note of a deletion may be forgotten meanwhile: then this is inserted.
  const upsert = before === null || begins;
  return [{ replaceOne: { filter, replacement, ...(upsert && { upsert }) } }];
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
