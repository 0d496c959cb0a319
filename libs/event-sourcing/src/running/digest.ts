import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonical-json.js';
import type { RowStore, Table } from '../row-store/row-store.js';

/** How many rows a view has and what they amount to: equal in every edition, after every replay and rebuild. */
export type Digest = { readonly view: string; readonly rows: number; readonly sha256: string };

/** What counts of a row unless its projection says otherwise: all but the fields whose names start with `_`, at any depth. */
export function businessFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(businessFields);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) => (name.startsWith('_') ? [] : [[name, businessFields(field)]])),
  );
}

/** Digest of the rows of a table, by key and page by page; positions, versions and times of writing do not count. */
export async function digestTable(
  rows: RowStore,
  view: string,
  table: Table,
  business: (row: object) => unknown = businessFields,
): Promise<Digest> {
  const hash = createHash('sha256');
  let count = 0;
  let after: string | undefined;
  do {
    const page = await rows.find(table, { index: 'key', limit: 1_000, ...(after !== undefined && { after }) });
    for (const { key, doc } of page.rows) hash.update(`${JSON.stringify(key)} ${canonicalJson(business(doc))}\n`);
    count += page.rows.length;
    after = page.next;
  } while (after !== undefined);
  return { view, rows: count, sha256: hash.digest('hex') };
}
