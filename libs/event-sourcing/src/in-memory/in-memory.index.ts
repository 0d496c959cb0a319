import type { Json, JsonObject } from '../fact.js';
import { BadCursor } from '../failures.js';
import type { Find, IndexValue } from '../row-store/row-store.js';

/** The indexed values of a row and, last, its key. */
export type Entry = readonly IndexValue[];

/** Splits an entry. */
export const entryOf = (entry: Entry): { readonly key: string } => ({ key: entry.at(-1) as string });

/** The entry a cursor stands at; `paths`: how many the index sorts by before the key. */
export function cursorOf(cursor: string, paths: number): Entry {
  const entry = parsed(cursor);
  if (!Array.isArray(entry) || entry.length !== paths + 1 || !entry.every(isIndexValue))
    throw new BadCursor('this cursor belongs to no page of this list');
  return entry;
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(cursor);
  } catch {
    return undefined;
  }
}
const isIndexValue = (value: unknown): value is IndexValue => typeof value === 'string' || typeof value === 'number';

/** The entries of a row in an index: none when a path is missing or null, one per different element of a `[]` path. */
export function entriesOf(paths: readonly string[], key: string, doc: JsonObject): readonly Entry[] {
  const columns = paths.map((path) => [...new Set(valuesAt(doc, path))]);
  return columns
    .reduce<IndexValue[][]>(
      (entries, values) => entries.flatMap((entry) => values.map((value) => [...entry, value])),
      [[]],
    )
    .map((entry) => [...entry, key]);
}

/** Numbers before texts, numbers by size, texts by code point. */
export function compareValues(a: IndexValue, b: IndexValue): number {
  if (typeof a === 'number') return typeof b === 'number' ? a - b : -1;
  if (typeof b === 'number') return 1;
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Value by value, the shorter one first. */
export function compareEntries(a: Entry, b: Entry): number {
  for (let n = 0; n < Math.min(a.length, b.length); n++) {
    const order = compareValues(a[n] as IndexValue, b[n] as IndexValue);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Whether an entry lies within prefix, bounds and beginning. */
export function isWithin(entry: Entry, find: Omit<Find, 'index' | 'limit'>): boolean {
  const { prefix = [], startsWith } = find;
  if (!prefix.every((value, n) => entry[n] === value)) return false;
  const next = entry[prefix.length] as IndexValue;
  return (
    isBetween(next, find) && (startsWith === undefined || (typeof next === 'string' && next.startsWith(startsWith)))
  );
}

const isBetween = (value: IndexValue, { from, to }: Pick<Find, 'from' | 'to'>): boolean =>
  (from === undefined || compareValues(value, from) >= 0) && (to === undefined || compareValues(value, to) <= 0);

/** Whether a document meets further conditions; a missing path counts as null. */
export const meets = (doc: JsonObject, where: NonNullable<Find['where']>): boolean =>
  Object.entries(where).every(([path, values]) => values.some((value) => (at(doc, path) ?? null) === value));

function valuesAt(doc: JsonObject, path: string): readonly IndexValue[] {
  const found = path.endsWith('[]') ? at(doc, path.slice(0, -2)) : [at(doc, path) ?? null];
  return Array.isArray(found)
    ? (found as readonly Json[]).filter((one) => typeof one === 'string' || typeof one === 'number')
    : [];
}

const at = (doc: JsonObject, path: string): Json | undefined =>
  path.split('.').reduce<Json | undefined>((value, name) => (value as JsonObject | null | undefined)?.[name], doc);
