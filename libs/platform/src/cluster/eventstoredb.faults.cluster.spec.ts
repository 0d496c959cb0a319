import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type NewEvent, RevisionConflict, type StoredEvent, Unavailable } from '@pcrm/event-sourcing';
import {
  type DoubleOptions,
  type EventStoreDouble,
  startEventStoreDouble,
} from '../../test/cluster/event-store-double.js';
import { APPEND_FAULTS, READ_FAULTS } from '../../test/cluster/event-store-double/faults.js';
import { freshFolders } from '../../test/fresh-folders.js';
import { EventStoreDbEventStore, type EventStoreDbOptions } from './eventstoredb.event-store.js';

const freshFolder = freshFolders();
const metadata = {
  ...{ actor: 's-1', commandId: 'c-1', correlationId: 'co-1', causationId: 'ca-1' },
  occurredAt: '2026-03-01T00:00:00.000Z',
};
const fact = (n: number): NewEvent => ({
  ...{ id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, type: 'Counted', version: 1 },
  ...{ data: { n }, metadata },
});
const counted = (facts: readonly StoredEvent[]) => facts.map(({ data }) => data['n']);

let ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.toReversed()) await end();
  ends = [];
});

async function doubled(options: DoubleOptions = {}): Promise<EventStoreDouble> {
  const double = await startEventStoreDouble(options);
  ends.push(double.stop);
  return double;
}

function connected(url: string, options: EventStoreDbOptions = {}) {
  const troubles: string[] = [];
  const store = new EventStoreDbEventStore(url, {
    ...{ answerMs: 400, quietMs: 60, random: () => 0.5, onTrouble: ({ message }) => troubles.push(message) },
    pause: async (milliseconds) => wait(Math.min(20, milliseconds)),
    ...options,
  });
  ends.push(() => store[Symbol.asyncDispose]());
  return Object.assign(store, { troubles });
}

/** Everything a subscription gives, while it goes on. */
function following(store: EventStoreDbEventStore, categories: readonly string[], after?: string) {
  const end = new AbortController();
  const [facts, batches]: [StoredEvent[], number[]] = [[], []];
  const done = (async () => {
    for await (const batch of store.subscribe(categories, after, { signal: end.signal, limit: 4 })) {
      facts.push(...batch);
      batches.push(batch.length);
    }
  })();
  ends.push(async () => {
    end.abort();
    await done;
  });
  const until = async (is: () => boolean): Promise<void> => {
    for (let turns = 0; !is() && turns < 500; turns++) await wait(10);
  };
  return { facts, batches, until };
}

