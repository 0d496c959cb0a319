import type { JsonObject } from '../fact.js';
import type { Indexes, RowStore, RowWrite, Table } from './row-store.js';

let tables = 0;
/** A table no other test of this run has used, declared. */
export async function freshTable(store: RowStore, indexes: Indexes = {}): Promise<Table> {
  const table = { name: `contract-${String(++tables)}.v1`, indexes };
  await store.declare(table);
  return table;
}
/** A write of a row. */
export const row = (key: string, doc: JsonObject | null, expected = 0, seen = {}): RowWrite => ({
  key,
  expected,
  seen,
  doc,
});
/** Commits rows to one table. */
export const put = (store: RowStore, table: Table, ...rows: readonly RowWrite[]): Promise<void> =>
  store.commit({ writes: [{ table, rows }] });
