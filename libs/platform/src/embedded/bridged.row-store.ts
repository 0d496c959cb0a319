import type { DatabaseSync } from 'node:sqlite';
import type { Commit, Find, Found, Json, JsonObject, Row, RowStore, Table } from '@pcrm/event-sourcing';
import { CountsAtHand } from './counts-at-hand.js';
import { RowReader } from './row-reader.js';
import type { Asking } from './worker-asking.js';

/** Rows as the main thread sees them. */
export class BridgedRowStore implements RowStore {
  readonly #reader: RowReader;
  readonly #counts: CountsAtHand;

  constructor(
    private readonly db: DatabaseSync,
    private readonly asking: Asking,
  ) {
    this.#reader = new RowReader(db);
    this.#counts = new CountsAtHand(db, this.#reader);
  }

  declare(table: Table): Promise<void> {
    return this.asking.ask({ op: 'declare', table });
  }

  async load<Doc = JsonObject>(table: Table, keys: readonly string[]): Promise<ReadonlyMap<string, Row<Doc>>> {
    return this.#reader.load<Doc>(table, keys);
  }

  commit(commit: Commit): Promise<void> {
    const weight = commit.writes.reduce((sum, { rows }) => sum + rows.length, 1);
    return this.asking.ask({ op: 'commit', commit }, weight);
  }

  async find<Doc = JsonObject>(table: Table, find: Find): Promise<Found<Doc>> {
    return this.#reader.find<Doc>(table, find);
  }

  async count(table: Table, find?: Pick<Find, 'index' | 'prefix' | 'where'>): Promise<number> {
    return this.#counts.count(table, find);
  }

  async checkpoint(name: string): Promise<Json | undefined> {
    return this.#reader.checkpoint(name);
  }

  drop(name: string): Promise<void> {
    return this.asking.ask({ op: 'drop', table: name });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.db.isOpen) this.db.close();
  }
}
