import { describe, expect, it } from '@jest/globals';
import { Unavailable, type Find, type KeyVault, type RowStore, type Table } from '@pcrm/event-sourcing';
import { InMemoryKeyVault } from '@pcrm/event-sourcing/testing';
import type { Views } from '@pcrm/platform';
import { blankRow } from './client-list/client-row.js';
import { ClientSearch } from './client-search.adapter.js';

describe('the search for clients', () => {
  it('answers as soon as the vault does so again', async () => {
    const vault = new InMemoryKeyVault();
    let away = true;
    const indexSecret = (): Promise<Uint8Array> =>
      away ? Promise.reject(new Unavailable('the vault is away')) : vault.indexSecret();
    const rows = { find: async () => ({ rows: [] }) } as unknown as RowStore;
    const views = { activeTable: async () => ({ name: 'client-list', indexes: {} }) } as unknown as Views;
    const search = new ClientSearch(rows, views, { indexSecret } as KeyVault);
    const ask = () => search.find('王小芳', { kind: 'all' }, {});
    await expect(ask()).rejects.toBeInstanceOf(Unavailable);
    away = false;
    expect(await ask()).toEqual({ rows: [], whole: true });
  });
  it('says so where it does not look through all hits', async () => {
    const views = { activeTable: async () => ({ name: 'client-list', indexes: {} }) } as unknown as Views;
    const hit = (n: number) => ({ doc: blankRow(`client-${String(n)}`) });
    let pages = 0;
    const rows = {
      find: async (_table: Table, { limit }: Find) => ({
        rows: Array.from({ length: limit }, (_, n) => hit(pages * limit + n)),
        next: String(++pages),
      }),
    } as unknown as RowStore;
    const found = await new ClientSearch(rows, views, new InMemoryKeyVault()).find('王', { kind: 'all' }, {});
    expect([found.rows.length, found.whole, pages]).toEqual([10_000, false, 20]);
  });
});
