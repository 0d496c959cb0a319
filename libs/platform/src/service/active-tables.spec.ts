import { tableOf, Unavailable, type Agenda, type Projection, type RowStore } from '@pcrm/event-sourcing';
import { InMemoryRowStore } from '@pcrm/event-sourcing/testing';
import { StoredActiveTables } from './active-tables.js';

type Row = { outletId: string };
const list: Projection<Row> = {
  name: 'list',
  version: 2,
  indexes: { all: ['outletId'] },
  on: {},
  totals: [
    {
      name: 'by-outlet',
      indexes: {},
      of: (row) => [row.outletId],
      by: 'all',
      initial: () => ({}),
      add: (total) => total,
    },
  ],
};
const agenda: Agenda = { name: 'birthdays', version: 1, on: {} };
const definition = { projections: [list], agendas: [agenda] };
const builds = { name: 'active-version', indexes: {} };
const note = async (rows: RowStore, tables: Record<string, string>, expected: number): Promise<void> => {
  await rows.declare(builds);
  const named = Object.fromEntries(Object.entries(tables).map(([view, name]) => [view, { name, indexes: {} }]));
  const doc = { active: { version: 1, rebuild: 0, tables: named }, building: null, old: [] };
  await rows.commit({ writes: [{ table: builds, rows: [{ key: 'list', expected, seen: {}, doc }] }] });
};

describe('the table a reader looks into', () => {
  it('is the view’s own, and there, before the runner ever ran', async () => {
    const rows = new InMemoryRowStore();
    const tables = new StoredActiveTables(rows, definition);
    expect(await tables.activeTable('list')).toEqual(tableOf(list));
    expect((await rows.find(await tables.activeTable('list'), { index: 'all', limit: 1 })).rows).toEqual([]);
    await expect(tables.activeTable('birthdays')).rejects.toBeInstanceOf(Unavailable);
    await expect(tables.activeTable('nothing')).rejects.toThrow(/no view/);
  });

  it('is the older one while a new version is made, and the new one a second after the switch', async () => {
    const rows = new InMemoryRowStore();
    let at = 0;
    const tables = new StoredActiveTables(rows, definition, () => at);
    await note(rows, { list: 'list.v1', 'by-outlet': 'by-outlet.v1' }, 0);
    expect((await tables.activeTable('list')).name).toBe('list.v1');
    expect((await tables.activeTable('by-outlet')).name).toBe('by-outlet.v1');
    await note(rows, { list: 'list.v2', 'by-outlet': 'by-outlet.v2' }, 1);
    expect((await tables.activeTable('list')).name).toBe('list.v1');
    at = 1_000;
    expect((await tables.activeTable('list')).name).toBe('list.v2');
    expect((await tables.activeTable('by-outlet')).name).toBe('by-outlet.v2');
  });

  it('is the new one at once for who has waited for the view, whoever began to look before', async () => {
    const rows = new InMemoryRowStore();
    const tables = new StoredActiveTables(rows, definition, () => 0);
    await note(rows, { list: 'list.v1' }, 0);
    expect((await tables.activeTable('list')).name).toBe('list.v1');
    await note(rows, { list: 'list.v2' }, 1);
    tables.forget('list');
    expect((await tables.activeTable('list')).name).toBe('list.v2');

    tables.forget('list');
    const before = tables.activeTable('list');
    await note(rows, { list: 'list.v3' }, 2);
    tables.forget('list');
    const after = tables.activeTable('list');
    await before;
    expect((await after).name).toBe('list.v3');
    expect((await tables.activeTable('list')).name).toBe('list.v3');
  });

  it('is looked up once by those who ask at once, and declared once, or again where that failed', async () => {
    const store = new InMemoryRowStore();
    await note(store, { list: 'list.v2' }, 0);
    const asked: string[] = [];
    const rows = {
      declare: async (table: { readonly name: string }) => {
        asked.push(table.name);
        if (asked.length === 1) throw new Unavailable('not now');
      },
      load: (...asking: Parameters<RowStore['load']>) => {
        asked.push('load');
        return store.load(...asking);
      },
    } as unknown as RowStore;
    let at = 0;
    const tables = new StoredActiveTables(rows, definition, () => at);
    await expect(tables.activeTable('list')).rejects.toBeInstanceOf(Unavailable);
    await Promise.all([tables.activeTable('list'), tables.activeTable('list')]);
    at = 1_000;
    expect((await tables.activeTable('list')).name).toBe('list.v2');
    expect(asked).toEqual(['active-version', 'active-version', 'load', 'load']);
  });
});
