import {
  type Find,
  type IndexValue,
  type JsonObject,
  type Row,
  type RowWrite,
  type Seen,
  versionOf,
} from '@pcrm/event-sourcing';
import type { mongo } from 'mongoose';
import { sortable } from './sortable.js';

type Column = IndexValue | readonly IndexValue[];
/** A row as MongoDB keeps it. */
export type RowDocument = {
  /** Key of the row. */
  readonly _id: string;
  /** Version; 0 where a row was deleted. */
  readonly v: number;
  /** The commit that wrote this: never the same twice, so it guards a write for ever, over deletion and return too. */
  readonly c: mongo.ObjectId;
  readonly seen?: Seen;
  readonly doc?: JsonObject;
  /** Values of the indexed paths that are there. */
  readonly i?: { readonly [column: string]: Column };
  /** `seen` and `doc` as JSON, where BSON would not give back the very same; `doc` is then there to be searched only. */
  readonly text?: string;
  /** When the row was deleted. */
  readonly gone?: Date;
};

/** The document of a row after a write of this commit; `paths` are all that some index of its table sorts by. */
export function toDocument(write: RowWrite, paths: readonly string[], c: mongo.ObjectId): RowDocument {
  const { key, seen, doc } = write;
  if (doc === null) return { _id: key, v: 0, c, gone: new Date() };
  const head = { _id: key, v: versionOf(write), c };
  const i = columnsOf(paths, doc);
  if (fits(seen, 0) && fits(doc, 0)) return { ...head, seen, doc, i };
  return { ...head, doc: searchable(doc), i, text: JSON.stringify({ seen, doc }) };
}

export function toRow<Doc = JsonObject>({ _id, v, seen, doc, text }: RowDocument): Row<Doc> {
  const content = text === undefined ? { seen, doc } : (JSON.parse(text) as { seen: Seen; doc: unknown });
  return { key: _id, version: v, seen: content.seen as Seen, doc: content.doc as Doc };
}

/** Values of the indexed paths of a document; a path that is missing, null or no scalar has none. */
export function columnsOf(paths: readonly string[], doc: JsonObject): { readonly [column: string]: Column } {
  const columns: { [column: string]: Column } = {};
  for (const path of paths) {
    if (isList(path)) {
      const values = elements(valueAt(doc, path.slice(0, -2)));
      if (values.length > 0) columns[columnOf(path)] = values.map(sortable);
      continue;
    }
    const value = valueAt(doc, path);
    if (isIndexable(value)) columns[columnOf(path)] = sortable(value);
  }
  return columns;
}

/** Name of the column of a path: a path of its own in MongoDB, whatever stands in it. */
export const columnOf = (path: string): string =>
  path.replace(/[%.$\0]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);

/** One entry per different element. */
export const isList = (path: string): boolean => path.endsWith('[]');

export const valueAt = (doc: JsonObject, path: string): unknown =>
  path.split('.').reduce<unknown>((at, step) => (isObject(at) ? own(at, step) : undefined), doc);

const own = (object: JsonObject, name: string): unknown => (Object.hasOwn(object, name) ? object[name] : undefined);
const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isIndexable = (value: unknown): value is IndexValue =>
  typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
const elements = (value: unknown): readonly IndexValue[] =>
  Array.isArray(value) ? [...new Set((value as unknown[]).filter(isIndexable))] : [];

/** The conditions of a find, tested on the document itself. */
export function conditionsOf(where: NonNullable<Find['where']>): mongo.Filter<RowDocument>[] {
  return Object.entries(where).flatMap(([path, allowed]) => {
    const field = `doc.${path.split('.').map(fieldOf).join('.')}`;
    return [{ [field]: { $in: [...allowed] } }, { [`${field}.0`]: { $exists: false } }]; // a list equals no scalar
  });
}

/** Names that are the same in BSON and in a query. */
const PLAIN = /^[^$%.\0][^.\0]*$/;
const isPlain = (name: string): boolean =>
  PLAIN.test(name) && name !== '__proto__' && name !== '_bsontype' && name.isWellFormed();
const fieldOf = (name: string): string => (isPlain(name) ? name : `%${Buffer.from(name).toString('hex')}`);
/** MongoDB takes documents of up to 100 levels. */
const DEEPEST = 80;

/** Whether BSON gives back what JSON would: no lone surrogates, no minus zero, no names with a meaning, not too deep. */
function fits(value: unknown, depth: number): boolean {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed();
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0);
    case 'boolean':
      return true;
    case 'object':
      return value === null || fitsInside(value, depth + 1);
    default:
      return false;
  }
}

function fitsInside(value: object, depth: number): boolean {
  if (depth > DEEPEST || typeof (value as { toJSON?: unknown }).toJSON === 'function') return false;
  if (Array.isArray(value)) return (value as unknown[]).every((each) => fits(each, depth));
  return Object.entries(value).every(
    ([name, each]) => each === undefined || (isPlain(name) && fits(each, depth)), // left out, as JSON does
  );
}

/** What conditions can ask of a document that does not fit: its scalars, under names that fit. */
function searchable(doc: JsonObject, depth = 0): JsonObject {
  const fields = Object.entries(doc).flatMap(([name, value]): [string, JsonObject[string]][] => {
    if (name.includes('.') || value === undefined || typeof value === 'function') return [];
    if (Array.isArray(value)) return [[fieldOf(name), []]];
    if (isObject(value)) return depth > DEEPEST ? [] : [[fieldOf(name), searchable(value, depth + 1)]];
    return [[fieldOf(name), Object.is(value, -0) ? 0 : value]];
  });
  return Object.fromEntries(fields);
}
