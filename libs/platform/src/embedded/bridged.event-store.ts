import type { DatabaseSync } from 'node:sqlite';
import {
  type Append,
  type Appended,
  type EventStore,
  type MovedEvent,
  type NewEvent,
  type Position,
  RevisionConflict,
  runsOf,
  type StoredEvent,
} from '@pcrm/event-sourcing';
import { FactReader, fromPosition } from './fact-reader.js';
import { toMoved, toWritten, type Written } from './fact-writer.js';
import { follow } from './follow.js';
import type { Asking } from './worker-asking.js';

/** Facts as the main thread sees them. */
export class BridgedEventStore implements EventStore {
  readonly #reader: FactReader;
  readonly #closing = new AbortController();

  constructor(
    private readonly db: DatabaseSync,
    private readonly asking: Asking,
  ) {
    this.#reader = new FactReader(db);
  }

  async read(stream: string, after?: number): Promise<readonly StoredEvent[]> {
    return this.#reader.read(stream, after);
  }

  async append(stream: string, expected: number, events: readonly NewEvent[]): Promise<Appended> {
    const [result] = await this.#write([toWritten(stream, expected, events)]);
    if (!result || Error.isError(result)) throw result ?? new Error('the append was not answered');
    return result;
  }

  async appendMany(appends: readonly Append[]): Promise<readonly (Appended | RevisionConflict)[]> {
    const results = await this.#write(appends.map((one) => toWritten(one.stream, one.expected, one.events)));
    return results.map((result) => {
      if (Error.isError(result) && !(result instanceof RevisionConflict)) throw result;
      return result;
    });
  }

  subscribe(
    categories: readonly string[],
    after: Position | undefined,
    options: { readonly signal: AbortSignal; readonly limit?: number },
  ): AsyncIterable<readonly StoredEvent[]> {
    const signal = AbortSignal.any([options.signal, this.#closing.signal]);
    return follow({ reader: this.#reader, bell: this.asking.written }, categories, after, { ...options, signal });
  }

  async readAll(after: Position | undefined, limit: number): Promise<readonly StoredEvent[]> {
    return this.#reader.all(fromPosition(after), limit);
  }

  moveIn(facts: readonly MovedEvent[]): Promise<Position | undefined> {
    return this.asking.ask({ op: 'moveIn', runs: runsOf(facts).map(toMoved) }, facts.length + 1);
  }

  async head(): Promise<Position | undefined> {
    return this.#reader.head();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    if (this.db.isOpen) this.db.close();
  }

  #write(appends: readonly Written[]): Promise<readonly (Appended | Error)[]> {
    const weight = appends.reduce((sum, one) => sum + one.bodies.length, 1);
    return this.asking.ask({ op: 'append', appends }, weight);
  }
}
