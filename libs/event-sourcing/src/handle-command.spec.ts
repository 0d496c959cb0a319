import { describe, expect, it } from '@jest/globals';
import { Refusal, RevisionConflict, Unavailable } from './failures.js';
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
import { InMemoryKeyVault } from './in-memory/in-memory.key-vault.js';
import { InMemoryRowStore } from './in-memory/in-memory.row-store.js';
import { createSealer } from './seal.js';

const setting = (options: Partial<HandlerOptions> = {}, aggregate = account) => {
  const events = new DisturbedEventStore();
  const [rows, vault] = [new InMemoryRowStore(), new InMemoryKeyVault()];
  const waits: number[] = [];
  const ports = {
    events,
    rows,
    vault,
    sleep: async (ms: number) => void waits.push(ms),
    random: () => 0.5,
    ...options,
  };
  const open = (more: Partial<HandlerOptions> = {}) => createHandler(aggregate, { ...ports, ...more });
  const amounts = async (id: string): Promise<unknown[]> =>
    (await events.read(`account-${id}`)).map((fact) => fact.data['amount']);
  return { events, rows, vault, waits, open, handle: open(), amounts };
};

describe('handling a command', () => {
  it('folds the stream, decides, appends at the revision read, and answers id, revision, position and facts', async () => {
    const { handle, events, amounts } = setting();
    expect(await handle('a', deposit, { amount: 5 }, by('c-1'))).toEqual({
      id: 'a',
      revision: 0,
      position: await events.head(),
      events: [{ type: 'Deposited', data: { amount: 5 } }],
      repeated: false,
    });
    await handle('a', bringTo, { to: 2 }, by('c-2'));
    expect(await amounts('a')).toEqual([5, -3]);
    expect(await handle.read('a')).toEqual({ state: { balance: 2, entries: [5, -3], owner: null }, revision: 1 });
  });

  it('looks into no stream that begins with the command, whose id it bears, and still writes it once', async () => {
    const { open, events, amounts } = setting();
    const read: string[] = [];
    const looking = events.read.bind(events);
    events.read = (stream, after) => {
      read.push(stream);
      return looking(stream, after);
    };
    await open()('c-1', deposit, { amount: 5 }, by('c-1'));
    expect(read).toEqual([]);
    expect(await open()('c-1', deposit, { amount: 5 }, by('c-1'))).toMatchObject({ revision: 0 });
    expect(await amounts('c-1')).toEqual([5]);

    await open()('c-2', deposit, { amount: 7 }, by('c-0'));
    expect(await open()('c-2', bringTo, { to: 9 }, by('c-2'))).toMatchObject({ revision: 1, repeated: false });
    expect(await amounts('c-2')).toEqual([7, 2]);
    await open()('c-3', deposit, { amount: 4 }, by('c-0'));
    expect(await open()('c-3', bringTo, { to: 0 }, by('c-3'))).toMatchObject({ revision: 1 });
    await open()('c-4', deposit, { amount: 4 }, by('c-0'));
    expect(await open()('c-4', deposit, { amount: -3 }, by('c-4'))).toMatchObject({ revision: 1 });

    read.length = 0;
    const asked = (what: string) => ({ ...by('c-5'), asked: what });
    await open()('c-5', deposit, { amount: 5 }, asked('five'));
    expect(read).toEqual(['account-c-5']);
    await expect(open()('c-5', deposit, { amount: 5 }, asked('six'))).rejects.toEqual(new Refusal('command.id-reused'));
  });

  it('throws a refusal and writes nothing', async () => {
    const { handle, amounts } = setting();
    await expect(handle('a', deposit, { amount: -1 }, by('c-1'))).rejects.toEqual(new Refusal('account.overdrawn'));
    expect(await amounts('a')).toEqual([]);
  });

  it('answers "already so" with the revision and no position', async () => {
    const { handle } = setting();
    expect(await handle('a', bringTo, { to: 0 }, by('c-1'))).toEqual({
      id: 'a',
      revision: -1,
      events: [],
      repeated: false,
    });
  });

  it('passes on a fault of a decision', async () => {
    const { handle } = setting();
    const broken = () => {
      throw new TypeError('broken');
    };
    await expect(handle('a', broken, {}, by('c-1'))).rejects.toThrow(TypeError);
  });

  it('writes metadata, newest schema version and ids that derive from command, index and stream', async () => {
    const { handle, events } = setting();
    await handle('a', deposit, { amount: 5 }, by('c-1'));
    await handle('b', deposit, { amount: 5 }, by('c-1'));
    const [one] = await events.read('account-a');
    expect(one).toMatchObject({ version: 1, metadata: by('c-1') });
    expect((await events.read('account-b'))[0]?.id).not.toBe(one?.id);
  });

  it('writes a trace context on every fact: the caller’s, else one trace for all of a correlation, the same when replayed', async () => {
    const { handle, events } = setting();
    const sent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const cause = { ...by('c-0'), correlationId: '5B0E7A52-6C1F-4B7E-9D0A-2F1F0E9F8A11' };
    await handle('a', deposit, { amount: 5 }, { ...by('c-1'), traceparent: sent });
    await handle('a', deposit, { amount: 5 }, { ...cause, commandId: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee' });
    await handle('a', deposit, { amount: 5 }, { ...cause, commandId: 'c-3' });
    await handle('b', deposit, { amount: 5 }, { ...cause, commandId: 'c-3' });
    const [first, second, third] = (await events.read('account-a')).map(({ metadata }) => metadata.traceparent);
    expect(first).toBe(sent);
    expect(second).toBe('00-5b0e7a526c1f4b7e9d0a2f1f0e9f8a11-aaaaaaaabbbb4ccc-00');
    expect(third).toMatch(/^00-5b0e7a526c1f4b7e9d0a2f1f0e9f8a11-[0-9a-f]{16}-00$/);
    expect((await events.read('account-b'))[0]?.metadata.traceparent).toBe(third);
  });
});

describe('a known command id', () => {
  it.each([0, 1000])('gets its first outcome, from the cache or read again (cache of %d)', async (cacheSize) => {
    const { open, amounts } = setting();
    const handle = open({ cacheSize });
    const first = await handle('a', deposit, { amount: 5 }, by('c-1'));
    await handle('a', deposit, { amount: 7 }, by('c-2'));
    expect(await handle('a', deposit, { amount: 99 }, by('c-1'))).toEqual({ ...first, repeated: true });
    expect(await amounts('a')).toEqual([5, 7]);
  });

  it('gets it from another process, and behind a snapshot', async () => {
    const { handle, open } = setting({}, accountWithSnapshots(2));
    const first = await handle('a', deposit, { amount: 5 }, by('c-1'));
    await handle('a', deposit, { amount: 7 }, by('c-2'));
    await handle('a', deposit, { amount: 8 }, by('c-3'));
    expect(await open()('a', deposit, { amount: 5 }, by('c-1'))).toEqual({ ...first, repeated: true });
  });

  it.each([0, 1000])(
    'under which somebody asks for something else is refused, from the cache or read again (cache of %d)',
    async (cacheSize) => {
      const { open, amounts } = setting({}, accountWithSnapshots(2));
      const handle = open({ cacheSize });
      const asking = (asked?: string) => ({ ...by('c-1'), ...(asked !== undefined && { asked }) });
      const first = await handle('a', deposit, { amount: 5 }, asking('five'));
      await handle('a', deposit, { amount: 7 }, by('c-2'));
      for (const handler of [handle, open()]) {
        const again = handler('a', deposit, { amount: 6 }, asking('six'));
        await expect(again).rejects.toEqual(new Refusal('command.id-reused'));
        expect(await handler('a', deposit, { amount: 5 }, asking('five'))).toEqual({ ...first, repeated: true });
        expect(await handler('a', deposit, { amount: 5 }, asking())).toEqual({ ...first, repeated: true });
      }
      expect(await amounts('a')).toEqual([5, 7]);
    },
  );

  it('is told from another command that comes at the same moment', async () => {
    const { handle, amounts } = setting();
    const asked = (what: string) => ({ ...by('c-1'), asked: what });
    const came = await Promise.allSettled([
      handle('a', deposit, { amount: 5 }, asked('five')),
      handle('a', deposit, { amount: 6 }, asked('six')),
      handle('a', deposit, { amount: 5 }, asked('five')),
    ]);
    expect(came.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await amounts('a')).toEqual([5]);
  });

  it.each([0, 1])('is told from others whose ids only end alike (%d commands between)', async (between) => {
    const { handle, amounts } = setting();
    await handle('a', deposit, { amount: 5 }, by('one-same-long-ending'));
    for (let n = 0; n < between; n++) await handle('a', deposit, { amount: 1 }, by('c-1'));
    await handle('a', deposit, { amount: 6 }, by('two-same-long-ending'));
    for (const [id, revision] of [
      ['one', 0],
      ['two', 1 + between],
    ] as const)
      expect(await handle('a', deposit, { amount: 9 }, by(`${id}-same-long-ending`))).toMatchObject({
        revision,
        repeated: true,
      });
    expect(await amounts('a')).toHaveLength(2 + between);
  });

  it('comes before If-Match, which the first time moved on', async () => {
    const { handle } = setting();
    await handle('a', deposit, { amount: 5 }, by('c-1'), -1);
    expect(await handle('a', deposit, { amount: 5 }, by('c-1'), -1)).toMatchObject({ revision: 0, repeated: true });
  });

  it('is known as far back as 150 commands', async () => {
    const { handle, open } = setting();
    for (let n = 0; n < 150; n++) await handle('a', deposit, { amount: 1 }, by(`c-${String(n)}`));
    expect(await open()('a', deposit, { amount: 1 }, by('c-0'))).toMatchObject({ revision: 0, repeated: true });
  });
});

describe('somebody else writing', () => {
  it('is met by deciding again on what they wrote', async () => {
    const { handle, open, events, amounts, waits } = setting();
    await handle('a', deposit, { amount: 10 }, by('c-1'));
    await open()('a', deposit, { amount: -8 }, by('c-2'));
    await expect(handle('a', deposit, { amount: -5 }, by('c-3'))).rejects.toThrow('account.overdrawn');
    expect(await amounts('a')).toEqual([10, -8]);
    expect(events.appends).toHaveLength(3);
    expect(waits).toHaveLength(1);
  });

  it('six times in a row is a conflict, and nothing is written', async () => {
    const { handle, open, events, amounts } = setting();
    let others = 0;
    const other = open();
    events.before = async ([append]) => {
      if (append?.events[0]?.metadata.commandId === 'c-0')
        await other('a', deposit, { amount: 1 }, by(`o-${String(++others)}`));
    };
    await expect(handle('a', deposit, { amount: 100 }, by('c-0'))).rejects.toBeInstanceOf(RevisionConflict);
    expect(await amounts('a')).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('five times in a row is borne', async () => {
    const { handle, open, events, amounts } = setting();
    let others = 0;
    const other = open();
    events.before = async ([append]) => {
      if (append?.events[0]?.metadata.commandId === 'c-0' && others < 5)
        await other('a', deposit, { amount: 1 }, by(`o-${String(++others)}`));
    };
    expect((await handle('a', deposit, { amount: 100 }, by('c-0'))).revision).toBe(5);
    expect(await amounts('a')).toEqual([1, 1, 1, 1, 1, 100]);
  });

  it('is waited out longer each time, by chance: two who meet do not meet again', async () => {
    const waitsWith = async (chance: number): Promise<readonly number[]> => {
      const { open, events, waits } = setting({ random: () => chance });
      let others = 0;
      const [handle, other] = [open(), open()];
      events.before = async ([append]) => {
        if (append?.events[0]?.metadata.commandId === 'c-0' && others < 5)
          await other('a', deposit, { amount: 1 }, by(`o-${String(++others)}`));
      };
      await handle('a', deposit, { amount: 100 }, by('c-0'));
      return waits;
    };
    expect(await waitsWith(0)).toEqual([10, 20, 40, 80, 160]);
    expect(await waitsWith(0.5)).toEqual([15, 30, 60, 120, 240]);
  });

  it.each([
    ['a refusal', deposit, { amount: -5 }],
    ['"nothing to do"', bringTo, { to: 0 }],
  ])('cannot make %s out of an old cached state', async (_name, decide, command) => {
    const { handle, open } = setting();
    await handle.read('a');
    await open()('a', deposit, { amount: 10 }, by('c-1'));
    expect((await handle('a', decide as typeof deposit, command as { amount: number }, by('c-2'))).events).toHaveLength(
      1,
    );
  });

  it('is not looked for when the streams are ours alone: what ends without an append reads nothing', async () => {
    const { open, events } = setting();
    const handle = open({ shared: false });
    await handle('a', deposit, { amount: 10 }, by('c-1'));
    events.reads = [];
    await handle('a', bringTo, { to: 10 }, by('c-2'));
    await expect(handle('a', deposit, { amount: -11 }, by('c-3'))).rejects.toThrow(Refusal);
    await handle('a', deposit, { amount: 1 }, by('c-4'));
    expect(events.reads).toEqual([]);
  });

  it('since the revision of If-Match is a conflict at once', async () => {
    const { handle, open, waits, amounts } = setting();
    await handle('a', deposit, { amount: 1 }, by('c-1'));
    await expect(handle('a', deposit, { amount: 1 }, by('c-2'), 3)).rejects.toBeInstanceOf(RevisionConflict);
    await open()('a', deposit, { amount: 2 }, by('c-3'));
    await expect(handle('a', deposit, { amount: 1 }, by('c-4'), 0)).rejects.toBeInstanceOf(RevisionConflict);
    expect(await handle('a', deposit, { amount: 4 }, by('c-5'), 1)).toMatchObject({ revision: 2 });
    expect(await amounts('a')).toEqual([1, 2, 4]);
    expect(waits.length).toBeLessThanOrEqual(1);
  });
});

describe('an append of unknown outcome', () => {
  it('is asked again with the same ids at the same place: written once', async () => {
    const { handle, events, amounts } = setting();
    events.after = outage(3);
    expect((await handle('a', deposit, { amount: 5 }, by('c-1'))).revision).toBe(0);
    expect(events.appends).toHaveLength(4);
    expect(new Set(events.appends.map((group) => JSON.stringify(group))).size).toBe(1);
    await handle('a', deposit, { amount: 6 }, by('c-2'));
    expect(await amounts('a')).toEqual([5, 6]);
  });

  it('that stays unknown is `Unavailable`; the caller asks again and gets the first outcome', async () => {
    const { handle, events, amounts } = setting();
    events.after = outage(6);
    await expect(handle('a', deposit, { amount: 5 }, by('c-1'))).rejects.toBeInstanceOf(Unavailable);
    expect(await handle('a', deposit, { amount: 5 }, by('c-1'))).toMatchObject({ revision: 0, repeated: true });
    expect(await amounts('a')).toEqual([5]);
  });

  it('that was never written leaves no trace in the cached state', async () => {
    const { handle, events } = setting({ shared: false });
    await handle('a', deposit, { amount: 1 }, by('c-0'));
    events.before = outage(6);
    const lost = [1, 2].map((n) => handle('a', deposit, { amount: n * 10 }, by(`c-${String(n)}`)));
    for (const one of lost) await expect(one).rejects.toBeInstanceOf(Unavailable);
    expect((await handle.read('a')).state.balance).toBe(1);
  });
});

describe('folding', () => {
  it('keeps no half-folded state when evolve throws: the fact is written and told, the next read meets the fault', async () => {
    let broken = false;
    const fragile: typeof account = {
      ...account,
      evolve(state, event) {
        account.evolve(state, event);
        if (broken) throw new Error('cannot fold');
        return state;
      },
    };
    const { handle, amounts } = setting({ shared: false }, fragile);
    await handle('a', deposit, { amount: 1 }, by('c-1'));
    broken = true;
    expect((await handle('a', deposit, { amount: 2 }, by('c-2'))).revision).toBe(1);
    await expect(handle.read('a')).rejects.toThrow('cannot fold');
    broken = false;
    expect((await handle.read('a')).state.entries).toEqual([1, 2]);
    expect(await amounts('a')).toEqual([1, 2]);
  });

  it('upcasts what is old before it folds', async () => {
    const newer: typeof account = {
      ...account,
      schemas: {
        Deposited: { version: 2, upcast: { 1: (old: { amount: number }) => ({ amount: old.amount * 100 }) } },
      },
    };
    const { open, events, rows, vault } = setting();
    await open()('a', deposit, { amount: 5 }, by('c-1'));
    const handle = createHandler(newer, { events, rows, vault });
    expect((await handle('a', bringTo, { to: 700 }, by('c-2'))).events).toEqual([
      { type: 'Deposited', data: { amount: 200 } },
    ]);
    expect((await events.read('account-a')).map((fact) => fact.version)).toEqual([1, 2]);
    expect((await open().read('b')).revision).toBe(-1);
    await expect(open().read('a')).rejects.toThrow('Deposited has version 2');
  });

  it('shares no part of a state with the facts it tells', async () => {
    const adopting: typeof account = {
      ...account,
      evolve: (state, event) =>
        event.type === 'Deposited' ? { ...state, entries: (event.data.tags ?? []) as unknown as number[] } : state,
    };
    const tagged = () => [{ type: 'Deposited' as const, data: { amount: 1, tags: ['x'] } }];
    const { handle } = setting({ shared: false }, adopting);
    const { events } = await handle('a', tagged, {}, by('c-1'));
    (await handle.read('a')).state.entries.push(9);
    expect(events).toEqual([{ type: 'Deposited', data: { amount: 1, tags: ['x'] } }]);
  });
});

describe('personal fields', () => {
  it('reach no store openly, and are open to decisions, after a reload too', async () => {
    const { handle, open, events, rows, vault } = setting({}, accountWithSnapshots(1));
    const { events: told } = await handle('a', noteOwner, { name: '王小明' }, by('c-1'));
    expect(told).toEqual([{ type: 'OwnerNoted', data: { clientId: 'client-1', name: '王小明' } }]);
    expect(JSON.stringify(await events.read('account-a'))).not.toContain('王');
    const table = { name: 'state.account', indexes: {} };
    expect(JSON.stringify([...(await rows.load(table, ['a'])).values()])).not.toContain('王');
    expect((await rows.load(table, ['a'])).size).toBe(1);
    expect((await open()('a', noteOwner, { name: '王小明' }, by('c-2'))).events).toEqual([]);
    await vault.destroy('client-1', 'identity');
    expect((await open().read('a')).state.owner).toBeNull();
  });

  it('are gone from a cached state once it is forgotten', async () => {
    const { open, vault } = setting();
    const handle = open({ shared: false, sealer: createSealer(vault, { ttl: 0 }) });
    await handle('a', noteOwner, { name: '王小明' }, by('c-1'));
    await vault.destroy('client-1', 'identity');
    expect((await handle.read('a')).state.owner).toBe('王小明');
    handle.forget('a');
    expect((await handle.read('a')).state.owner).toBeNull();
  });
});
