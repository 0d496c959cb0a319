import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { NewEvent } from '@pcrm/event-sourcing';

type Job = {
  readonly stream: number;
  readonly expected: number;
  readonly bodies: readonly string[];
  readonly done: PromiseWithResolvers<void>;
};
/** Pages of the write-ahead log before it is moved into the file: 64 MiB, as the platform has it. */
const LOG_PAGES = 16_384;

/**
 * The least that can be written by hand on `node:sqlite` for the same promise: streams are numbers, their last revisions are held
 * in memory, and what comes in one turn of the event loop shares one transaction and so one sync to disk.
 */
export class RawFacts implements Disposable {
  readonly #db: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #streams = new Map<string, number>();
  readonly #last = new Map<number, number>();
  #position = 0;
  #jobs: Job[] = [];

  constructor(path: string) {
    this.#db = new DatabaseSync(path);
    this.#db.exec(`
      PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
      PRAGMA wal_autocheckpoint = ${String(LOG_PAGES)}; PRAGMA cache_size = -8192;
      CREATE TABLE facts (
        position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, revision INTEGER NOT NULL,
        recorded INTEGER NOT NULL, body TEXT NOT NULL, UNIQUE (stream, revision)
      );
    `);
    this.#insert = this.#db.prepare('INSERT INTO facts VALUES (?, ?, ?, ?, ?)');
  }

  append(name: string, expected: number, events: readonly NewEvent[]): Promise<void> {
    const bodies = events.map((event) => JSON.stringify(event));
    const done = Promise.withResolvers<void>();
    if (this.#jobs.push({ stream: this.#stream(name), expected, bodies, done }) === 1)
      setImmediate(() => this.#flush());
    return done.promise;
  }

  #stream(name: string): number {
    let stream = this.#streams.get(name);
    if (stream === undefined) this.#streams.set(name, (stream = this.#streams.size + 1));
    return stream;
  }

  #flush(): void {
    const jobs = this.#jobs;
    this.#jobs = [];
    const now = Date.now();
    this.#db.exec('BEGIN IMMEDIATE');
    for (const { stream, expected, bodies } of jobs) {
      if ((this.#last.get(stream) ?? -1) !== expected) throw new Error('another revision was expected');
      let revision = expected;
      for (const body of bodies) this.#insert.run(++this.#position, stream, ++revision, now, body);
      this.#last.set(stream, revision);
    }
    this.#db.exec('COMMIT');
    for (const { done } of jobs) done.resolve();
  }

  [Symbol.dispose](): void {
    this.#db.close();
  }
}
