import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Refusal, RevisionConflict, VersionConflict } from './failures.js';
import { createHandler, type HandlerOptions } from './handle-command.js';
import {
  account,
  accountWithSnapshots,
  bringTo,
  by,
  deposit,
  DisturbedEventStore,
  noteOwner,
  outage,
} from './handling/account.examples.js';
import { stateTable } from './handling/snapshots.js';
import { InMemoryKeyVault } from './in-memory/in-memory.key-vault.js';
import { InMemoryRowStore } from './in-memory/in-memory.row-store.js';
import type { Commit } from './row-store/row-store.js';

/** A row store that counts commits and can be disturbed. */
class DisturbedRowStore extends InMemoryRowStore {
  commits: Commit[] = [];
  before: () => void | Promise<void> = () => undefined;
  override async commit(commit: Commit): Promise<void> {
    this.commits.push(commit);
    await this.before();
    await super.commit(commit);
  }
}

const setting = (aggregate = account, options: Partial<HandlerOptions> = {}) => {
  const events = new DisturbedEventStore();
  const [rows, vault] = [new DisturbedRowStore(), new InMemoryKeyVault()];
  const ports = { events, rows, vault, sleep: async () => undefined, random: () => 0.5, ...options };
  const open = (more: Partial<HandlerOptions> = {}) => createHandler(aggregate, { ...ports, ...more });
  const balances = async (...ids: string[]) => {
    const fresh = createHandler(account, { ...ports, cacheSize: 0 });
    return Promise.all(ids.map(async (id) => (await fresh.read(id)).state.balance));
  };
  return { events, rows, vault, open, handle: open(), balances };
};
const item = (id: string, amount: number, commandId: string) => ({
  id,
  decide: deposit,
  command: { amount },
  metadata: by(commandId),
});
const short = (answers: readonly unknown[]) =>
  answers.map((one) => (one instanceof Error ? one.message : (one as { revision: number }).revision));

describe('many commands at once', () => {
  it('are one group of appends: one append per stream, its items decided in sequence', async () => {
    const { handle, events, balances } = setting();
    const answers = await handle.many([
      item('a', 5, 'c-1'),
      item('b', 7, 'c-2'),
      item('a', -5, 'c-3'),
      item('a', -1, 'c-4'),
    ]);
    expect(short(answers)).toEqual([0, 0, 1, 'account.overdrawn']);
    expect(events.appends.map((group) => group.map(({ stream, events: facts }) => [stream, facts.length]))).toEqual([
      [
        ['account-a', 2],
        ['account-b', 1],
      ],
    ]);
    expect(await balances('a', 'b')).toEqual([0, 7]);
  });

  it('answer with the position of each command, not of the group', async () => {
    const { handle, events } = setting();
    const answers = await handle.many([item('a', 5, 'c-1'), item('a', 6, 'c-2')]);
    expect(answers).toMatchObject((await events.read('account-a')).map(({ position }) => ({ position })));
  });

  it('are each by themselves: refusals, faults and streams that cannot be folded fail alone', async () => {
    const { handle, events } = setting();
    await events.append('account-x', -1, [
      {
        id: '00000000-0000-4000-8000-000000000001',
        type: 'Deposited',
        version: 9,
        data: { amount: 1 },
        metadata: by('c-0'),
      },
    ]);
    const answers = await handle.many([item('x', 1, 'c-1'), item('a', -1, 'c-2'), item('b', 1, 'c-3')]);
    expect(answers[0]).toMatchObject({ name: 'UnknownVersion' });
    expect(answers[1]).toBeInstanceOf(Refusal);
    expect(answers[2]).toMatchObject({ revision: 0 });
  });

  it('only what lost a race is decided again', async () => {
    const { handle, open, events, balances } = setting();
    let raced = false;
    const other = open();
    events.before = async (group) => {
      if (raced || !group.some(({ stream }) => stream === 'account-b')) return;
      raced = true;
      await other('a', deposit, { amount: 100 }, by('o-1'));
      await other('a', deposit, { amount: 200 }, by('o-2'));
    };
    const answers = await handle.many([item('a', 1, 'c-1'), item('a', 2, 'c-2'), item('b', 3, 'c-3')]);
    expect(short(answers)).toEqual([2, 3, 0]);
    expect(events.appends.at(-1)?.map(({ stream }) => stream)).toEqual(['account-a']);
    expect(await balances('a', 'b')).toEqual([303, 3]);
    expect((await handle.read('a')).state.entries).toEqual([100, 200, 1, 2]);
  });

  it('take the same command twice in one call as once', async () => {
    const { handle, balances } = setting();
    const answers = await handle.many([item('a', 5, 'c-1'), item('a', 5, 'c-1')]);
    expect(answers).toMatchObject([
      { revision: 0, repeated: false },
      { revision: 0, repeated: true },
    ]);
    expect(await balances('a')).toEqual([5]);
  });

  it('see each other in order with If-Match too', async () => {
    const { handle } = setting();
    const answers = await handle.many([
      { ...item('a', 5, 'c-1'), ifRevision: -1 },
      { ...item('a', 5, 'c-2'), ifRevision: -1 },
    ]);
    expect(answers[0]).toMatchObject({ revision: 0 });
    expect(answers[1]).toBeInstanceOf(RevisionConflict);
  });

  it('and single ones that wait for the same stream are appended together', async () => {
    const { handle, events, balances } = setting();
    await Promise.all(Array.from({ length: 100 }, (_, n) => handle('a', deposit, { amount: 1 }, by(`c-${String(n)}`))));
    expect(await balances('a')).toEqual([100]);
    expect(events.appends.length).toBeLessThanOrEqual(2);
  });

  it('answer nothing for nothing', async () => {
    expect(await setting().handle.many([])).toEqual([]);
  });
});

