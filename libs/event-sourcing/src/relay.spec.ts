import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eventually } from './eventually.js';
import type { NewEvent } from './fact.js';
import { createHandler } from './handle-command.js';
import { account, by, deposit, DisturbedEventStore, noteOwner, outage } from './handling/account.examples.js';
import { InMemoryKeyVault } from './in-memory/in-memory.key-vault.js';
import { InMemoryLeases } from './in-memory/in-memory.lease.js';
import { InMemoryMessageLog } from './in-memory/in-memory.message-log.js';
import { InMemoryRowStore } from './in-memory/in-memory.row-store.js';
import type { Lease } from './lease/lease.js';
import type { AnyMessage } from './message.js';
import { type Relay, type RelayOptions, relayTable, runRelay } from './relay.js';
import type { Commit } from './row-store/row-store.js';
import type { Say } from './service.js';

/** Keeps what was published; can be disturbed before and after. */
class DisturbedLog extends InMemoryMessageLog {
  said: AnyMessage[] = [];
  before: () => void = () => undefined;
  after: () => void = () => undefined;
  override async publish(topic: string, messages: readonly AnyMessage[]): Promise<void> {
    expect(topic).toBe('clients.events');
    this.before();
    this.said.push(...messages);
    await super.publish(topic, messages);
    this.after();
  }
}
class DisturbedRowStore extends InMemoryRowStore {
  before: () => void = () => undefined;
  override async commit(commit: Commit): Promise<void> {
    this.before();
    await super.commit(commit);
  }
}

const say: Say = {
  Deposited: ({ amount }: { amount: number }, fact) => ({
    type: 'MoneyCame',
    version: 4,
    key: fact.stream,
    data: { amount },
  }),
  OwnerNoted: (data: { clientId: string; name: string }) => [
    { type: 'OwnerKnown', version: 1, key: data.clientId, data: { ...data } },
    { type: 'OwnerCounted', version: 1, key: data.clientId, data: {} },
  ],
};
const service = { name: 'clients', say, aggregates: [account] };

const setting = () => {
  const [events, log, rows, leases] = [
    new DisturbedEventStore(),
    new DisturbedLog(),
    new DisturbedRowStore(),
    new InMemoryLeases(),
  ];
  const handle = createHandler(account, { events, rows, vault: new InMemoryKeyVault() });
  const failures: string[] = [];
  const start = (more: Partial<RelayOptions> = {}): Relay & { stop(): Promise<void> } => {
    const end = new AbortController();
    const relay = runRelay({
      ...{
        service,
        events,
        log,
        rows,
        lease: leases.open(),
        signal: end.signal,
        now: () => 7,
        limit: 2,
        random: () => 0,
      },
      sleep: async () => new Promise((resolve) => setImmediate(resolve)),
      onFailure: ({ name }) => failures.push(name),
      ...more,
    });
    const stop = async (): Promise<void> => {
      end.abort();
      await relay.done;
    };
    return { ...relay, stop };
  };
  const amounts = () => log.said.map((message) => message.data['amount']);
  const deposits = async (from: number, to: number): Promise<void> => {
    for (let n = from; n <= to; n++) await handle('a', deposit, { amount: n }, by(`c-${String(n)}`));
  };
  return { events, log, rows, leases, handle, start, amounts, deposits, failures };
};

