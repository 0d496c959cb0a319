import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { Unavailable } from '@pcrm/event-sourcing';
import { LARGE_LOG } from './checkpointer.js';

/** Step n brings a file from format n to format n + 1. Steps are only ever added. */
export type Steps = readonly string[];
export type Opening = {
  /** `FULL` for what must survive a power cut, `NORMAL` for what can be built anew. */
  readonly synchronous: 'FULL' | 'NORMAL';
  readonly steps: Steps;
  /** Page cache of this connection, in KiB. */
  readonly cacheKiB?: number;
};

/** The file was written by a newer PCRM than this one. */
export class NewerFormat extends Error {
  override readonly name = 'NewerFormat';
  constructor(
    readonly path: string,
    readonly format: number,
    readonly known: number,
  ) {
    super(
      `${path} has format ${String(format)}, but this PCRM knows formats up to ${String(known)}: ` +
        'it was written by a newer version. Start that version, or point PCRM_DATA_DIR at another folder.',
    );
  }
}

/** Opens a file for writing (or `:memory:`) and brings it to the newest format. */
export function openSqlite(path: string, { synchronous, steps, cacheKiB = 8192 }: Opening): DatabaseSync {
  const db = new DatabaseSync(path);
  try {
    db.exec(`
      PRAGMA busy_timeout = 5000;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = ${synchronous};
      PRAGMA wal_autocheckpoint = 0;
      PRAGMA journal_size_limit = ${String(LARGE_LOG)};
      PRAGMA cache_size = -${String(cacheKiB)};
    `);
    migrate(db, path, steps);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** So much of a file is read where the system keeps it, without a copy: all of a small branch. It counts as memory of this process. */
const MAPPED = 64 * 1024 * 1024;

/** Opens a file that another thread writes, for reading only. */
export function openReader(path: string, steps: Steps): DatabaseSync {
  const db = new DatabaseSync(path, { readOnly: true });
  db.exec(`PRAGMA busy_timeout = 5000; PRAGMA mmap_size = ${String(MAPPED)};`);
  const format = formatOf(db);
  if (format <= steps.length) return db;
  db.close();
  throw new NewerFormat(path, format, steps.length);
}

function migrate(db: DatabaseSync, path: string, steps: Steps): void {
  const format = formatOf(db);
  if (format > steps.length) throw new NewerFormat(path, format, steps.length);
  for (let next = format; next < steps.length; next++) {
    transaction(db, () => db.exec(`${steps[next] ?? ''}; PRAGMA user_version = ${String(next + 1)}`));
  }
}

const formatOf = (db: DatabaseSync): number => Number(db.prepare('PRAGMA user_version').get()?.['user_version']);

/** All or none of `work`; what SQLite cannot do now comes out as `Unavailable`. */
export function transaction<T>(db: DatabaseSync, work: () => T): T {
  try {
    db.exec('BEGIN IMMEDIATE');
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isOpen && db.isTransaction) db.exec('ROLLBACK');
    throw asFailure(error);
  }
}

/** For a connection that only reads: what `work` reads is of one state of the file, whatever is written meanwhile. */
export class Snapshots {
  readonly #begin: StatementSync;
  readonly #end: StatementSync;

  constructor(private readonly db: DatabaseSync) {
    this.#begin = db.prepare('BEGIN');
    this.#end = db.prepare('COMMIT');
  }

  of<T>(work: () => T): T {
    this.#begin.run();
    try {
      return work();
    } finally {
      if (this.db.isTransaction) this.#end.run();
    }
  }
}

/** Connections that do not wait for the disk for now. */
const hasty = new WeakSet<DatabaseSync>();

/** Does `work` without waiting for the disk at its commits: a power cut may undo the newest of them, never tear one. */
export function unsynced<T>(db: DatabaseSync, work: () => T): T {
  if (hasty.has(db)) return work();
  db.exec('PRAGMA synchronous = NORMAL');
  try {
    return work();
  } finally {
    if (db.isOpen) db.exec('PRAGMA synchronous = FULL');
  }
}

/** Waits for the disk at the commit of `work`, whatever this connection does otherwise: what it committed before is there then too. */
export function synced<T>(db: DatabaseSync, work: () => T): T {
  const before = Number(db.prepare('PRAGMA synchronous').get()?.['synchronous']);
  db.exec('PRAGMA synchronous = FULL');
  try {
    return work();
  } finally {
    if (db.isOpen) db.exec(`PRAGMA synchronous = ${String(before)}`);
  }
}

/** From now on commits do not wait for the disk, as if all of them were `unsynced`, until `syncFromNow`. */
export function leaveUnsynced(db: DatabaseSync): void {
  hasty.add(db);
  db.exec('PRAGMA synchronous = NORMAL');
}

/** What was written is on the disk when this returns, and from now on commits wait for it. */
export function syncFromNow(db: DatabaseSync): void {
  hasty.delete(db);
  db.exec('PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(PASSIVE)');
}

/** Primary result codes after which trying again later can help: busy, locked, read-only, I/O, full, cannot open. */
const PASSING = new Set([5, 6, 8, 10, 13, 14]);

/** A passing failure of SQLite as `Unavailable`; anything else as it is. */
export function asFailure(error: unknown): unknown {
  if (!Error.isError(error) || !('errcode' in error)) return error;
  return PASSING.has(Number(error.errcode) & 0xff)
    ? new Unavailable(`the data files cannot be used now: ${error.message}`, { cause: error })
    : error;
}

/**
 * For the end of a statement: at most so many rows, given with its values. Never a parameter alone: SQLite then makes its plan by
 * that number, and prepares the statement anew each time it is given one, which takes longer than running most of ours.
 */
export const AT_MOST = 'LIMIT ifnull(?, 0)';

/** Prepared once per connection and text. */
export class Statements {
  readonly #prepared = new Map<string, StatementSync>();
  constructor(readonly db: DatabaseSync) {}

  /** Rows come as objects. */
  of(sql: string): StatementSync {
    return this.#cached(sql, () => this.db.prepare(sql));
  }

  /** Rows come as arrays, which is faster for many. */
  arrays(sql: string): StatementSync {
    return this.#cached(`[]${sql}`, () => {
      const statement = this.db.prepare(sql);
      statement.setReturnArrays(true);
      return statement;
    });
  }

  /** Forgets all, after tables were dropped or made. */
  clear(): void {
    this.#prepared.clear();
  }

  #cached(name: string, prepare: () => StatementSync): StatementSync {
    let statement = this.#prepared.get(name);
    if (!statement) this.#prepared.set(name, (statement = prepare()));
    return statement;
  }
}