describe('snapshots', () => {
  it('with every append: known states are loaded in bulk and no stream is read', async () => {
    const { open, events, rows } = setting(accountWithSnapshots(1), { cacheSize: 0, shared: false });
    const items = (round: number) =>
      Array.from({ length: 50 }, (_, n) => item(`k${String(n)}`, 1, `r-${String(round)}`));
    await open().many(items(1));
    [events.reads, rows.commits] = [[], []];
    expect(short(await open().many(items(2)))).toEqual(Array.from({ length: 50 }, () => 1));
    expect(events.reads).toEqual([]);
    expect(rows.commits).toHaveLength(1);
    expect(rows.commits[0]?.writes[0]?.rows).toHaveLength(50);
    expect(await rows.count(stateTable(account))).toBe(50);
  });

  it.each([
    ['stale', 1],
    ['missing', 0],
  ])('that are %s change nothing but the way', async (_name, lastSaved) => {
    const { open, rows, balances } = setting(accountWithSnapshots(1), { cacheSize: 0, shared: false });
    let saves = 0;
    rows.before = () => {
      if (++saves > lastSaved) outage(1)();
    };
    for (const n of [1, 2, 3]) await open()('a', deposit, { amount: n }, by(`c-${String(n)}`));
    expect((await open()('a', bringTo, { to: 6 }, by('c-4'))).events).toEqual([]);
    await expect(open()('a', deposit, { amount: -7 }, by('c-5'))).rejects.toThrow('account.overdrawn');
    expect(await open()('a', deposit, { amount: 3 }, by('c-3'))).toMatchObject({ revision: 2 });
    expect(await open()('a', deposit, { amount: -6 }, by('c-6'))).toMatchObject({ revision: 3 });
    expect((await open().read('a')).state.entries).toEqual([1, 2, 3, -6]);
    expect(await balances('a')).toEqual([0]);
  });

  it('that run ahead of a restored stream are given up', async () => {
    const { events, rows, vault, handle } = setting(accountWithSnapshots(1));
    for (const n of [1, 2, 3]) await handle('a', deposit, { amount: n }, by(`c-${String(n)}`));
    const restored = new DisturbedEventStore();
    await restored.append('account-a', -1, (await events.read('account-a')).slice(0, 1));
    const after = createHandler(accountWithSnapshots(1), {
      events: restored,
      rows,
      vault,
      sleep: async () => undefined,
    });
    expect(await after('a', deposit, { amount: 9 }, by('c-9'))).toMatchObject({ revision: 1 });
    expect((await after.read('a')).state.entries).toEqual([1, 9]);
  });

  it('are saved when enough was appended, and read before the rest of the stream', async () => {
    const { handle, open, rows } = setting(accountWithSnapshots(3));
    for (let n = 1; n <= 5; n++) await handle('a', deposit, { amount: n }, by(`c-${String(n)}`));
    expect(rows.commits).toHaveLength(1);
    expect((await rows.load(stateTable(account), ['a'])).get('a')?.doc).toMatchObject({
      revision: 2,
      state: { balance: 6 },
    });
    expect((await open().read('a')).state).toEqual({ balance: 15, entries: [1, 2, 3, 4, 5], owner: null });
  });

  it('of another version are not read, and replaced', async () => {
    const { handle, open, events, rows, vault } = setting(accountWithSnapshots(1));
    await handle('a', deposit, { amount: 1 }, by('c-1'));
    const newer = accountWithSnapshots(1, 2);
    const load = () => {
      throw new Error('an old shape');
    };
    const strict = { ...newer, snapshot: { ...newer.snapshot, every: 1, version: 2, load, save: () => 'new' } };
    const other = createHandler(strict, { events, rows, vault });
    expect(await other('a', deposit, { amount: 1 }, by('c-2'))).toMatchObject({ revision: 1 });
    expect((await rows.load(stateTable(account), ['a'])).get('a')?.doc).toMatchObject({
      version: 2,
      revision: 1,
      state: 'new',
    });
    expect((await open().read('a')).state.balance).toBe(2);
  });

  /** States of 800,000 characters: three pieces. */
  const wide = (every: number): typeof account => {
    const { snapshot } = accountWithSnapshots(every);
    if (!snapshot) throw new Error('an account has snapshots');
    const save = (state: Parameters<typeof snapshot.save>[0]) => {
      return { ...(snapshot.save(state) as object), pad: '王'.repeat(800_000) };
    };
    return { ...account, snapshot: { ...snapshot, save } };
  };

  it('larger than 1 MB lie in pieces; a lost piece only costs the way', async () => {
    const { open, rows, events } = setting(wide(1), { cacheSize: 0, shared: false });
    await open()('a', deposit, { amount: 1 }, by('c-1'));
    await open()('a', deposit, { amount: 2 }, by('c-2'));
    const sizes = rows.commits.flatMap(({ writes }) =>
      writes.flatMap((w) => w.rows.map((r) => Buffer.byteLength(JSON.stringify(r)))),
    );
    expect(Math.max(...sizes)).toBeLessThan(1_000_000);
    const pieces = { name: 'state.account.pieces', indexes: {} };
    expect(await rows.count(pieces)).toBe(3);
    events.reads = [];
    expect(await open()('a', deposit, { amount: 3 }, by('c-3'))).toMatchObject({ revision: 2 });
    expect(events.reads).toEqual([]);
    const [one] = (await rows.find(pieces, { index: 'key', limit: 1 })).rows;
    await rows.commit({
      writes: [{ table: pieces, rows: [{ key: one?.key ?? '', expected: one?.version ?? 0, seen: {}, doc: null }] }],
    });
    expect((await open().read('a')).state.entries).toEqual([1, 2, 3]);
  });

  it('in pieces are saved again once the facts since are worth it, by the next process too', async () => {
    const { open, rows } = setting(wide(2), { shared: false });
    const savedAt = async () =>
      (await rows.load<{ revision: number }>(stateTable(account), ['a'])).get('a')?.doc.revision;
    const deposits = async (first: number, last: number): Promise<void> => {
      const process = open();
      for (let n = first; n <= last; n++) await process('a', deposit, { amount: 1 }, by(`c-${String(n)}`));
    };
    await deposits(0, 0);
    expect(await savedAt()).toBeUndefined();
    await deposits(1, 400);
    expect(await savedAt()).toBe(1);
    await deposits(401, 750);
    expect(await savedAt()).toBe(1);
    await deposits(751, 751);
    expect(await savedAt()).toBe(751);
  });

  it('saved by another process meanwhile are not overwritten with older ones', async () => {
    const { handle, open, rows } = setting(accountWithSnapshots(1));
    const other = open();
    await handle('a', deposit, { amount: 1 }, by('c-1'));
    await other('a', deposit, { amount: 2 }, by('c-2'));
    await handle('a', deposit, { amount: 3 }, by('c-3'));
    expect((await rows.load(stateTable(account), ['a'])).get('a')?.doc).toMatchObject({
      revision: 2,
      state: { balance: 6 },
    });
  });

  it('that lose the race to be saved leave the newer one', async () => {
    const { handle, open, rows } = setting(accountWithSnapshots(1));
    const other = open();
    let raced = false;
    rows.before = async () => {
      if (raced) return;
      raced = true;
      await other('a', deposit, { amount: 2 }, by('c-2'));
    };
    await handle('a', deposit, { amount: 1 }, by('c-1'));
    expect((await rows.load(stateTable(account), ['a'])).get('a')).toMatchObject({
      version: 1,
      doc: { revision: 1, state: { balance: 3 } },
    });
  });

  it('that cannot be saved do not fail the command, and somebody is told', async () => {
    const told: string[] = [];
    const { handle, rows } = setting(accountWithSnapshots(1), { onSnapshotFailure: ({ name }) => told.push(name) });
    rows.before = () => {
      throw new VersionConflict('state.account', ['a']);
    };
    expect((await handle('a', deposit, { amount: 1 }, by('c-1'))).revision).toBe(0);
    expect(told).toEqual(['VersionConflict']);
  });
});

