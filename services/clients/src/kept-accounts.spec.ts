import { describe, expect, it } from '@jest/globals';
import { createHandler, createSealer } from '@pcrm/event-sourcing';
import { InMemoryEventStore, InMemoryKeyVault, InMemoryRowStore } from '@pcrm/event-sourcing/testing';
import { accountsTable, KeptAccounts } from './kept-accounts.js';
import { assetAccount } from './value/asset-account.js';

const KEPT = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

async function kept(): Promise<KeptAccounts> {
  const [events, rows, vault] = [new InMemoryEventStore(), new InMemoryRowStore(), new InMemoryKeyVault()];
  const sealer = createSealer(vault);
  const handler = createHandler(assetAccount, { events, rows, vault, sealer });
  await rows.declare(accountsTable);
  const written = KEPT.map((key) => ({ key, expected: 0, seen: {}, doc: { revision: 0, version: 1 } }));
  await rows.commit({ writes: [{ table: accountsTable, rows: written }] });
  return new KeptAccounts({ events, rows, sealer, handler, alone: true });
}

/** The ids of all slices from an id on, each slice by itself. */
async function slices(named: readonly string[] | undefined, limit: number, from: string | null = null) {
  const accounts = await kept();
  const all: string[][] = [];
  for (let after = from, more = true; more;) {
    const slice = await accounts.slice(named, after, limit);
    all.push(slice.accounts.map(({ key }) => key));
    after = slice.next;
    more = after !== null;
  }
  return all;
}

describe('accounts slice by slice', () => {
  it('are all there once, however large a slice is, and from whichever id a pass is resumed', async () => {
    for (let limit = 1; limit <= KEPT.length + 1; limit++) {
      expect((await slices(undefined, limit)).flat()).toEqual(KEPT);
      expect((await slices(KEPT, limit)).flat()).toEqual(KEPT);
      expect((await slices(undefined, limit, 'c')).flat()).toEqual(['d', 'e', 'f', 'g']);
      expect((await slices(KEPT, limit, 'c')).flat()).toEqual(['d', 'e', 'f', 'g']);
    }
  });

  it('are those named only, and a pass goes on behind one that has no row, or behind an id that is not named', async () => {
    expect(await slices(['b', 'bb', 'bc', 'e', 'g'], 2)).toEqual([['b'], ['e'], ['g']]);
    expect(await slices(['b', 'e', 'g'], 1, 'c')).toEqual([['e'], ['g']]);
    expect(await slices([], 2)).toEqual([[]]);
  });

  it('are counted', async () => expect(await (await kept()).count()).toBe(KEPT.length));
});
