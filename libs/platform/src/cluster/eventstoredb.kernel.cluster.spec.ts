import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import {
  type Aggregate,
  type AnyMessage,
  createHandler,
  type Decide,
  type Metadata,
  RevisionConflict,
  runRelay,
  Unavailable,
} from '@pcrm/event-sourcing';
import { InMemoryKeyVault, InMemoryLeases, InMemoryMessageLog, InMemoryRowStore } from '@pcrm/event-sourcing/testing';
import { type EventStoreDouble, startEventStoreDouble } from '../../test/cluster/event-store-double.js';
import { APPEND_FAULTS, READ_FAULTS, seeded } from '../../test/cluster/event-store-double/faults.js';
import { EventStoreDbEventStore } from './eventstoredb.event-store.js';

type Added = { type: 'Added'; data: { amount: number } };
const tally: Aggregate<{ sum: number }, Added> = {
  name: 'tally',
  initial: () => ({ sum: 0 }),
  evolve: ({ sum }, { data }) => ({ sum: sum + data.amount }),
};
/** Each amount is one fact, or two where it is even. */
const add: Decide<{ amount: number }, { sum: number }, Added> = ({ amount }) =>
  amount % 2 === 0 ? [added(amount / 2), added(amount / 2)] : [added(amount)];
const added = (amount: number): Added => ({ type: 'Added', data: { amount } });
const by = (commandId: string): Metadata => ({
  ...{ actor: 's-1', commandId, correlationId: commandId, causationId: commandId },
  occurredAt: '2026-03-01T00:00:00.000Z',
});
const said = { type: 'AmountAdded', version: 1 };
const service = {
  ...{ name: 'tallies', aggregates: [tally] },
  say: { Added: (data: { amount: number }, { stream }: { stream: string }) => ({ ...said, key: stream, data }) },
};

/** Keeps what was published, in the order in which it was. */
class KeptLog extends InMemoryMessageLog {
  readonly kept: AnyMessage[] = [];
  override async publish(topic: string, messages: readonly AnyMessage[]): Promise<void> {
    this.kept.push(...messages);
    await super.publish(topic, messages);
  }
}

const CALLERS = 128;
const COMMANDS = 6;
const STREAMS = 24;

/** Two instances of a service on one store, and 128 callers who ask again under the same command id until they are told. */
async function run(double: EventStoreDouble, seed: number) {
  const quick = { answerMs: 500, quietMs: 100, pause: async (ms: number) => wait(Math.min(20, ms)) };
  const stores = [1, 2].map(() => new EventStoreDbEventStore(double.url, { ...quick, patienceMs: 1_000 }));
  const [log, rows, leases, vault] = [
    new KeptLog(),
    new InMemoryRowStore(),
    new InMemoryLeases(),
    new InMemoryKeyVault(),
  ];
  const handlers = stores.map((events) => createHandler(tally, { events, rows, vault, sleep: quick.pause }));
  const end = new AbortController();
  const troubles: string[] = [];
  const relay = runRelay({
    ...{ service, events: stores[0] as EventStoreDbEventStore, log, rows, lease: leases.open(), limit: 50 },
    ...{ signal: end.signal, onFailure: ({ message }) => troubles.push(message) },
  });
  const chance = seeded(seed);
  const totals = new Map<string, number>();
  let unknown = 0;
  const command = async (id: string, commandId: string, amount: number): Promise<void> => {
    const handle = handlers[chance() < 0.5 ? 0 : 1] as (typeof handlers)[number];
    for (;;) {
      try {
        await handle(id, add, { amount }, by(commandId));
        return;
      } catch (error) {
        if (!(error instanceof Unavailable) && !(error instanceof RevisionConflict)) throw error;
        unknown += 1;
        await wait(5);
      }
    }
  };
  await Promise.all(
    Array.from({ length: CALLERS }, async (_, caller) => {
      for (let n = 0; n < COMMANDS; n++) {
        const id = String(Math.floor(chance() * STREAMS));
        const amount = 1 + Math.floor(chance() * 9);
        await command(id, `c-${String(caller)}-${String(n)}`, amount);
        totals.set(`tally-${id}`, (totals.get(`tally-${id}`) ?? 0) + amount);
      }
    }),
  );
  double.faults.clear();
  const facts = double.log.all.filter(({ stream }) => stream.startsWith('tally-'));
  for (let turns = 0; log.kept.length < facts.length && turns < 1_000; turns++) await wait(10);
  await wait(200); // what would be said twice comes now
  end.abort();
  await relay.done;
  for (const store of stores) await store[Symbol.asyncDispose]();
  return { facts, messages: log.kept, totals, unknown, troubles };
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

function expectAllSaidOnceInOrder({ facts, messages, totals }: Awaited<ReturnType<typeof run>>): void {
  const written = Map.groupBy(facts, ({ stream }) => stream);
  expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
  expect([...written.keys()].toSorted()).toEqual([...totals.keys()].toSorted());
  for (const [stream, events] of written) {
    const amounts = events.map(({ data }) => (JSON.parse(Buffer.from(data).toString()) as { amount: number }).amount);
    expect(sum(amounts)).toBe(totals.get(stream));
    const of = messages.filter(({ key }) => key === stream);
    expect(of.map(({ revision }) => revision)).toEqual(events.map(({ revision }) => revision));
    expect(of.map(({ data }) => data['amount'])).toEqual(amounts);
  }
  expect(messages).toHaveLength(facts.length);
  const positions = messages.map(({ position }) => position);
  expect(positions).toEqual(positions.toSorted());
}

describe('two instances of a service with 128 callers on a double of EventStoreDB', () => {
  it('say everything acknowledged exactly once, in order', async () => {
    const double = await startEventStoreDouble({ firstPosition: 2n ** 60n });
    const result = await run(double, 1);
    await double.stop();
    expectAllSaidOnceInOrder(result);
    expect(result.troubles).toEqual([]);
  }, 120_000);

  it.each([2, 3])(
    'do so too while faults are injected (seed %d)',
    async (seed) => {
      const double = await startEventStoreDouble();
      const kinds = READ_FAULTS;
      double.faults.atRate(
        {
          append: { rate: 0.02, kinds: APPEND_FAULTS },
          read: { rate: 0.02, kinds },
          subscribe: { rate: 0.5, kinds },
        },
        seed,
      );
      const falling = setInterval(() => double.silence(), 300);
      const result = await run(double, seed);
      clearInterval(falling);
      const happened = sum([...double.faults.happened.values()]);
      await double.stop();
      expectAllSaidOnceInOrder(result);
      expect(happened).toBeGreaterThan(10);
    },
    120_000,
  );
});