describe('laws', () => {
  const act = fc.record({
    id: fc.constantFrom('a', 'b', 'c'),
    what: fc.constantFrom('deposit', 'bring', 'owner'),
    amount: fc.integer({ min: -20, max: 30 }),
    again: fc.boolean(),
  });
  const toItem = ({ id, what, amount }: { id: string; what: string; amount: number }, n: number) => ({
    id,
    metadata: by(`command-${String(n)}`),
    ...(what === 'deposit' && { decide: deposit, command: { amount } }),
    ...(what === 'bring' && { decide: bringTo, command: { to: Math.abs(amount) } }),
    ...(what === 'owner' && { decide: noteOwner, command: { name: `n${String(amount % 3)}` } }),
  });
  type Some = Parameters<ReturnType<typeof setting>['handle']['many']>[0][number];

  it('the same facts and answers come of any cache size, snapshots or none, shared or not, one by one or many at once', async () => {
    const run = async (
      acts: readonly Some[],
      every: number | undefined,
      options: Partial<HandlerOptions>,
      size: number,
    ) => {
      const { handle, events } = setting(every === undefined ? account : accountWithSnapshots(every), options);
      const answers: unknown[] = [];
      for (let at = 0; at < acts.length; at += size) answers.push(...(await handle.many(acts.slice(at, at + size))));
      const facts = await Promise.all(['a', 'b', 'c'].map((id) => events.read(`account-${id}`)));
      const without = (one: unknown) =>
        one instanceof Error ? one.message : { ...(one as object), position: undefined };
      return { facts: facts.map((one) => one.map(({ position: _, ...rest }) => rest)), answers: answers.map(without) };
    };
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 30 }), fc.integer({ min: 1, max: 9 }), async (acts, size) => {
        const items = acts.flatMap((one, n) => Array.from({ length: one.again ? 2 : 1 }, () => toItem(one, n) as Some));
        const naive = await run(items, undefined, { cacheSize: 0 }, 1);
        for (const cacheSize of [0, 1, 1000])
          for (const every of [undefined, 1, 3])
            for (const shared of [true, false])
              expect(await run(items, every, { cacheSize, shared }, size)).toEqual(naive);
      }),
      { seed: 11, numRuns: 60, endOnFailure: true },
    );
  });

  it('commands at the same time, from several processes, end as if one came after the other, each once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        async (amounts, snaps) => {
          const { open, balances, events } = setting(snaps ? accountWithSnapshots(1) : account);
          const processes = [open(), open({ cacheSize: 0 })];
          const settle = async (n: number): Promise<void> => {
            const one = processes[n % 2];
            for (let tries = 0; tries < 20; tries++) {
              const answer = await one?.('a', deposit, { amount: amounts[n] ?? 0 }, by(`c-${String(n)}`)).catch(
                (error: unknown) => error,
              );
              if (!(answer instanceof RevisionConflict)) return;
            }
            throw new Error('never came through');
          };
          await Promise.all([...amounts.keys(), ...amounts.keys()].map(settle));
          expect(await balances('a')).toEqual([amounts.reduce((sum, one) => sum + one, 0)]);
          expect(await events.read('account-a')).toHaveLength(amounts.length);
        },
      ),
      { seed: 12, numRuns: 60, endOnFailure: true },
    );
  });

  it('any outages of the store, commands asked again until answered: each is written once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('fine', 'lost', 'unknown'), { maxLength: 40 }), async (weather) => {
        const { open, events, balances } = setting(accountWithSnapshots(1), { cacheSize: 1, shared: false });
        const days = [...weather];
        let today = 'fine';
        events.before = () => {
          today = days.shift() ?? 'fine';
          if (today === 'lost') outage(1)();
        };
        events.after = () => today === 'unknown' && outage(1)();
        let handle = open();
        for (let n = 0; n < 6; n++)
          for (let done = false; !done;) {
            const answers = await handle.many([item('a', 1, `c-${String(n)}`), item('b', 2, `c-${String(n)}`)]);
            done = answers.every((one) => !(one instanceof Error));
            if (!done && n % 2 === 0) handle = open();
          }
        expect(await balances('a', 'b')).toEqual([6, 12]);
      }),
      { seed: 13, numRuns: 60, endOnFailure: true },
    );
  });
});
