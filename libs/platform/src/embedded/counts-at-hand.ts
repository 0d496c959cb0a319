import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Find, Table } from '@pcrm/event-sourcing';
import type { RowReader } from './row-reader.js';

type Counted = Pick<Find, 'index' | 'prefix' | 'where'>;
/** Different counts kept; each is a few words. */
const KEPT = 1_000;

/**
 * Counts for a connection that only reads. A count looks at every row it counts, and pages ask for the same one again and again:
 * it is kept until another connection has written to the file, which SQLite tells at the price of a look into its header.
 */
export class CountsAtHand {
  readonly #changes: StatementSync;
  readonly #counts = new Map<string, number>();
  #standing: unknown;

  constructor(
    db: DatabaseSync,
    private readonly reader: Pick<RowReader, 'count'>,
  ) {
    this.#changes = db.prepare('PRAGMA data_version');
  }

  count(table: Table, find: Counted = { index: 'key' }): number {
    // Before counting: what is written meanwhile makes the count newer than what it is kept under, and it is counted again.
    this.#forgetWhatChanged();
    const { index, prefix, where } = find;
    const asked = JSON.stringify([table.name, index, prefix, where]);
    const known = this.#counts.get(asked);
    if (known !== undefined) return known;
    const count = this.reader.count(table, find);
    if (this.#counts.size >= KEPT) this.#counts.clear();
    this.#counts.set(asked, count);
    return count;
  }

  #forgetWhatChanged(): void {
    const standing = this.#changes.get()?.['data_version'];
    if (standing !== this.#standing) this.#counts.clear();
    this.#standing = standing;
  }
}
