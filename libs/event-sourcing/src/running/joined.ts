import type { Json } from '../fact.js';
import type { RowStore } from '../row-store/row-store.js';
import { parkedKeysTable, parkedTable } from './parked.js';

const joinedName = (member: string): string => `joined:${member}`;

/** Whether a member has once been level with the live group. */
export const hasJoined = async (rows: RowStore, member: string): Promise<boolean> =>
  (await rows.checkpoint(joinedName(member))) === true;
export const noteJoined = (rows: RowStore, member: string): Promise<void> =>
  rows.commit({ writes: [], checkpoints: { [joinedName(member)]: true } });

/** Forgets what a member whose tables are gone has read and parked: should it come again, it begins at the first message. */
export async function forget(rows: RowStore, member: string, partitions: readonly string[]): Promise<void> {
  const checkpoints: { [name: string]: Json } = { [joinedName(member)]: false };
  for (const partition of partitions) checkpoints[`${member}:${partition}`] = null;
  await rows.commit({ writes: [], checkpoints });
  for (;;) {
    const page = await rows.find(parkedKeysTable, { index: 'byConsumer', prefix: [member], limit: 500 });
    if (page.rows.length === 0) return;
    for (const { key, version } of page.rows) await forgetParked(rows, member, { key, version });
  }
}

async function forgetParked(
  rows: RowStore,
  member: string,
  head: { readonly key: string; readonly version: number },
): Promise<void> {
  const key = head.key.slice(member.length + 1);
  for (;;) {
    const page = await rows.find(parkedTable, { index: 'inOrder', prefix: [member, key], limit: 500 });
    const gone = page.rows.map((row) => ({ key: row.key, expected: row.version, seen: {}, doc: null }));
    const last = page.next === undefined ? [{ key: head.key, expected: head.version, seen: {}, doc: null }] : [];
    await rows.commit({ writes: [{ table: parkedTable, rows: gone }, { table: parkedKeysTable, rows: last }] }); // prettier-ignore
    if (last.length > 0) return;
  }
}
