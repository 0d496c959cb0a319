import type { Json, JsonObject } from '../fact.js';
import { VersionConflict } from '../failures.js';
import {
  type Commit,
  type Find,
  type Found,
  type Row,
  type RowStore,
  type RowWrite,
  type Table,
  versionOf,
} from '../row-store/row-store.js';
import { compareEntries, cursorOf, type Entry, entriesOf, entryOf, isWithin, meets } from './in-memory.index.js';

type Kept = { readonly version: number; readonly text: string };
type Rows = {
  indexes: Table['indexes'];
  readonly rows: Map<string, Kept>;
  readonly sorted: Map<string, readonly Entry[]>;
};

/** Rows in memory, as JSON text so that nobody can change them behind the store. For specs and for simulation. */
export class InMemoryRowStore implements RowStore {
  private readonly tables = new Map<string, Rows>();
  private readonly checkpoints = new Map<string, string>();

  async declare({ name, indexes }: Table): Promise<void> {
    const known = this.tables.get(name) ?? {
      indexes,
      rows: new Map<string, Kept>(),
      sorted: new Map<string, readonly Entry[]>(),
    };
    known.indexes = indexes;
    known.sorted.clear();
    this.tables.set(name, known);
  }

  async load<Doc = JsonObject>(table: Table, keys: readonly string[]): Promise<ReadonlyMap<string, Row<Doc>>> {
    const { rows } = this.table(table.name);
    return new Map(
      keys.flatMap((key) => {
        const kept = rows.get(key);
        return kept ? [[key, toRow<Doc>(key, kept)] as const] : [];
      }),
    );
  }

  async commit({ writes, checkpoints = {} }: Commit): Promise<void> {
    for (const { table, rows } of writes) {
      const stale = rows.filter(
        ({ key, expected }) => (this.table(table.name).rows.get(key)?.version ?? 0) !== expected,
      );
      if (stale.length > 0) throw new VersionConflict(table.name, stale.map(({ key }) => key)); // prettier-ignore
    }
    for (const { table, rows } of writes) for (const row of rows) this.write(this.table(table.name), row);
    for (const [name, mark] of Object.entries(checkpoints)) this.checkpoints.set(name, JSON.stringify(mark));
  }

  async find<Doc = JsonObject>(table: Table, find: Find): Promise<Found<Doc>> {
    const entries = this.matching(table, find);
    const page: Row<Doc>[] = [];
    const from = this.placeOf(table, find);
    let last: Entry | undefined;
    for (const entry of find.reverse ? entries.toReversed() : entries) {
      const order = from ? compareEntries(entry, from) * (find.reverse ? -1 : 1) : 1;
      if (order <= 0) continue;
      if (page.length === find.limit) return { rows: page, next: JSON.stringify(last) };
      page.push(this.row<Doc>(table.name, entry));
      last = entry;
    }
    return { rows: page };
  }

  /** The entry at which an earlier page ended. */
  private placeOf({ name }: Table, { index, after }: Find): Entry | undefined {
    return after === undefined ? undefined : cursorOf(after, this.table(name).indexes[index]?.length ?? 0);
  }

  async count(table: Table, find: Pick<Find, 'index' | 'prefix' | 'where'> = { index: 'key' }): Promise<number> {
    return this.matching(table, { ...find, limit: 0 }).length;
  }

  async checkpoint(name: string): Promise<Json | undefined> {
    const mark = this.checkpoints.get(name);
    return mark === undefined ? undefined : (JSON.parse(mark) as Json);
  }

  async drop(name: string): Promise<void> {
    this.tables.delete(name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.tables.clear();
  }

  private write(table: Rows, write: RowWrite): void {
    const { key, seen, doc } = write;
    if (doc === null) table.rows.delete(key);
    else table.rows.set(key, { version: versionOf(write), text: JSON.stringify({ seen, doc }) });
    table.sorted.clear();
  }

  private matching(table: Table, find: Find): readonly Entry[] {
    const sorted = this.sorted(table, find.index).filter((entry) => isWithin(entry, find));
    const { where } = find;
    return where ? sorted.filter((entry) => meets(this.row(table.name, entry).doc, where)) : sorted;
  }

  private sorted({ name }: Table, index: string): readonly Entry[] {
    const table = this.table(name);
    const known = table.sorted.get(index);
    if (known) return known;
    const paths = index === 'key' ? [] : table.indexes[index];
    if (!paths) throw new Error(`table ${name} has no index ${index}`);
    const entries = [...table.rows].flatMap(([key, kept]) => entriesOf(paths, key, toRow(key, kept).doc));
    const made = entries.sort(compareEntries);
    table.sorted.set(index, made);
    return made;
  }

  private row<Doc = Row['doc']>(table: string, entry: Entry): Row<Doc> {
    const key = entryOf(entry).key;
    return toRow<Doc>(key, this.table(table).rows.get(key) as Kept);
  }

  private table(name: string): Rows {
    const table = this.tables.get(name);
    if (!table) throw new Error(`table ${name} is not declared`);
    return table;
  }
}

function toRow<Doc = Row['doc']>(key: string, { version, text }: Kept): Row<Doc> {
  const { seen, doc } = JSON.parse(text) as Pick<Row<Doc>, 'seen' | 'doc'>;
  return { key, version, seen, doc };
}