describe('an append whose answer is lost or wrong', () => {
  it.each(APPEND_FAULTS)('is written once, and answered as if nothing had happened: %s', async (fault) => {
    const double = await doubled();
    const store = connected(double.url);
    double.faults.plan('append', fault);
    const answer = await store.append('noun-1', -1, [fact(1), fact(2)]);
    const stored = await store.read('noun-1');
    expect(counted(stored)).toEqual([1, 2]);
    expect(answer).toEqual({ revision: 1, position: stored[1]?.position });
    expect(await store.append('noun-1', 1, [fact(3)])).toMatchObject({ revision: 2 });
    expect(double.log.stream('noun-1')?.map(({ id }) => id)).toEqual([fact(1).id, fact(2).id, fact(3).id]);
    expect(double.faults.happened).toEqual(new Map([[`append ${fault}`, 1]]));
  });

  it.each(APPEND_FAULTS)('is a conflict when somebody else wrote there first: %s', async (fault) => {
    const double = await doubled();
    const [store, other] = [connected(double.url), connected(double.url)];
    await other.append('noun-1', -1, [fact(7), fact(8), fact(9)]);
    double.faults.plan('append', fault);
    const refused = await store.append('noun-1', -1, [fact(1), fact(2)]).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RevisionConflict);
    expect(refused).toMatchObject({ stream: 'noun-1', expected: -1, actual: 2 });
    expect(counted(await store.read('noun-1'))).toEqual([7, 8, 9]);
  });

  it('is unavailable after some time, and asked again later it is found written', async () => {
    const double = await doubled();
    const store = connected(double.url, { patienceMs: 150 });
    double.faults.plan('append', 'unavailable-after-write');
    double.faults.plan('append', 'unavailable', 1_000);
    await expect(store.append('noun-1', -1, [fact(1)])).rejects.toBeInstanceOf(Unavailable);
    double.faults.clear();
    await store.append('noun-1', 0, [fact(2)]);
    const [first] = await store.read('noun-1');
    expect(await store.append('noun-1', -1, [fact(1)])).toEqual({ revision: 0, position: first?.position });
    expect(counted(await store.read('noun-1'))).toEqual([1, 2]);
  });

  it('fails nobody else: of many in flight each is written once', async () => {
    const double = await doubled();
    const store = connected(double.url, { patienceMs: 20_000 });
    double.faults.atRate({ append: { rate: 0.05, kinds: APPEND_FAULTS } }, 11);
    const streams = Array.from({ length: 200 }, (_, n) => `noun-${String(n)}`);
    const answers = await store.appendMany(
      streams.flatMap((stream) => [-1, 0, 1].map((expected) => ({ stream, expected, events: [fact(expected + 1)] }))),
    );
    expect(answers.map((answer) => (answer as { revision: number }).revision)).toEqual(
      streams.flatMap(() => [0, 1, 2]),
    );
    for (const stream of streams)
      expect(double.log.stream(stream)?.map(({ id }) => id)).toEqual([0, 1, 2].map((n) => fact(n).id));
    expect([...double.faults.happened.keys()].toSorted()).toEqual(
      APPEND_FAULTS.map((kind) => `append ${kind}`).toSorted(),
    );
  });

  it('rides out a server that goes and comes back on its port', async () => {
    const double = await doubled();
    const store = connected(double.url, { patienceMs: 20_000 });
    await store.append('noun-0', -1, [fact(1)]);
    const many = Array.from({ length: 300 }, (_, n) => store.append(`noun-a${String(n)}`, -1, [fact(n)]));
    await double.pause();
    const later = Array.from({ length: 50 }, (_, n) => store.append(`noun-b${String(n)}`, -1, [fact(n)]));
    await wait(100);
    await double.resume();
    await Promise.all([...many, ...later]);
    const written = double.log.all.filter(({ stream }) => stream.startsWith('noun-'));
    expect(written).toHaveLength(351);
    expect(new Set(written.map(({ stream }) => stream)).size).toBe(351);
  });

  it('goes to the leader a node names', async () => {
    const leader = await doubled();
    const node = await doubled({ leader: { host: '127.0.0.1', port: leader.port } });
    const store = connected(node.url);
    node.faults.plan('append', 'not-leader');
    await store.append('noun-1', -1, [fact(1)]);
    expect(leader.log.stream('noun-1')).toHaveLength(1);
    expect(node.log.stream('noun-1')).toBeUndefined();
  });

  it('finds a node of a cluster that answers, and outlives a time when none does', async () => {
    const double = await doubled();
    const dead = await doubled();
    await dead.stop();
    const hosts = `127.0.0.1:${String(dead.port)},127.0.0.1:${String(double.port)}`;
    const url = `esdb://${hosts}?tls=false&maxDiscoverAttempts=2&discoveryInterval=10&gossipTimeout=1`;
    const store = connected(url, { patienceMs: 20_000 });
    await store.append('noun-1', -1, [fact(1)]);
    await double.pause();
    const waiting = store.append('noun-1', 0, [fact(2)]);
    await wait(300);
    await double.resume();
    expect((await waiting).revision).toBe(1);
    expect(counted(await store.read('noun-1'))).toEqual([1, 2]);
  });

  it('is a fault, not an outage, when it is larger than the store takes; its neighbours are written', async () => {
    const double = await doubled();
    const store = connected(double.url);
    const large = { ...fact(1), data: { text: 'x'.repeat(700_000) } };
    const [refused, written] = await Promise.allSettled([
      store.append('noun-1', -1, [large, { ...large, id: fact(2).id }]),
      store.append('noun-2', -1, [large]),
    ]);
    expect(refused).toMatchObject({ status: 'rejected', reason: { name: 'Error' } });
    expect(refused).toMatchObject({ reason: { message: expect.stringContaining('MaximumAppendSizeExceeded') } });
    expect(written.status).toBe('fulfilled');
    expect(await store.read('noun-1')).toEqual([]);
  });
});

