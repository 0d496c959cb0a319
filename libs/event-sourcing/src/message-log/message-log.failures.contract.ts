import { describe, expect, it } from '@jest/globals';
import { eventually } from '../eventually.js';
import type { OpenedLog } from './message-log.examples.js';
import { collect, fresh, message, messagesOf } from './message-log.examples.js';
import { Unavailable } from '../failures.js';
import type { Batch, Malformed } from './message-log.js';

/** Part of `messageLogContract`: redelivery, `from`, odd bytes, large integers, stopping. */
export const messageLogFailuresContract = (opened: () => OpenedLog): void =>
  describe('when things go wrong', () => {
    it('gives a batch again, in order and before what follows, until the handler resolves', async () => {
      const [topic, group] = [fresh(), fresh()];
      const { log } = opened();
      await log.publish(topic, [message('a', 1), message('a', 2), message('a', 3)]);
      const [tried, handled]: [unknown[], unknown[]] = [[], []];
      const consumption = await log.consume(
        group,
        [topic],
        async (batch) => {
          const numbers = messagesOf(batch).map((one) => one.data['n']);
          tried.push(...numbers.slice(0, 1));
          if (tried.length < 4) throw new TypeError('not now');
          handled.push(...numbers);
        },
        { limit: 2 },
      );
      await eventually(() => expect(handled).toEqual([1, 2, 3]));
      expect(tried.slice(0, 4)).toEqual([1, 1, 1, 1]);
      await consumption[Symbol.asyncDispose]();
    });

    it('asks again where to begin when that cannot be told just now', async () => {
      const [topic, handled]: [string, unknown[]] = [fresh(), []];
      const { log } = opened();
      await log.publish(topic, [message('a', 1), message('a', 2)]);
      const asked = new Map<number, number>();
      const from = async (_topic: string, partition: number): Promise<undefined> => {
        asked.set(partition, (asked.get(partition) ?? 0) + 1);
        if (asked.get(partition) === 1) throw new Unavailable('not now');
      };
      const handler = async (batch: Batch) => void handled.push(...messagesOf(batch).map((one) => one.data['n']));
      const consumption = await log.consume(fresh(), [topic], handler, { from });
      await eventually(() => expect(handled).toEqual([1, 2]), 20_000);
      await consumption[Symbol.asyncDispose]();
    }, 30_000);

    it('a failing partition does not hold up the others', async () => {
      const topic = fresh();
      const { log } = opened();
      const keys = Array.from({ length: 32 }, (_, n) => `k${String(n)}`);
      await log.publish(
        topic,
        keys.map((key, n) => message(key, n)),
      );
      const partitions = await log.ends(topic);
      const others = new Set<number>();
      const consumption = await log.consume(fresh(), [topic], async (batch) => {
        if (batch.partition === Math.min(...partitions.keys())) throw new Error('always');
        others.add(batch.partition);
      });
      await eventually(() => expect(others.size).toBe(partitions.size - 1));
      await consumption[Symbol.asyncDispose]();
    });

    it('commits only after the handler resolved: what it threw on comes to the next consumer of the group', async () => {
      const [topic, group] = [fresh(), fresh()];
      const { log } = opened();
      await log.publish(topic, [message('a', 1), message('a', 2), message('a', 3)]);
      let failed = 0;
      const failing = await log.consume(
        group,
        [topic],
        async (batch) => {
          if (messagesOf(batch)[0]?.data['n'] === 1) return;
          failed += 1;
          throw new Error('not now');
        },
        { limit: 1 },
      );
      await eventually(() => expect(failed).toBeGreaterThan(0));
      await failing[Symbol.asyncDispose]();
      const next = await collect(log, group, [topic]);
      await eventually(() => expect(next.seen.map((one) => one.data['n'])).toEqual([2, 3]));
      await next.consumption[Symbol.asyncDispose]();
    });

    it('starts where `from` says: after an offset, at the first message, or where the group stopped', async () => {
      const [topic, group] = [fresh(), fresh()];
      const { log } = opened();
      await log.publish(
        topic,
        [1, 2, 3, 4].map((n) => message('a', n)),
      );
      const first = await collect(log, group, [topic], { limit: 1 });
      await eventually(() => expect(first.seen).toHaveLength(4));
      await first.consumption[Symbol.asyncDispose]();
      await log.publish(topic, [message('a', 5)]);
      const second = first.batches.flatMap((batch) => batch.items)[1]?.offset;
      const starting = async (from: string | undefined): Promise<unknown[]> => {
        const { consumption, seen } = await collect(log, from === 'committed' ? group : fresh(), [topic], {
          from: async () => from,
        });
        await eventually(() => expect(seen.at(-1)?.data['n']).toBe(5));
        await consumption[Symbol.asyncDispose]();
        return seen.map((one) => one.data['n']);
      };
      expect(await starting(second)).toEqual([3, 4, 5]);
      expect(await starting(undefined)).toEqual([1, 2, 3, 4, 5]);
      expect(await starting('committed')).toEqual([5]);
    });

    it('hands over bytes that are no message, with the reason, and goes on', async () => {
      const topic = fresh();
      const { log, inject } = opened();
      const odd = ['{"half":', '"a text"', '{"no":"envelope"}', '[1]', ''];
      for (const bytes of odd) await inject(topic, bytes);
      await log.publish(topic, [message('a', 1)]);
      const malformed: Malformed[] = [];
      const fine: unknown[] = [];
      const consumption = await log.consume(fresh(), [topic], async ({ items }) => {
        for (const item of items) {
          if ('malformed' in item) malformed.push(item);
          else fine.push(item.message);
        }
      });
      await eventually(() => expect([malformed.length, fine.length]).toEqual([odd.length, 1]));
      expect(malformed.map((item) => item.bytes).sort()).toEqual([...odd].sort());
      for (const item of malformed) expect(item.malformed).not.toBe('');
      await consumption[Symbol.asyncDispose]();
    });

    it('keeps integers exact: numbers up to 2^53-1, strings of digits beyond', async () => {
      const topic = fresh();
      const { log, encode, inject } = opened();
      const given = {
        large: 9007199254740991,
        small: -9007199254740991,
        fraction: 0.1234567890123456,
        text: '90071992547409931',
      };
      await log.publish(topic, [{ ...message('a', 1), data: given }]);
      const bytes = encode({ ...message('a', 2), data: { larger: 11, less: -12, list: [13] } });
      const digits = bytes.replace(/:11\b/, ':9007199254740993').replace(/-12\b/, '-123456789012345678901').replace('[13]', '[9007199254740992]'); // prettier-ignore
      await inject(topic, digits);
      const { consumption, seen } = await collect(log, fresh(), [topic]);
      await eventually(() => expect(seen).toHaveLength(2));
      expect(seen.map((one) => one.data)).toContainEqual(given);
      expect(seen.map((one) => one.data)).toContainEqual({
        larger: '9007199254740993',
        less: '-123456789012345678901',
        list: ['9007199254740992'],
      });
      await consumption[Symbol.asyncDispose]();
    });

    it('stops when disposed: tells the handler, waits for it, gives nothing more', async () => {
      const [topic, group] = [fresh(), fresh()];
      const { log } = opened();
      await log.publish(topic, [message('a', 1)]);
      const told: string[] = [];
      const consumption = await log.consume(group, [topic], async (batch, { signal, heartbeat }) => {
        await heartbeat();
        told.push(`began ${String(batch.items.length)}`);
        if (!signal.aborted)
          await new Promise<void>((done) => signal.addEventListener('abort', () => setTimeout(done, 5)));
        told.push('ended');
      });
      await eventually(() => expect(told).toEqual(['began 1']));
      await consumption[Symbol.asyncDispose]();
      expect(told).toEqual(['began 1', 'ended']);
      await log.publish(topic, [message('a', 2)]);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(told).toEqual(['began 1', 'ended']);
    });

    it('gives a partition to one consumer of a group at a time; the other takes over', async () => {
      const [topic, group] = [fresh(), fresh()];
      const { log } = opened();
      const one = await collect(log, group, [topic]);
      const other = await collect(log, group, [topic]);
      await log.publish(topic, [message('a', 1), message('b', 2)]);
      await eventually(() => expect([...one.seen, ...other.seen].map((m) => m.key).sort()).toEqual(['a', 'b']));
      await one.consumption[Symbol.asyncDispose]();
      await log.publish(topic, [message('a', 3), message('b', 4)]);
      await eventually(() => expect(other.seen.map((m) => m.data['n'])).toEqual(expect.arrayContaining([3, 4])));
      await other.consumption[Symbol.asyncDispose]();
      expect([...one.seen, ...other.seen]).toHaveLength(4);
    });
  });
