import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Shape } from './row-shape.js';

/**
 * How many rows of a table were ever removed, as a connection that only reads sees it. Number and version of a row tell its content for
 * ever as long as none is removed: the next one may get its number, and begins at version 1 again. Asked within the snapshot that reads.
 */
export class Removals {
  readonly #changes: StatementSync;
  readonly #removed: StatementSync;
  readonly #known = new Map<number, number>();
  #standing: unknown;

  constructor(db: DatabaseSync) {
    this.#changes = db.prepare('PRAGMA data_version');
    this.#removed = db.prepare('SELECT removed FROM tables WHERE id = ?');
  }

  /** Another one wherever the file may be another: changes with each commit of another connection. */
  standing(): unknown {
    return this.#changes.get()?.['data_version'];
  }

  of({ id }: Shape): number {
    const standing = this.standing();
    if (standing !== this.#standing) this.#known.clear();
    this.#standing = standing;
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const removed = Number(this.#removed.get(id)?.['removed']);
    this.#known.set(id, removed);
    return removed;
  }
}
