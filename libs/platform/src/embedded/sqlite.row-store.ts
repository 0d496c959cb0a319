import type { DatabaseSync } from 'node:sqlite';
import {
  type Commit,
  type Find,
  type Found,
  type Json,
  type JsonObject,
  type Row,
  type RowStore,
  type RowWrite,
  type Table,
  VersionConflict,
} from '@pcrm/event-sourcing';
import { Checkpointer } from './checkpointer.js';
import { RowReader } from './row-reader.js';
import { declarationOf, creation, removal, type Shape, shapeOf } from './row-shape.js';
import { RowWriter } from './row-writer.js';
import { Slices } from './slices.js';
import { synced, transaction } from './sqlite.js';

/** Name of a table that was dropped when it was the newest. */
const NOBODY = '';

/**
 * Rows in one SQLite file: a table for each declared table, a column for each indexed path. A read is done in one go; before it others
 * have their turn, when the thread was held for a while.
 */
export class SqliteRowStore implements RowStore {
  readonly #reader: RowReader;
  readonly #checkpointer: Checkpointer;
  readonly #writers = new Map<Shape, RowWriter>();

  /**
   * `db` comes from `openSqlite(path, { synchronous: 'NORMAL', steps: ROW_STEPS })` and is closed with the store. `slices`: shared by all
   * who work in one thread.
   */
  constructor(
    private readonly db: DatabaseSync,
    private readonly slices = new Slices(),
  ) {
    this.#reader = new RowReader(db);
    this.#checkpointer = new Checkpointer(db);
  }

  async declare(table: Table): Promise<void> {
    const standing = this.#reader.declared(table.name);
    const declared = declarationOf(table.indexes);
    if (standing?.declared === declared) return;
    this.#remake(() => {
      this.db.prepare('DELETE FROM tables WHERE name = ?').run(table.name);
      const id = 1 + Number(this.db.prepare('SELECT coalesce(max(id), 0) AS id FROM tables').get()?.['id']);
      const shape = shapeOf(Math.max(id, (standing?.id ?? 0) + 1), table.name, declared);
      this.db.prepare('INSERT INTO tables (id, name, declared) VALUES (?, ?, ?)').run(shape.id, table.name, declared);
      this.db.exec(creation(shape));
      if (standing) this.#move(standing, shape);
    });
  }

  async load<Doc = JsonObject>(table: Table, keys: readonly string[]): Promise<ReadonlyMap<string, Row<Doc>>> {
    await this.slices.letOthersIn();
    return this.#reader.load<Doc>(table, keys);
  }

  async commit(commit: Commit): Promise<void> {
    const work = (): void => transaction(this.db, () => this.#commit(commit));
    if (commit.durable) synced(this.db, work);
    else work();
    this.#checkpointer.written();
  }

  #commit({ writes, checkpoints = {} }: Commit): void {
    for (const { table, rows } of writes) this.#write(table, rows);
    const mark = this.#reader.statements.of(
      'INSERT INTO checkpoints VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    );
    for (const [name, value] of Object.entries(checkpoints)) mark.run(name, JSON.stringify(value));
  }

  async find<Doc = JsonObject>(table: Table, find: Find): Promise<Found<Doc>> {
    await this.slices.letOthersIn();
    return this.#reader.find<Doc>(table, find);
  }

  async count(table: Table, find?: Pick<Find, 'index' | 'prefix' | 'where'>): Promise<number> {
    await this.slices.letOthersIn();
    return this.#reader.count(table, find);
  }

  async checkpoint(name: string): Promise<Json | undefined> {
    return this.#reader.checkpoint(name);
  }

  async drop(name: string): Promise<void> {
    const shape = this.#reader.declared(name);
    if (!shape) return;
    this.#remake(() => {
      this.db.prepare('DELETE FROM tables WHERE id = ? AND id < (SELECT max(id) FROM tables)').run(shape.id);
      // The newest number stays taken, or the next table would get it, and who only reads take it for this one.
      this.db.prepare('UPDATE OR REPLACE tables SET name = ? WHERE id = ?').run(NOBODY, shape.id);
      this.db.exec(removal(shape));
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.db.isOpen) return;
    this.#checkpointer.close();
    this.db.close();
  }

  /** Nothing that is known of tables outlives a change to them. */
  #remake(work: () => void): void {
    transaction(this.db, work);
    this.#reader.forget();
    this.#writers.clear();
    this.#checkpointer.written();
  }

  #write(table: Table, rows: readonly RowWrite[]): void {
    const shape = this.#reader.shape(table.name);
    let writer = this.#writers.get(shape);
    if (!writer) this.#writers.set(shape, (writer = new RowWriter(this.db, shape)));
    const conflicts = rows.filter((row) => !writer.write(row)).map((row) => row.key);
    if (conflicts.length > 0) throw new VersionConflict(table.name, conflicts);
  }

  #move(from: Shape, to: Shape): void {
    const writer = new RowWriter(this.db, to);
    for (const { key, version, seen, doc } of this.db
      .prepare(`SELECT key, version, seen, doc FROM ${from.rows}`)
      .iterate())
      writer.insert(String(key), Number(version), String(seen), JSON.parse(String(doc)) as JsonObject);
    this.db.exec(removal(from));
  }
}
