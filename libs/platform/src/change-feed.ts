import type { Changed } from '@pcrm/event-sourcing';

/** News of changed rows, for the streams that keep screens fresh. News may be lost at a stop; rows are the truth. */
export interface ChangeFeed {
  /** Answers how to stop listening. */
  subscribe(listener: (changes: readonly Changed[]) => void): () => void;
}
export const ChangeFeed = Symbol('ChangeFeed');

/** Tells listeners of this thread, at once. */
export class LocalChangeFeed implements ChangeFeed {
  readonly #listeners = new Set<(changes: readonly Changed[]) => void>();

  subscribe(listener: (changes: readonly Changed[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  publish(changes: readonly Changed[]): void {
    if (changes.length > 0) for (const listener of [...this.#listeners]) listener(changes);
  }
}