describe('publishing', () => {
  it('says facts in store order, in an envelope that names the fact, and marks the place', async () => {
    const { events, log, handle, start } = setting();
    await handle('a', deposit, { amount: 5 }, by('c-1'));
    const relay = start();
    await eventually(() => expect(log.said).toHaveLength(1));
    const [fact] = await events.read('account-a');
    expect(log.said).toEqual([
      {
        id: expect.stringMatching(/^[\da-f-]{36}$/),
        source: 'clients',
        type: 'MoneyCame',
        version: 4,
        key: 'account-a',
        position: fact?.position,
        revision: 0,
        recordedAt: fact?.recordedAt,
        metadata: fact?.metadata,
        data: { amount: 5 },
      },
    ]);
    await handle('b', deposit, { amount: 6 }, by('c-2'));
    await eventually(() => expect(relay.position()).toBe(log.said[1]?.position));
    expect(relay.lastProgress()).toBe(7);
    await relay.stop();
  });

  it('keeps to itself what tells repeated commands apart', async () => {
    const { log, handle, start } = setting();
    await handle('a', deposit, { amount: 5 }, { ...by('c-1'), asked: 'five' });
    const relay = start();
    await eventually(() => expect(log.said[0]?.metadata).toMatchObject(by('c-1')));
    expect(log.said[0]?.metadata).not.toHaveProperty('asked');
    await relay.stop();
  });

  it('says several messages about one fact under different ids, in places before the next fact', async () => {
    const { log, handle, start } = setting();
    await handle('a', noteOwner, { name: 'x' }, by('c-1'));
    await handle('a', deposit, { amount: 1 }, by('c-2'));
    const relay = start();
    await eventually(() =>
      expect(log.said.map(({ type }) => type)).toEqual(['OwnerKnown', 'OwnerCounted', 'MoneyCame']),
    );
    const positions = log.said.map(({ position }) => position);
    expect(positions).toEqual([...new Set(positions)].sort());
    expect(new Set(log.said.map(({ id }) => id)).size).toBe(3);
    await relay.stop();
  });

  it('passes personal fields on as they stand: sealed', async () => {
    const { events, log, handle, start } = setting();
    await handle('a', noteOwner, { name: '王小明' }, by('c-1'));
    const relay = start();
    await eventually(() => expect(log.said).toHaveLength(2));
    const [fact] = await events.read('account-a');
    expect(log.said[0]?.data).toEqual(fact?.data);
    expect(log.said[0]?.data['name']).toMatch(/^sealed:v1:identity:/);
    await relay.stop();
  });

  it('upcasts before it says, and moves past facts that stay private', async () => {
    const { events, log, deposits, start } = setting();
    await deposits(1, 1);
    const secret: NewEvent = {
      id: '00000000-0000-4000-8000-000000000009',
      type: 'Private',
      version: 1,
      data: {},
      metadata: by('c-9'),
    };
    await events.append('account-s', -1, [secret]);
    await events.append('elsewhere-s', -1, [{ ...secret, type: 'Deposited', data: { amount: 77 } }]);
    const schemas = {
      Deposited: { version: 2, upcast: { 1: (old: { amount: number }) => ({ amount: old.amount * 100 }) } },
    };
    const relay = start({ service: { ...service, aggregates: [{ ...account, schemas }] } });
    const [last] = await events.read('account-s');
    await eventually(() => expect(relay.position()).toBe(last?.position));
    expect(log.said.map(({ data }) => data)).toEqual([{ amount: 100 }]);
    await relay.stop();
  });

  it('goes on after the mark when started again', async () => {
    const { amounts, deposits, start } = setting();
    await deposits(1, 3);
    const first = start();
    await eventually(() => expect(amounts()).toEqual([1, 2, 3]));
    await first.stop();
    await deposits(4, 5);
    const second = start();
    await eventually(() => expect(amounts()).toEqual([1, 2, 3, 4, 5]));
    await second.stop();
  });

  it('ended between saying and marking, says it again with the same ids', async () => {
    const { log, rows, deposits, start } = setting();
    await deposits(1, 2);
    const first = start();
    log.after = () => (rows.before = outage(1000));
    await eventually(() => expect(log.said.length).toBeGreaterThanOrEqual(2));
    await first.stop();
    const before = log.said.slice(0, 2).map(({ id }) => id);
    log.said = [];
    log.after = () => undefined;
    rows.before = () => undefined;
    const second = start();
    await eventually(() => expect(log.said.map(({ id }) => id)).toEqual(before));
    await second.stop();
  });

  it('tries again when the log, the rows or the translation fail, and skips nothing', async () => {
    const { log, rows, amounts, deposits, start, failures } = setting();
    await deposits(1, 5);
    log.before = outage(2);
    rows.before = outage(1);
    const throwing = outage(2);
    const fragile: Say = {
      ...say,
      Deposited: (data: { amount: number }, fact) => {
        if (data.amount === 3) throwing();
        return say['Deposited']?.(data as never, fact);
      },
    };
    const relay = start({ service: { ...service, say: fragile } });
    await eventually(() => expect([...new Set(amounts())]).toEqual([1, 2, 3, 4, 5]));
    expect(failures).toHaveLength(5);
    await relay.stop();
  });

  it('is done by one process; another takes over, and the first can no longer move the mark', async () => {
    const { log, rows, leases, amounts, deposits, start, failures } = setting();
    const [one, other] = [start(), start()];
    await deposits(1, 3);
    await eventually(() => expect(one.position()).toBe(log.said[2]?.position));
    expect(other.lastProgress()).toBeUndefined();
    const blocked = Promise.withResolvers<void>();
    const publish = log.publish.bind(log);
    let held = false;
    log.publish = async (topic, messages) => {
      if (held) return publish(topic, messages);
      held = true;
      await blocked.promise; // the first one stops in the middle of publishing, and is believed dead
      await publish(topic, messages);
    };
    await deposits(4, 4);
    await eventually(() => expect(held).toBe(true));
    leases.lapse('relay.clients');
    await deposits(5, 6);
    await eventually(() => expect(amounts()).toEqual([1, 2, 3, 4, 5, 6]));
    const marked = async () => (await rows.load(relayTable, ['clients'])).get('clients')?.doc;
    await eventually(async () => expect((await marked())?.['position']).toBe(log.said[5]?.position));
    const mark = await marked();
    blocked.resolve();
    await eventually(() => expect(amounts()).toEqual([1, 2, 3, 4, 5, 6, 4]));
    await Promise.all([one.stop(), other.stop()]);
    expect(await marked()).toEqual(mark);
    expect(failures).toEqual([]);
  });

  it('is not begun by who was believed dead and has an old token, whatever its lease says', async () => {
    const { log, rows, deposits, start } = setting();
    await deposits(1, 2);
    await rows.declare(relayTable);
    const mark = { position: null, token: 5 };
    await rows.commit({
      writes: [{ table: relayTable, rows: [{ key: 'clients', expected: 0, seen: {}, doc: mark }] }],
    });
    let asked = 0;
    const deaf: Lease = {
      acquire: async (_name, signal) => {
        asked += 1;
        if (asked === 1)
          return { token: 4, lost: new AbortController().signal, [Symbol.asyncDispose]: async () => undefined };
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined)));
      },
      [Symbol.asyncDispose]: async () => undefined,
    };
    const relay = start({ lease: deaf });
    await eventually(() => expect(asked).toBe(2));
    await relay.stop();
    expect(log.said).toEqual([]);
  });

  it('loses nothing and keeps the order of firsts, wherever it is killed', async () => {
    const step = fc.constantFrom('fine', 'before publishing', 'after publishing', 'before marking', 'killed');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.integer({ min: 1, max: 9 }), async (steps, count) => {
        const { log, rows, amounts, deposits, start } = setting();
        await deposits(1, count);
        const fates = [...steps];
        let fate = 'fine';
        let relay = start();
        log.before = () => {
          fate = fates.shift() ?? 'fine';
          if (fate === 'before publishing') outage(1)();
        };
        log.after = () => fate === 'after publishing' && outage(1)();
        rows.before = () => {
          const isDown = fate === 'before marking';
          fate = 'fine';
          if (isDown) outage(1)();
        };
        for (const _kill of steps.filter((one) => one === 'killed')) {
          await new Promise((resolve) => setImmediate(resolve));
          await relay.stop();
          relay = start();
        }
        const all = Array.from({ length: count }, (_, n) => n + 1);
        await eventually(() => expect([...new Set(amounts())]).toEqual(all));
        const ids = new Map(log.said.map(({ id, data }) => [id, data['amount']]));
        expect([...ids.values()]).toEqual(all);
        await relay.stop();
      }),
      { seed: 21, numRuns: 60, endOnFailure: true },
    );
  });
});
