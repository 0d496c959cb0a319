import { describe, expect, it } from '@jest/globals';
import { Unavailable, type KeyVault, type RowStore } from '@pcrm/event-sourcing';
import { InMemoryKeyVault } from '@pcrm/event-sourcing/testing';
import type { Views } from '@pcrm/platform';
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
    const ask = () => search.find('王小芳', { kind: 'all' }, {}, 10);
    await expect(ask()).rejects.toBeInstanceOf(Unavailable);
    away = false;
    expect(await ask()).toEqual([]);
  });
});
