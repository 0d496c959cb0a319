import type { DatabaseSync } from 'node:sqlite';
import type { Find, Found, IndexValue, Json, JsonObject, Row, RowStore, Seen, Table } from '@pcrm/event-sourcing';
import { cursorOf } from '../stores/row-cursor.js';
import { queryOf, type Remember } from './row-query.js';
import { type Shape, shapeOf } from './row-shape.js';
import { AT_MOST, Statements, type Steps } from './sqlite.js';

export const ROW_STEPS: Steps = [
  `
  CREATE TABLE tables (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, declared TEXT NOT NULL);
  CREATE TABLE checkpoints (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  `,
  // How many rows of a table were ever removed: see `Removals`.
  'ALTER TABLE tables ADD COLUMN removed INTEGER NOT NULL DEFAULT 0',
];

type Line = readonly [key: string, version: number, seen: string, doc: string];
/** Which row in which version, and where it stands in the index: what follows the prefix, without the key. */
export type Place = readonly [id: number, version: number, ...sorted: IndexValue[]];
/** A document as it is kept, by the number of its row. */
export type Kept = readonly [id: number, key: string, doc: string];

/** Reads rows from any connection, a read-only one of another thread included. */
export class RowReader {
  readonly statements: Statements;
  readonly #shapes = new Map<string, Shape>();

  constructor(
    db: DatabaseSync,
    private readonly remember?: Remember,
  ) {
    this.statements = new Statements(db);
  }

  load<Doc>(table: Table, keys: readonly string[]): ReadonlyMap<string, Row<Doc>> {
    const found = this.reading(
      table.name,
      ({ rows }) =>
        this.statements
          .arrays(`SELECT key, version, seen, doc FROM ${rows} WHERE key IN (SELECT value FROM json_each(?))`)
          .all(JSON.stringify(keys)) as unknown as Line[],
    );
    return new Map(found.map((line) => [line[0], toRow<Doc>(line)]));
  }

  find<Doc>(table: Table, find: Find): Found<Doc> {
    const lines = this.reading(
      table.name,
      (shape) =>
        this.#selected(shape, find, (sorted) => ['r.key', 'r.version', 'r.seen', 'r.doc', ...sorted]) as Line[],
    );
    const rows = lines.slice(0, find.limit).map(toRow<Doc>);
    const last = lines[find.limit - 1];
    return lines.length > find.limit && last ? { rows, next: cursorOf(last.slice(4)) } : { rows };
  }

  /** The same rows as `find`, without their documents; one more than the limit where more may follow. */
  places(shape: Shape, find: Find): readonly Place[] {
    const fixed = find.prefix?.length ?? 0;
    return this.#selected(shape, find, (sorted) => [
      'r.id',
      'r.version',
      ...sorted.slice(fixed, Math.max(fixed, sorted.length - 1)),
    ]) as Place[];
  }

  /** Documents of rows by their numbers. */
  kept({ rows }: Shape, ids: readonly number[]): readonly Kept[] {
    const sql = `SELECT id, key, doc FROM ${rows} WHERE id IN (SELECT value FROM json_each(?))`;
    return this.statements.arrays(sql).all(JSON.stringify(ids)) as unknown as Kept[];
  }

  keyOf({ rows }: Shape, id: number): string {
    return String(this.statements.of(`SELECT key FROM ${rows} WHERE id = ?`).get(id)?.['key']);
  }

  #selected(shape: Shape, find: Find, columns: (sorted: readonly string[]) => readonly string[]): unknown {
    const { from, values, sorted } = queryOf(shape, find, this.remember);
    const direction = find.reverse ? ' DESC' : '';
    const order = sorted.map((column) => `${column}${direction}`).join(', ');
    const sql = `SELECT ${columns(sorted).join(', ')} ${from} ORDER BY ${order} ${AT_MOST}`;
    return this.statements.arrays(sql).all(...values, find.limit + 1);
  }

  count(table: Table, find: Pick<Find, 'index' | 'prefix' | 'where'> = { index: 'key' }): number {
    return this.reading(table.name, (shape) => {
      const { from, values } = queryOf(shape, find, this.remember);
      return Number(this.statements.of(`SELECT count(*) AS rows ${from}`).get(...values)?.['rows']);
    });
  }

  checkpoint(name: string): Json | undefined {
    const row = this.statements.of('SELECT value FROM checkpoints WHERE name = ?').get(name);
    return row && (JSON.parse(String(row['value'])) as Json);
  }

  /** The shape of a declared table. */
  shape(name: string): Shape {
    const shape = this.declared(name);
    if (!shape) throw new Error(`the table ${name} was never declared`);
    return shape;
  }

  declared(name: string): Shape | undefined {
    const known = this.#shapes.get(name);
    if (known) return known;
    const row = this.statements.of('SELECT id, declared FROM tables WHERE name = ?').get(name);
    if (!row) return undefined;
    const shape = shapeOf(Number(row['id']), name, String(row['declared']));
    this.#shapes.set(name, shape);
    return shape;
  }

  /** Forgets all shapes, after tables were declared or dropped. */
  forget(): void {
    this.#shapes.clear();
    this.statements.clear();
  }

  /** A table that another connection declared anew meanwhile has another number: it is looked up again where the old one is gone. */
  reading<T>(name: string, read: (shape: Shape) => T): T {
    try {
      return read(this.shape(name));
    } catch (error) {
      if (!Error.isError(error) || !error.message.startsWith('no such table')) throw error;
      this.forget();
      return read(this.shape(name));
    }
  }
}

const toRow = <Doc = JsonObject>([key, version, seen, doc]: Line): Row<Doc> => ({
  key,
  version,
  seen: JSON.parse(seen) as Seen,
  doc: JSON.parse(doc) as Doc,
});

/** The reading half of a `RowStore`. */
export const rowReading = (reader: RowReader): Pick<RowStore, 'load' | 'find' | 'count' | 'checkpoint'> => ({
  load: async <Doc>(table: Table, keys: readonly string[]) => reader.load<Doc>(table, keys),
  find: async <Doc>(table: Table, find: Find) => reader.find<Doc>(table, find),
  count: async (table, find) => reader.count(table, find),
  checkpoint: async (name) => reader.checkpoint(name),
});
