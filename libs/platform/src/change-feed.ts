import type { JsonObject, Position } from '@pcrm/event-sourcing';

/** Rows of a view that changed, as browsers are told; `scope` says who may hear of it (outlets, staff). */
export type Change = {
  readonly view: string;
  readonly keys: readonly string[];
  readonly position: Position;
  readonly scope?: JsonObject;
};

/** News of changed rows, for the streams that keep screens fresh. News may be lost at a stop; rows are the truth. */
export interface ChangeFeed {
  /** Answers how to stop listening. */
  subscribe(listener: (changes: readonly Change[]) => void): () => void;
}
export const ChangeFeed = Symbol('ChangeFeed');

/** Tells listeners of this thread, at once. */
export class LocalChangeFeed implements ChangeFeed {
  readonly #listeners = new Set<(changes: readonly Change[]) => void>();

  subscribe(listener: (changes: readonly Change[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  publish(changes: readonly Change[]): void {
    if (changes.length > 0) for (const listener of [...this.#listeners]) listener(changes);
  }
}
