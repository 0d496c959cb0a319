import type { Indexes, IndexValue, JsonObject } from '@pcrm/event-sourcing';

/** A declared index over plain paths: a composite SQL index over columns of the row table, then the key. */
export type ColumnIndex = { readonly kind: 'columns'; readonly sql: string; readonly columns: readonly string[] };
/** A declared index with one path ending in `[]`: a side table with one line per element, sorted by itself. */
export type ListIndex = {
  readonly kind: 'list';
  readonly sql: string;
  readonly columns: readonly string[];
  readonly read: readonly Reader[];
  readonly at: number;
};
/** Value of one path of a document, as an index takes it. */
type Reader = (doc: JsonObject) => unknown;

/** How a table of rows stands in the file. All SQL names are made from numbers; names of users never become SQL. */
export type Shape = {
  readonly id: number;
  readonly name: string;
  readonly declared: string;
  readonly rows: string;
  /** Paths that have a column of their own, `c0`, `c1`, … */
  readonly paths: readonly string[];
  readonly read: readonly Reader[];
  readonly indexes: ReadonlyMap<string, ColumnIndex | ListIndex>;
  readonly lists: readonly ListIndex[];
};

/** The same text for the same declaration, in whatever order it was written. */
export const declarationOf = (indexes: Indexes): string =>
  JSON.stringify(Object.entries(indexes).sort(([a], [b]) => (a < b ? -1 : 1)));

export function shapeOf(id: number, name: string, declared: string): Shape {
  const entries = JSON.parse(declared) as [string, readonly string[]][];
  const plain = entries.filter(([, paths]) => !paths.some(isList)).flatMap(([, paths]) => paths);
  const paths = [...new Set(plain)].sort();
  const indexes = new Map(
    entries.map(([index, own], n) => [
      index,
      own.some(isList) ? listIndex(id, n, own) : columnIndex(id, n, own, paths),
    ]),
  );
  const lists = [...indexes.values()].filter((index) => index.kind === 'list');
  return { id, name, declared, rows: `rows_${String(id)}`, paths, read: paths.map(reader), indexes, lists };
}

const isList = (path: string): boolean => path.endsWith('[]');

const columnIndex = (id: number, n: number, own: readonly string[], paths: readonly string[]): ColumnIndex => ({
  kind: 'columns',
  sql: `rows_${String(id)}_${String(n)}`,
  columns: own.map((path) => `c${String(paths.indexOf(path))}`),
});

function listIndex(id: number, n: number, own: readonly string[]): ListIndex {
  if (own.filter(isList).length > 1) throw new Error(`an index may have one path ending in []: ${own.join(', ')}`);
  return {
    kind: 'list',
    sql: `list_${String(id)}_${String(n)}`,
    columns: own.map((_, at) => `c${String(at)}`),
    read: own.map((path) => reader(isList(path) ? path.slice(0, -2) : path)),
    at: own.findIndex(isList),
  };
}

function reader(path: string): Reader {
  const steps = path.split('.');
  const [only] = steps;
  if (steps.length === 1 && only !== undefined) return (doc) => doc[only];
  return (doc) => steps.reduce<unknown>((at, step) => (isObject(at) ? at[step] : undefined), doc);
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Only strings and numbers are sorted by; anything else counts as missing. */
const indexable = (value: unknown): IndexValue | null =>
  typeof value === 'string' || typeof value === 'number' ? value : null;

/** Values of the columns of a row. */
export const columnsOf = (shape: Shape, doc: JsonObject): (IndexValue | null)[] =>
  shape.read.map((read) => indexable(read(doc)));

/** Lines that a row has in one side table. */
export type Lines = readonly (readonly IndexValue[])[];

/** Lines of a row in each of its side tables. */
export const sideOf = ({ lists }: Shape, doc: JsonObject): readonly Lines[] => lists.map((list) => linesOf(list, doc));

function linesOf(list: ListIndex, doc: JsonObject): Lines {
  const values = list.read.map((read) => read(doc));
  const elements = values[list.at];
  if (!Array.isArray(elements)) return [];
  const lines = new Map<string, readonly IndexValue[]>();
  for (const element of elements as readonly unknown[]) {
    const line = values.map((value, at) => indexable(at === list.at ? element : value));
    if (!line.includes(null)) lines.set(JSON.stringify(line), line as readonly IndexValue[]);
  }
  return [...lines.values()];
}

/** SQL that makes the tables and indexes of a shape. */
export function creation({ rows, paths, indexes, lists }: Shape): string {
  const columns = paths.map((_, at) => `, c${String(at)}`).join('');
  const side = lists.length > 0 ? ', side TEXT' : '';
  return [
    `CREATE TABLE ${rows} (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, version INTEGER NOT NULL,
     seen TEXT NOT NULL, doc TEXT NOT NULL${columns}${side})`,
    ...[...indexes.values()].map((index) => (index.kind === 'list' ? listCreation(index) : indexCreation(rows, index))),
  ].join(';\n');
}

const indexCreation = (rows: string, { sql, columns }: ColumnIndex): string =>
  `CREATE INDEX ${sql} ON ${rows} (${columns.join(', ')}, key) WHERE ${columns.map((column) => `${column} IS NOT NULL`).join(' AND ')}`;

const listCreation = ({ sql, columns }: ListIndex): string =>
  `CREATE TABLE ${sql} (${columns.join(', ')}, key TEXT NOT NULL, PRIMARY KEY (${columns.join(', ')}, key)) WITHOUT ROWID`;

/** SQL that removes them. */
export const removal = ({ rows, lists }: Shape): string =>
  [rows, ...lists.map((list) => list.sql)].map((table) => `DROP TABLE IF EXISTS ${table}`).join(';\n');
