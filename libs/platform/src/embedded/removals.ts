import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Shape } from './row-shape.js';

/**
 * How many rows of a table were ever removed, as a connection that only reads sees it. Number and version of a row tell its content for
 * ever as long as none is removed: the next one may get its number, and begins at version 1 again.
 */
export class Removals {
  readonly #changes: StatementSync;
  readonly #removed: StatementSync;
  readonly #known = new Map<number, number>();
  #standing: unknown;

  constructor(db: DatabaseSync) {
    this.#changes = db.prepare('PRAGMA data_version');
    this.#changes.setReturnArrays(true);
    this.#removed = db.prepare('SELECT removed FROM tables WHERE id = ?');
  }

  /** Looks whether another connection has written, first thing in each snapshot that asks below; another answer wherever one has. */
  look(): unknown {
    const [standing] = this.#changes.get() as unknown as readonly [unknown];
    if (standing !== this.#standing) this.#known.clear();
    this.#standing = standing;
    return standing;
  }

  of({ id }: Shape): number {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const removed = Number(this.#removed.get(id)?.['removed']);
    this.#known.set(id, removed);
    return removed;
  }
}
