import type { DatabaseSync } from 'node:sqlite';
import type { Commit, Find, Found, Json, JsonObject, Row, RowStore, Table } from '@pcrm/event-sourcing';
import type { FoundTexts, Show, ShowingRows } from '../stores/shown-rows.js';
import { RowsAtHand } from './rows-at-hand.js';
import type { Asking } from './worker-asking.js';

/** Rows as the main thread sees them. */
export class BridgedRowStore implements RowStore, ShowingRows {
  readonly #rows: RowsAtHand;

  constructor(
    private readonly db: DatabaseSync,
    private readonly asking: Asking,
  ) {
    this.#rows = new RowsAtHand(db);
  }

  declare(table: Table): Promise<void> {
    return this.asking.ask({ op: 'declare', table });
  }

  async load<Doc = JsonObject>(table: Table, keys: readonly string[]): Promise<ReadonlyMap<string, Row<Doc>>> {
    return this.#rows.load<Doc>(table, keys);
  }

  commit(commit: Commit): Promise<void> {
    const weight = commit.writes.reduce((sum, { rows }) => sum + rows.length, 1);
    return this.asking.ask({ op: 'commit', commit }, weight);
  }

  async find<Doc = JsonObject>(table: Table, find: Find): Promise<Found<Doc>> {
    return this.#rows.find<Doc>(table, find);
  }

  async findShown<Doc>(table: Table, find: Find, show: Show<Doc, unknown>): Promise<FoundTexts> {
    return this.#rows.findShown(table, find, show);
  }

  async count(table: Table, find?: Pick<Find, 'index' | 'prefix' | 'where'>): Promise<number> {
    return this.#rows.count(table, find);
  }

  async checkpoint(name: string): Promise<Json | undefined> {
    return this.#rows.checkpoint(name);
  }

  drop(name: string): Promise<void> {
    return this.asking.ask({ op: 'drop', table: name });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.db.isOpen) this.db.close();
  }
}
