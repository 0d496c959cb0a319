import type { DatabaseSync } from 'node:sqlite';
import {
  type Append,
  type Appended,
  type Clock,
  type EventStore,
  type MovedEvent,
  type NewEvent,
  type Position,
  RevisionConflict,
  runsOf,
  type StoredEvent,
  Unavailable,
} from '@pcrm/event-sourcing';
import { Bell } from './bell.js';
import { Checkpointer } from './checkpointer.js';
import { FactReader, fromPosition, type Scan } from './fact-reader.js';
import { FactWriter, toMoved, toWritten, type Written } from './fact-writer.js';
import { follow } from './follow.js';
import { GroupCommit } from './group-commit.js';
import { transaction } from './sqlite.js';

/** Facts in one SQLite file, written by this object only; appends of many callers share one sync to disk. */
export class SqliteEventStore implements EventStore {
  readonly #written = new Bell();
  readonly #listeners = new Set<() => void>();
  readonly #reader: FactReader;
  readonly #writer: FactWriter;
  readonly #group: GroupCommit;
  readonly #checkpointer: Checkpointer;
  readonly #closing = new AbortController();

  /** `db` comes from `openSqlite(path, { synchronous: 'FULL', steps: FACT_STEPS })` and is closed with the store. */
  constructor(
    private readonly db: DatabaseSync,
    clock: Clock,
    waiting = 200_000,
  ) {
    this.#reader = new FactReader(db);
    this.#writer = new FactWriter(db, () => clock.now());
    this.#checkpointer = new Checkpointer(db);
    this.#group = new GroupCommit(db, {
      waiting,
      committed: () => {
        this.#checkpointer.written();
        this.#written.ring();
        for (const listener of this.#listeners) listener();
      },
      undone: () => {
        if (db.isOpen) this.#writer.forget();
      },
    });
  }

  async read(stream: string, after?: number): Promise<readonly StoredEvent[]> {
    return after !== undefined && this.#writer.endsAt(stream, after) ? [] : this.#reader.read(stream, after);
  }

  async append(stream: string, expected: number, events: readonly NewEvent[]): Promise<Appended> {
    const written = toWritten(stream, expected, events);
    return this.#group.run(written.bodies.length, () => this.#writer.write(written));
  }

  async appendMany(appends: readonly Append[]): Promise<readonly (Appended | RevisionConflict)[]> {
    const results = await this.appendWritten(appends.map((one) => toWritten(one.stream, one.expected, one.events)));
    return results.map((result) => {
      if (Error.isError(result) && !(result instanceof RevisionConflict)) throw result;
      return result;
    });
  }

  /** Appends that were made into text elsewhere (another thread). Answers in the order asked; never throws for one of them. */
  appendWritten(appends: readonly Written[]): Promise<readonly (Appended | Error)[]> {
    if (appends.length === 0) return Promise.resolve([]);
    return new Promise((resolve) => {
      const results = new Array<Appended | Error>(appends.length);
      let open = appends.length;
      const settle = (at: number, result: Appended | Error): void => {
        results[at] = result;
        if (--open === 0) resolve(results);
      };
      appends.forEach((one, at) => {
        try {
          this.#group.submit(
            one.bodies.length,
            () => this.#writer.write(one),
            (failure, result) => settle(at, failure ?? result),
          );
        } catch (error) {
          settle(at, error as Error);
        }
      });
    });
  }

  /** Calls a listener after each commit. */
  onWritten(listener: () => void): void {
    this.#listeners.add(listener);
  }

  subscribe(
    categories: readonly string[],
    after: Position | undefined,
    options: { readonly signal: AbortSignal; readonly limit?: number },
  ): AsyncIterable<readonly StoredEvent[]> {
    const signal = AbortSignal.any([options.signal, this.#closing.signal]);
    const reader = { scan: (...asked: Parameters<FactReader['scan']>) => this.#scan(...asked) };
    return follow({ reader, bell: this.#written }, categories, after, { ...options, signal });
  }

  /** Looks only where something is: most of what wakes a follower is of other categories. */
  #scan(categories: readonly string[], after: number, limit: number): Scan {
    const { newest } = this.#writer;
    const last = newest.of(categories);
    if (last <= after) return { events: [], upTo: Math.max(after, this.#reader.headNumber()), atEnd: true };
    const scan = this.#reader.scan(categories, after, limit);
    if (scan.emptyFrom !== undefined && scan.upTo >= last) newest.noneBehind(categories, scan.emptyFrom);
    return scan;
  }

  async readAll(after: Position | undefined, limit: number): Promise<readonly StoredEvent[]> {
    return this.#reader.all(fromPosition(after), limit);
  }

  moveIn(facts: readonly MovedEvent[]): Promise<Position | undefined> {
    return this.moveWritten(runsOf(facts).map(toMoved));
  }

  /** The same, made into text elsewhere. One piece of work: at the first that does not fit, what came before it stays. */
  async moveWritten(runs: readonly Written[]): Promise<Position | undefined> {
    const weight = runs.reduce((sum, { bodies }) => sum + bodies.length, 0);
    return this.#group.run(weight, () => {
      let last: Position | undefined;
      for (const run of runs) last = this.#writer.write(run).position;
      return last;
    });
  }

  async head(): Promise<Position | undefined> {
    return this.#reader.head();
  }

  /** For who opens the file again; what cannot be noted now they look for. */
  #noteNewest(): void {
    if (this.#writer.isNoted) return;
    try {
      transaction(this.db, () => this.#writer.note());
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.db.isOpen) return;
    this.#closing.abort(new Unavailable('the store is closed'));
    this.#group.close();
    try {
      this.#noteNewest();
    } finally {
      this.#checkpointer.close();
      this.db.close();
    }
  }
}
