import type { RowStore, Table } from '@pcrm/event-sourcing';
import type { KnownOutletRow } from './known-outlets.projection.js';

const PAGE = 1_000;

/** All outlets that allocation has opened; `table`: where the view of them stands now. */
export async function knownOutletIds(rows: RowStore, table: Table): Promise<ReadonlySet<string>> {
  await rows.declare(table);
  const ids = new Set<string>();
  for (let after: string | undefined, more = true; more;) {
    const page = await rows.find<KnownOutletRow>(table, { index: 'key', limit: PAGE, ...(after && { after }) });
    for (const { key } of page.rows) ids.add(key);
    [after, more] = [page.next, page.next !== undefined];
  }
  return ids;
}
