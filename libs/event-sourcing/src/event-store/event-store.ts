import type { MovedEvent, NewEvent, Position, StoredEvent } from '../fact.js';
import type { RevisionConflict } from '../failures.js';

export type Append = {
  readonly stream: string;
  /** The last revision seen; -1 for a stream that must not exist yet. There is no "any". */
  readonly expected: number;
  readonly events: readonly NewEvent[];
};
/** New last revision of the stream and the position of its last event. */
export type Appended = { readonly revision: number; readonly position: Position };

/** Where streams of facts are kept. Every adapter passes `event-store.contract.ts`. */
export interface EventStore extends AsyncDisposable {
  /** The facts of one stream after revision `after` (default: all), oldest first. An unknown stream is empty. */
  read(stream: string, after?: number): Promise<readonly StoredEvent[]>;
  /** Writes all or none, durably. Throws `RevisionConflict`; the same event ids at the same place again are "already written". */
  append(stream: string, expected: number, events: readonly NewEvent[]): Promise<Appended>;
  /** Many appends, each all or none by itself, in as few commits as can be; answers in the order asked. */
  appendMany(appends: readonly Append[]): Promise<readonly (Appended | RevisionConflict)[]>;
  /**
   * Facts of these categories after `position`, in store order: first what is there, then what comes, in batches.
   * Resumes by itself after an outage; ends when `signal` aborts. An empty batch says "caught up, still here".
   */
  subscribe(
    categories: readonly string[],
    after: Position | undefined,
    options: { readonly signal: AbortSignal; readonly limit?: number },
  ): AsyncIterable<readonly StoredEvent[]>;
  /** Up to `limit` facts of all streams after `position`, in store order; fewer only when no more are there now. */
  readAll(after: Position | undefined, limit: number): Promise<readonly StoredEvent[]>;
  /**
   * Takes in facts of another store one behind the other, each at its revision and with its times; answers the position of the last.
   * What stands there already counts as written. Throws `RevisionConflict` at the first that does not fit: those before it are
   * written, it and those behind it are not.
   */
  moveIn(facts: readonly MovedEvent[]): Promise<Position | undefined>;
  /** Position of the newest fact of any stream; undefined when empty. */
  head(): Promise<Position | undefined>;
}
export const EventStore = Symbol('EventStore');
