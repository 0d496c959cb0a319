import type { Find, IndexValue, Table } from '@pcrm/event-sourcing';
import type { mongo } from 'mongoose';
import { readCursor } from '../stores/row-cursor.js';
import { columnOf, conditionsOf, isList, type RowDocument } from './row-document.js';
import { sortable } from './sortable.js';

type Filter = mongo.Filter<RowDocument>;
type Asked = Pick<Find, 'index' | 'prefix' | 'where'> & Partial<Find>;
/** A find as MongoDB sees it. */
export type Query = {
  /** What every row of it meets. */
  readonly filter: Filter;
  /** Parts of the index to be read one after the other until the page is full: each is one range of it. */
  readonly ranges: readonly Filter[];
  readonly sort: { readonly [field: string]: 1 | -1 };
  /** Paths of the index, without the key. */
  readonly paths: readonly string[];
  /** The field with a list of which every element is an entry, when the prefix does not say which element is meant. */
  readonly list: string | undefined;
};

export const KEY = '_id';
const fieldOf = (path: string): string => `i.${columnOf(path)}`;

/** A find as ranges of a declared index. */
export function queryOf(table: Table, find: Asked): Query {
  const { prefix = [] } = find;
  const paths = pathsOf(table, find.index);
  const fields = [...paths.map(fieldOf), KEY];
  if (prefix.length > fields.length || (bounded(find) && prefix.length === fields.length))
    throw new Error(`the index ${find.index} has fewer paths than were asked for`);
  const open = fields.slice(prefix.length);
  const list = open[paths.slice(prefix.length).findIndex(isList)];
  const bounds = boundsOf(open[0] ?? KEY, find).map((bound) => onField(open[0] ?? KEY, bound, list));
  return {
    filter: all([
      ...prefix.map((value, at): Filter => same(fields[at] ?? KEY, value)),
      ...open.filter((field) => field !== KEY).map((field): Filter => ({ [field]: { $exists: true } })),
      ...(paths.length === 0 ? [{ gone: { $exists: false } }] : []),
      ...bounds,
      ...conditionsOf(find.where ?? {}),
    ]),
    ranges: rangesOf(open, find, fields.length),
    sort: Object.fromEntries(open.map((field) => [field, find.reverse ? -1 : 1])),
    paths,
    list,
  };
}

/** Exactly what lies within bounds, once every element of a list is an entry of its own. */
export const boundsOfEntries = (query: Query, find: Asked): Filter => {
  const open = Object.keys(query.sort)[0] ?? KEY;
  return all(boundsOf(open, find).map((bound): Filter => ({ [open]: bound })));
};

function pathsOf({ name, indexes }: Table, index: string): readonly string[] {
  const paths = index === 'key' ? [] : Object.hasOwn(indexes, index) ? indexes[index] : undefined;
  if (!paths) throw new Error(`the table ${name} declares no index ${index}`);
  return paths;
}

export const all = (filters: readonly Filter[]): Filter => (filters.length === 0 ? {} : { $and: [...filters] });

/** A range of a list is met by one of its elements, of which the others are sorted out later. */
const onField = (field: string, bound: mongo.Document, list: string | undefined): Filter =>
  field === list ? { [field]: { $elemMatch: bound } } : { [field]: bound };

const bounded = ({ from, to, startsWith }: Asked): boolean =>
  from !== undefined || to !== undefined || startsWith !== undefined;

function boundsOf(field: string, { from, to, startsWith }: Asked): mongo.Document[] {
  const at = kept(field);
  return [
    ...(from === undefined ? [] : [atLeast(at(from))]),
    ...(to === undefined ? [] : [atMost(at(to))]),
    ...(startsWith === undefined ? [] : [{ $gte: at(startsWith), $lt: at(`${startsWith}\u{10FFFF}`) }]),
  ];
}

/** Keys stand as they are, columns so that they can be sorted. */
const kept = (field: string): ((value: IndexValue) => IndexValue) => (field === KEY ? (value) => value : sortable);
const same = (field: string, value: IndexValue): Filter => ({ [field]: kept(field)(value) });

/**
 * What comes after a cursor, nearest first: the same values and a later key, then the same values but a later last one, and so
 * on to a later first one. Each is one stretch of the index, which one condition with alternatives would not be.
 */
function rangesOf(open: readonly string[], { after, prefix = [], reverse = false }: Asked, length: number): Filter[] {
  if (after === undefined) return [{}];
  const at = readCursor(after, length).slice(prefix.length);
  return open
    .map((field, n): Filter => {
      const before = open.slice(0, n).map((each, m) => same(each, at[m] as IndexValue));
      return all([...before, { [field]: beyond(kept(field)(at[n] as IndexValue), reverse) }]);
    })
    .reverse();
}

/* MongoDB compares within a type only; here numbers stand before texts, so that one kind of bound takes in the other type. */
const atLeast = (value: IndexValue): mongo.Document =>
  typeof value === 'string' ? { $gte: value } : { $not: { $lt: value } };
const atMost = (value: IndexValue): mongo.Document =>
  typeof value === 'number' ? { $lte: value } : { $not: { $gt: value } };
function beyond(value: IndexValue, reverse: boolean): mongo.Document {
  if (reverse) return typeof value === 'number' ? { $lt: value } : { $not: { $gte: value } };
  return typeof value === 'string' ? { $gt: value } : { $not: { $lte: value } };
}
