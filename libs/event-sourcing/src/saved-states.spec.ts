import { describe, expect, it } from '@jest/globals';
import { createHandler } from './handle-command.js';
import {
  account,
  accountWithSnapshots,
  by,
  deposit,
  DisturbedEventStore,
  noteOwner,
  outage,
} from './handling/account.examples.js';
import { stateTable } from './handling/snapshots.js';
import { InMemoryKeyVault } from './in-memory/in-memory.key-vault.js';
import { InMemoryRowStore } from './in-memory/in-memory.row-store.js';
import { savedStates } from './saved-states.js';
import { createSealer } from './seal.js';

class FailingRowStore extends InMemoryRowStore {
  before: () => void = () => undefined;
  override async commit(...[commit]: Parameters<InMemoryRowStore['commit']>): Promise<void> {
    if (commit.writes.length > 0) this.before();
    await super.commit(commit);
  }
}

const setting = (aggregate = accountWithSnapshots(1)) => {
  const [events, rows, vault] = [new DisturbedEventStore(), new FailingRowStore(), new InMemoryKeyVault()];
  const states = savedStates(aggregate, { rows, sealer: createSealer(vault) });
  return {
    events,
    rows,
    states,
    handle: createHandler(aggregate, { events, rows, vault }),
    open: () => createHandler(aggregate, { events, rows, vault }),
  };
};
const { signal } = new AbortController();

describe('kept states', () => {
  it('are loaded by id and opened from rows of the table, personal ones too; others are absent', async () => {
    const { handle, states, rows } = setting();
    await handle('a', deposit, { amount: 1 }, by('c-1'));
    await handle('b', noteOwner, { name: '王小明' }, by('c-2'));
    const a = { id: 'a', state: { balance: 1, entries: [1], owner: null }, revision: 0 };
    const b = { id: 'b', state: { balance: 0, entries: [], owner: '王小明' }, revision: 0 };
    expect(await states.load(['b', 'none', 'a'])).toEqual([b, a]);
    const page = await rows.find(stateTable(account), { index: 'key', limit: 9 });
    expect(await states.open(page.rows)).toEqual([a, b]);
  });

  it('that were lost between append and saving are made up for, so that a pass sees everybody', async () => {
    const { handle, states, rows, events, open } = setting();
    rows.before = outage(2);
    await handle('a', deposit, { amount: 1 }, by('c-1'));
    await handle('b', deposit, { amount: 2 }, by('c-2'));
    await handle('c', deposit, { amount: 3 }, by('c-3'));
    expect((await states.load(['a', 'b', 'c'])).map(({ id }) => id)).toEqual(['c']);
    await states.catchUp(events, signal);
    expect(
      (await states.load(['a', 'b', 'c'])).map(({ id, revision, state }) => [id, revision, state.balance]),
    ).toEqual([
      ['a', 0, 1],
      ['b', 0, 2],
      ['c', 0, 3],
    ]);
    rows.before = outage(1);
    await open()('a', deposit, { amount: 5 }, by('c-4'));
    events.reads = [];
    await states.catchUp(events, signal);
    expect((await states.load(['a'])).map(({ state }) => state.balance)).toEqual([6]);
    expect(events.reads).toEqual(['account-a']);
  });

  it('do not move their mark past what could not be kept', async () => {
    const { handle, states, rows, events } = setting();
    rows.before = outage(99);
    await handle('a', deposit, { amount: 1 }, by('c-1'));
    await expect(states.catchUp(events, signal)).rejects.toThrow('down');
    rows.before = () => undefined;
    await states.catchUp(events, signal);
    expect(await states.load(['a'])).toHaveLength(1);
  });

  it('are refused for an aggregate that keeps none', () => {
    expect(() => setting(account)).toThrow('account has no snapshots');
  });
});