describe('a read', () => {
  it.each(READ_FAULTS)('is asked again, and is whole: %s', async (fault) => {
    const double = await doubled();
    const store = connected(double.url);
    await store.append('noun-1', -1, [fact(1), fact(2), fact(3)]);
    double.faults.plan('read', fault);
    expect(counted(await store.read('noun-1', 0))).toEqual([2, 3]);
    double.faults.plan('read', fault);
    expect(await store.head()).toBe((await store.read('noun-1')).at(-1)?.position);
  });

  it('is unavailable when the store stays away', async () => {
    const double = await doubled();
    const store = connected(double.url, { patienceMs: 100 });
    double.faults.plan('read', 'unavailable', 1_000);
    await expect(store.read('noun-1')).rejects.toBeInstanceOf(Unavailable);
    await expect(store.head()).rejects.toBeInstanceOf(Unavailable);
  });
});

describe('a subscription', () => {
  it.each(READ_FAULTS)('begins anew behind the last fact it gave: %s', async (fault) => {
    const double = await doubled();
    const store = connected(double.url);
    for (let n = 0; n < 5; n++) await store.append('noun-1', 2 * n - 1, [fact(2 * n), fact(2 * n + 1)]);
    double.faults.plan('subscribe', fault, 2);
    const { facts, until } = following(store, ['noun']);
    await until(() => facts.length === 10);
    await store.append('noun-1', 9, [fact(10)]);
    await until(() => facts.length === 11);
    expect(counted(facts)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(facts).toEqual(await store.read('noun-1'));
    expect(store.troubles).toHaveLength(2);
  });

  it('notices that it has fallen silent, and loses nothing', async () => {
    const double = await doubled();
    const store = connected(double.url);
    await store.append('noun-1', -1, [fact(0)]);
    const { facts, batches, until } = following(store, ['noun']);
    await until(() => batches.includes(0));
    double.silence();
    await store.append('noun-1', 0, [fact(1), fact(2)]);
    await until(() => facts.length === 3);
    expect(counted(facts)).toEqual([0, 1, 2]);
    expect(store.troubles).toEqual(['the subscription has fallen silent']);
  });

  it('says "still here" again and again while only others write, without beginning anew', async () => {
    const double = await doubled();
    const store = connected(double.url);
    const { batches, until } = following(store, ['noun']);
    for (let n = 0; n < 6; n++) {
      await store.append(`other-${String(n)}`, -1, [fact(n)]);
      const before = batches.length;
      await until(() => batches.length > before);
    }
    expect(batches.length).toBeGreaterThanOrEqual(6);
    expect(new Set(batches)).toEqual(new Set([0]));
    expect(store.troubles).toEqual([]);
    expect(double.subscriptions).toBe(1);
  });

  it('does not say "still here" while the store is away, and goes on when it is back', async () => {
    const double = await doubled();
    const store = connected(double.url, { patienceMs: 20_000 });
    await store.append('noun-1', -1, [fact(0)]);
    const { facts, batches, until } = following(store, ['noun']);
    await until(() => batches.includes(0));
    await double.pause();
    await wait(100);
    const before = batches.length;
    await wait(300);
    expect(batches.length).toBe(before);
    await double.resume();
    await store.append('noun-1', 0, [fact(1)]);
    await until(() => facts.length === 2);
    expect(counted(facts)).toEqual([0, 1]);
  });

  it('gives neither system streams nor those of other people, and they are no head', async () => {
    const double = await doubled();
    const store = connected(double.url);
    const { position } = await store.append('noun-1', -1, [fact(1)]);
    const foreign = {
      ...{ type: 'x', contentType: 'application/json' },
      data: Buffer.from('{}'),
      metadata: Buffer.alloc(0),
    };
    for (const stream of ['$ce-noun', '$$noun-1', '$noun-1'])
      double.log.append(stream, 'any', [{ id: fact(99).id, ...foreign }]);
    expect(await store.head()).toBe(position);
    double.log.append('nounx-1', 'any', [{ id: fact(98).id, ...foreign }]);
    const { facts, batches, until } = following(store, ['noun']);
    await until(() => batches.includes(0));
    expect(facts.map(({ stream }) => stream)).toEqual(['noun-1']);
  });

  it('fails loudly at an event in its category that is no fact', async () => {
    const double = await doubled();
    const store = connected(double.url);
    const foreign = { id: fact(1).id, type: 'x', contentType: 'application/json', data: Buffer.from('{}') };
    double.log.append('noun-1', 'no-stream', [{ ...foreign, metadata: Buffer.from('{"any":"thing"}') }]);
    const reading = async () => {
      for await (const batch of store.subscribe(['noun'], undefined, { signal: AbortSignal.timeout(5_000) }))
        if (batch.length === 0) return;
    };
    await expect(reading()).rejects.toThrow('event 0 of noun-1 was not written by this platform');
    await expect(store.read('noun-1')).rejects.toThrow('was not written by this platform');
  });

  it('ends, without an error, when the store is closed', async () => {
    const store = connected((await doubled()).url);
    const reading = (async () => {
      for await (const batch of store.subscribe(['noun'], undefined, { signal: new AbortController().signal }))
        if (batch.length === 0) await store[Symbol.asyncDispose]();
    })();
    await reading;
    await expect(store.append('noun-1', -1, [fact(1)])).rejects.toBeInstanceOf(Unavailable);
  });
});

it('keeps its process alive when connections break under load, also those of another store beside it', async () => {
  const program = join(import.meta.dirname, '../../test/cluster/append-through-breaks.mjs');
  const { promise, resolve } = Promise.withResolvers<{ code: unknown; output: string; errors: string }>();
  execFile(process.execPath, [program], { timeout: 60_000 }, (error, output, errors) =>
    resolve({ code: error?.code ?? 0, output, errors }),
  );
  const { code, output, errors } = await promise;
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  const { acknowledged, ...rest } = JSON.parse(output) as Record<string, number>;
  expect(acknowledged).toBeGreaterThan(0);
  expect(rest).toEqual({ written: acknowledged, places: acknowledged, ids: acknowledged });
}, 70_000);

it('goes on after a restart of the store with what was acknowledged', async () => {
  const file = join(freshFolder(), 'events.jsonl');
  const first = await doubled({ file });
  const store = connected(first.url, { patienceMs: 20_000 });
  const { facts, until } = following(store, ['noun']);
  await store.append('noun-1', -1, [fact(0), fact(1)]);
  await until(() => facts.length === 2);
  await first.stop();
  await doubled({ file, port: first.port });
  await store.append('noun-1', 1, [fact(2)]);
  await until(() => facts.length === 3);
  expect(counted(facts)).toEqual([0, 1, 2]);
  expect(await store.read('noun-1')).toEqual(facts);
});

it('keeps ids that are no UUIDs', async () => {
  const double = await doubled();
  const store = connected(double.url);
  const ids = ['1', 'F47AC10B-58CC-4372-A567-0E02B2C3D479', 'f47ac10b-58cc-4372-a567-0e02b2c3d479', '王'];
  const events = ids.map((id) => ({ ...fact(1), id }));
  const answer = await store.append('noun-1', -1, events);
  expect((await store.read('noun-1')).map(({ id }) => id)).toEqual(ids);
  expect(await store.append('noun-1', -1, events)).toEqual(answer);
  const others = events.with(3, { ...fact(1), id: '李' });
  await expect(store.append('noun-1', -1, others)).rejects.toBeInstanceOf(RevisionConflict);
});
