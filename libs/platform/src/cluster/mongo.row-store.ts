import type { Commit, Find, Found, IndexValue, Json, JsonObject, Row, RowStore, Table } from '@pcrm/event-sourcing';
import type { mongo } from 'mongoose';
import { cursorOf } from '../stores/row-cursor.js';
import { checkpointsOf } from './commit-plan.js';
import { MongoCommits, type MongoCommitsOptions } from './mongo.commits.js';
import { answering } from './mongo.failures.js';
import { MongoTables, rowsOf } from './mongo.tables.js';
import { columnOf, isList, type RowDocument, toRow, valueAt } from './row-document.js';
import { all, boundsOfEntries, KEY, type Query, queryOf } from './row-ranges.js';
import { unsorted } from './sortable.js';

type Asked = Pick<Find, 'index' | 'prefix' | 'where'>;
/** How often we look for what a process that is gone has left under way. */
const SWEEP_MS = 5_000;
const NO_COLUMNS = { projection: { i: 0, c: 0 } };

/** Rows in MongoDB: a collection for each table, a document for each row, and a column in it for each indexed path. */
export class MongoRowStore implements RowStore {
  readonly #tables: MongoTables;
  readonly #commits: MongoCommits;
  readonly #sweeping: NodeJS.Timeout;

  private constructor(
    private readonly db: mongo.Db,
    options: MongoCommitsOptions,
  ) {
    this.#tables = new MongoTables(db, (table) => this.#commits.settled(table));
    this.#commits = new MongoCommits(db, options);
    this.#sweeping = setInterval(() => void this.#commits.sweep().catch(() => false), SWEEP_MS).unref();
  }

  /** `db` belongs to whoever opened it. */
  static async open(db: mongo.Db, options: MongoCommitsOptions = {}): Promise<MongoRowStore> {
    const store = new MongoRowStore(db, options);
    await answering(() => store.#commits.prepare());
    return store;
  }

  declare(table: Table): Promise<void> {
    return answering(() => this.#tables.declare(table));
  }

  async load<Doc = JsonObject>(table: Table, keys: readonly string[]): Promise<ReadonlyMap<string, Row<Doc>>> {
    if (keys.length === 0) return new Map();
    const found = await answering(() =>
      rowsOf(this.db, table.name)
        .find({ _id: { $in: [...keys] } }, { ...NO_COLUMNS, batchSize: keys.length + 1 })
        .toArray(),
    );
    return new Map(found.filter(({ gone }) => gone === undefined).map((row) => [row._id, toRow<Doc>(row)]));
  }

  commit(commit: Commit): Promise<void> {
    return answering(() => this.#commits.commit(commit));
  }

  async find<Doc = JsonObject>(table: Table, find: Find): Promise<Found<Doc>> {
    const query = queryOf(table, find);
    const found = await answering(() => this.#page(rowsOf(this.db, table.name), query, find));
    const rows = found.slice(0, find.limit).map((row) => toRow<Doc>(row));
    const last = found[find.limit - 1];
    return found.length > find.limit && last ? { rows, next: cursorOf(placeOf(last, query, find)) } : { rows };
  }

  async count(table: Table, find: Asked = { index: 'key' }): Promise<number> {
    const query = queryOf(table, find);
    const rows = rowsOf(this.db, table.name);
    if (query.list === undefined) return await answering(() => rows.countDocuments(query.filter));
    const entries = [...entriesOf(query, find, {}), { $count: 'entries' }];
    const [counted] = await answering(() => rows.aggregate<{ entries: number }>(entries).toArray());
    return counted?.entries ?? 0;
  }

  async checkpoint(name: string): Promise<Json | undefined> {
    const mark = await answering(() => checkpointsOf(this.db).findOne({ _id: name }));
    return mark ? (JSON.parse(mark.text) as Json) : undefined;
  }

  drop(name: string): Promise<void> {
    return answering(() => this.#tables.drop(name));
  }

  /** Finishes, or gives up, what a process that is gone has left under way; answers whether nothing is under way. */
  sweep(): Promise<boolean> {
    return answering(() => this.#commits.sweep());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#sweeping);
    this.#commits.close();
  }

  /** One row more than asked for, where there is one. */
  async #page(rows: mongo.Collection<RowDocument>, query: Query, find: Find): Promise<RowDocument[]> {
    const wanted = find.limit + 1;
    if (query.list !== undefined) {
      const after = { $or: [...query.ranges] };
      const steps = [...entriesOf(query, find, after), { $sort: query.sort }, { $limit: wanted }];
      return await rows.aggregate<RowDocument>(steps).toArray();
    }
    const page: RowDocument[] = [];
    for (const range of query.ranges) {
      const left = wanted - page.length;
      const options = { ...NO_COLUMNS, sort: query.sort, limit: left, batchSize: left + 1 };
      page.push(...(await rows.find(all([query.filter, range]), options).toArray()));
      if (page.length === wanted) break;
    }
    return page;
  }
}

/** One line for each element of the list that the prefix leaves open. */
const entriesOf = (query: Query, find: Asked, after: mongo.Filter<RowDocument>): mongo.Document[] => [
  { $match: query.filter },
  { $unwind: `$${query.list ?? KEY}` },
  { $match: all([boundsOfEntries(query, find), after]) },
];

/** What the index sorts this row by. */
function placeOf(row: RowDocument, { paths, list }: Query, { prefix = [] }: Find): readonly unknown[] {
  const { key, doc } = toRow(row);
  const values = paths.map((path, at) => {
    if (at < prefix.length) return prefix[at];
    return list !== undefined && isList(path) ? unsorted(row.i?.[columnOf(path)] as IndexValue) : valueAt(doc, path);
  });
  return [...values, key];
}
