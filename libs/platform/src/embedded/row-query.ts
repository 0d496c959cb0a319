import type { Find, IndexValue } from '@pcrm/event-sourcing';
import { isIndexValue, readCursor } from '../stores/row-cursor.js';
import type { ColumnIndex, ListIndex, Shape } from './row-shape.js';

type Bound = IndexValue | null;
type Allowed = readonly (IndexValue | boolean | null)[];
export type Part = { readonly sql: string; readonly values: readonly Bound[] };
/** Makes a condition that has to look into documents cheaper to ask again; see `ConditionsAtHand`. */
export type Remember = (shape: Shape, condition: Part) => Part;
type Asked = Pick<Find, 'index' | 'prefix' | 'where'> & Partial<Find>;
/** `from` is everything between the columns and ORDER BY; `sorted` are the columns it sorts by, the key last. */
export type Query = { readonly from: string; readonly values: readonly Bound[]; readonly sorted: readonly string[] };

/** A find as SQL over the declared index. Only generated names enter the text; everything asked for is bound. */
export function queryOf(shape: Shape, find: Asked, remember: Remember = (_, condition) => condition): Query {
  const { source, sorted } = sourceOf(shape, find.index);
  const parts = [
    ...sorted.slice(0, -1).map((column) => ({ sql: `${column} IS NOT NULL`, values: [] })),
    ...(find.prefix ?? []).map((value, at) => ({ sql: `${columnAt(sorted, at, find)} = ?`, values: [value] })),
    ...bounds(sorted, find),
    ...page(sorted, find),
    ...conditions(shape, find, remember),
  ];
  const where = parts.length === 0 ? '' : ` WHERE ${parts.map((part) => part.sql).join(' AND ')}`;
  return { from: `FROM ${source}${where}`, values: parts.flatMap((part) => part.values), sorted };
}

function sourceOf(shape: Shape, name: string): { readonly source: string; readonly sorted: readonly string[] } {
  if (name === 'key') return { source: `${shape.rows} r`, sorted: ['r.key'] };
  const index: ColumnIndex | ListIndex | undefined = shape.indexes.get(name);
  if (!index) throw new Error(`the table ${shape.name} declares no index ${name}`);
  if (index.kind === 'columns')
    return {
      source: `${shape.rows} r INDEXED BY ${index.sql}`,
      sorted: [...index.columns.map((column) => `r.${column}`), 'r.key'],
    };
  return {
    source: `${index.sql} l CROSS JOIN ${shape.rows} r ON r.key = l.key`,
    sorted: [...index.columns.map((column) => `l.${column}`), 'l.key'],
  };
}

function columnAt(sorted: readonly string[], at: number, { index }: Asked): string {
  const column = sorted[at];
  if (column === undefined) throw new Error(`the index ${index} has fewer paths than were asked for`);
  return column;
}

function bounds(sorted: readonly string[], find: Asked): readonly Part[] {
  const asked = [
    { test: '>= ?', value: find.from },
    { test: '<= ?', value: find.to },
    { test: '>= ?', value: find.startsWith },
    { test: '< ?', value: find.startsWith === undefined ? undefined : `${find.startsWith}\u{10FFFF}` },
  ];
  return asked.flatMap(({ test, value }) =>
    value === undefined
      ? []
      : [{ sql: `${columnAt(sorted, find.prefix?.length ?? 0, find)} ${test}`, values: [value] }],
  );
}

/** What comes after a cursor: everything the index sorts by, from the first path that is not fixed by the prefix. */
function page(sorted: readonly string[], { after, prefix = [], reverse = false }: Asked): readonly Part[] {
  if (after === undefined) return [];
  const at = readCursor(after, sorted.length).slice(prefix.length);
  const columns = sorted.slice(prefix.length);
  const marks = columns.map(() => '?').join(', ');
  return [{ sql: `(${columns.join(', ')}) ${reverse ? '<' : '>'} (${marks})`, values: at }];
}

/** Through the columns of the paths where they have one; the others together, through the document. */
function conditions(shape: Shape, { where = {} }: Asked, remember: Remember): readonly Part[] {
  const ofColumns: Part[] = [];
  const ofDocument: Part[] = [];
  for (const [path, allowed] of Object.entries(where)) {
    const inColumn = columnCondition(shape, path, allowed);
    if (inColumn) ofColumns.push(inColumn);
    else ofDocument.push(condition(path, allowed));
  }
  return ofDocument.length === 0 ? ofColumns : [...ofColumns, remember(shape, all(ofDocument))];
}

const all = (parts: readonly Part[]): Part => ({
  sql: `(${parts.map((part) => part.sql).join(' AND ')})`,
  values: parts.flatMap((part) => part.values),
});

function columnCondition(shape: Shape, path: string, allowed: Allowed): Part | undefined {
  const at = shape.paths.indexOf(path);
  if (at < 0 || allowed.length === 0 || !allowed.every(isIndexValue)) return undefined;
  return { sql: `r.c${String(at)} IN (${allowed.map(() => '?').join(', ')})`, values: allowed };
}

/** One text per type, because SQLite reads JSON's true as 1: a boolean never equals a number here. */
function condition(path: string, allowed: Allowed): Part {
  const at = `$${path
    .split('.')
    .map((step) => `.${JSON.stringify(step)}`)
    .join('')}`;
  const parts = [
    typed(at, allowed, (value) => typeof value === 'string', `json_type(r.doc, ?) = 'text'`),
    typed(at, allowed, (value) => typeof value === 'number', `json_type(r.doc, ?) IN ('integer', 'real')`),
    ...[true, false]
      .filter((value) => allowed.includes(value))
      .map((value) => ({
        sql: `json_type(r.doc, ?) = '${String(value)}'`,
        values: [at],
      })),
    ...(allowed.includes(null) ? [{ sql: `r.doc ->> ? IS NULL`, values: [at] }] : []),
  ].filter((part) => part !== undefined);
  if (parts.length === 0) return { sql: '0', values: [] };
  return { sql: `(${parts.map((part) => part.sql).join(' OR ')})`, values: parts.flatMap((part) => part.values) };
}

function typed(at: string, allowed: Allowed, own: (value: unknown) => boolean, type: string): Part | undefined {
  const values = allowed.filter((value): value is IndexValue => own(value));
  if (values.length === 0) return undefined;
  return { sql: `(${type} AND r.doc ->> ? IN (${values.map(() => '?').join(', ')}))`, values: [at, at, ...values] };
}
