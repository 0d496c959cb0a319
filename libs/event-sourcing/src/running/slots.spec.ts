import { InMemoryRowStore } from '../in-memory/in-memory.row-store.js';
import type { JsonObject } from '../fact.js';
import type { RowWrite } from '../row-store/row-store.js';
import { goneTable, Slots } from './slots.js';

const table = { name: 'portfolio.v1', indexes: {} };
const gone = goneTable(table);

async function opened(): Promise<InMemoryRowStore> {
  const rows = new InMemoryRowStore();
  for (const each of [table, gone]) await rows.declare(each);
  return rows;
}
/** The row becomes this at that position. */
async function put(rows: InMemoryRowStore, doc: JsonObject | undefined, position: string): Promise<void> {
  const slots = new Slots(rows, table);
  await slots.load(['ada']);
  Slots.put(slots.get('ada'), doc, 'clients', position);
  await rows.commit({ writes: await slots.writes() });
}
const standing = async (rows: InMemoryRowStore) => ({
  row: (await rows.load(table, ['ada'])).get('ada'),
  note: (await rows.load(gone, ['ada'])).get('ada'),
});
const written = (rows: InMemoryRowStore, into: typeof table, write: Omit<RowWrite, 'key'>) =>
  rows.commit({ writes: [{ table: into, rows: [{ key: 'ada', ...write }] }] });

describe('a row that goes and comes back', () => {
  it('counts on, and its note stays beside it, empty', async () => {
    const rows = await opened();
    await put(rows, { n: 1 }, '1');
    await put(rows, undefined, '2');
    expect(await standing(rows)).toMatchObject({ row: undefined, note: { version: 1, seen: { clients: '2' } } });
    await put(rows, { n: 3 }, '3');
    const { row, note } = await standing(rows);
    expect(row).toMatchObject({ version: 2, seen: { clients: '3' }, doc: { n: 3 } });
    expect(note).toMatchObject({ version: 2, seen: {} });
    await put(rows, undefined, '4');
    expect(await standing(rows)).toMatchObject({ row: undefined, note: { version: 3, seen: { clients: '4' } } });
  });

  it('that an earlier version of this code has removed, or begun without a note, goes and comes like any other', async () => {
    const rows = await opened();
    await written(rows, gone, { expected: 0, seen: { clients: '2' }, doc: {} });
    await put(rows, { n: 3 }, '3');
    await put(rows, undefined, '4');
    await put(rows, { n: 5 }, '5');
    expect((await standing(rows)).row).toMatchObject({ version: 2, doc: { n: 5 } });
    const other = await opened();
    await written(other, table, { expected: 0, seen: { clients: '1' }, doc: { n: 1 } });
    await put(other, undefined, '2');
    expect(await standing(other)).toMatchObject({ row: undefined, note: { seen: { clients: '2' } } });
  });

  it('is not passed over by who saw nothing there and leaves it so, when another has begun it meanwhile', async () => {
    const rows = await opened();
    const slow = new Slots(rows, table);
    await slow.load(['ada']);
    Slots.put(slow.get('ada'), undefined, 'clients', '2');
    await put(rows, { n: 1 }, '1');
    await expect(rows.commit({ writes: await slow.writes() })).rejects.toMatchObject({ name: 'VersionConflict' });
  });
});
