import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../eventually.js';
import type { AnyMessage } from '../message.js';
import { messageLogFailuresContract } from './message-log.failures.contract.js';
import { collect, fresh, message, messagesOf, type OpenedLog } from './message-log.examples.js';
import type { MessageLog } from './message-log.js';

const ofKey = (messages: readonly AnyMessage[], key: string): unknown[] =>
  messages.filter((one) => one.key === key).map((one) => one.data['n']);

/** What every MessageLog promises. An adapter is finished when this passes. */
export const messageLogContract = (adapter: string, open: () => Promise<OpenedLog>): void =>
  describe(`${adapter} as a MessageLog`, () => {
    let opened: OpenedLog;
    let log: MessageLog;
    beforeAll(async () => {
      opened = await open();
      log = opened.log;
    });
    afterAll(async () => await log[Symbol.asyncDispose]());

    it('gives back whole what was published', async () => {
      const topic = fresh();
      const rich: AnyMessage = {
        ...message('王小明 𠮷', 1),
        metadata: {
          ...message('', 1).metadata,
          traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
        },
        data: { text: '"\\\n\u2028', list: [1, null, true, -1.5], deep: { a: {} } },
      };
      await log.publish(topic, [rich]);
      const { consumption, seen } = await collect(log, fresh(), [topic]);
      await eventually(() => expect(seen).toEqual([rich]));
      await consumption[Symbol.asyncDispose]();
    });

    it('keeps the order of a key, over several publications', async () => {
      const topic = fresh();
      const keys = ['a', 'b', 'c', 'd', 'e'];
      for (let n = 0; n < 40; n += 2)
        await log.publish(topic, keys.flatMap((key) => [message(key, n), message(key, n + 1)])); // prettier-ignore
      const { consumption, seen } = await collect(log, fresh(), [topic], { limit: 7 });
      await eventually(() => expect(seen).toHaveLength(200));
      for (const key of keys) expect(ofKey(seen, key)).toEqual(Array.from({ length: 40 }, (_, n) => n));
      await consumption[Symbol.asyncDispose]();
    });

    it('keeps a key in one partition, gives offsets in order, and batches up to the limit', async () => {
      const topic = fresh();
      await log.publish(
        topic,
        Array.from({ length: 50 }, (_, n) => message(`k${String(n % 5)}`, n)),
      );
      const { consumption, batches, seen } = await collect(log, fresh(), [topic], { limit: 4 });
      await eventually(() => expect(seen).toHaveLength(50));
      const partitionOf = new Map<string, Set<number>>();
      const offsets = new Map<number, string[]>();
      for (const batch of batches) {
        expect(batch.topic).toBe(topic);
        expect(batch.items.length).toBeLessThanOrEqual(4);
        for (const one of messagesOf(batch))
          partitionOf.set(one.key, (partitionOf.get(one.key) ?? new Set()).add(batch.partition));
        offsets.set(batch.partition, [...(offsets.get(batch.partition) ?? []), ...batch.items.map((i) => i.offset)]);
      }
      for (const partitions of partitionOf.values()) expect(partitions.size).toBe(1);
      for (const list of offsets.values()) expect(list).toEqual([...new Set(list)].sort());
      expect(new Map([...offsets].map(([partition, list]) => [partition, list.at(-1)]))).toEqual(await log.ends(topic));
      await consumption[Symbol.asyncDispose]();
    });

    it('may leave out messages of types that nobody wants, and tells where they stand', async () => {
      const topic = fresh();
      const wanted = (type: string): boolean => type === 'Wanted';
      const all = Array.from({ length: 30 }, (_, n) => ({
        ...message(`k${String(n % 5)}`, n),
        type: n % 3 === 0 && n < 20 ? 'Wanted' : 'Unwanted',
      }));
      await log.publish(topic, all);
      const { consumption, batches, seen } = await collect(log, fresh(), [topic], { limit: 4, wanted });
      const told = () =>
        batches.flatMap(({ partition, items, passed }) => [
          ...items.map(({ offset }) => ({ partition, offset, count: 1 })),
          ...(passed ? [{ partition, offset: passed.last, count: passed.count }] : []),
        ]);
      await eventually(() => expect(told().reduce((sum, { count }) => sum + count, 0)).toBe(30));
      const named = (type: string) => all.filter((one) => one.type === type).map(({ data }) => data['n']);
      const given = seen.map(({ data }) => data['n'] as number);
      expect(given.filter((n) => named('Wanted').includes(n)).toSorted((a, b) => a - b)).toEqual(named('Wanted'));
      const last = new Map<number, string>();
      for (const { partition, offset } of told()) if ((last.get(partition) ?? '') < offset) last.set(partition, offset);
      expect(last).toEqual(await log.ends(topic));
      const positions = [
        ...seen.map(({ position }) => position),
        ...batches.flatMap(({ passed }) => [...(passed?.positions.values() ?? [])]),
      ];
      expect(positions.toSorted().at(-1)).toBe(all.at(-1)?.position);
      await eventually(async () => expect(await consumption.lag()).toBe(0));
      await consumption[Symbol.asyncDispose]();
    });

    it('starts a new group at the first message, and gives it what comes later', async () => {
      const topic = fresh();
      await log.publish(topic, [message('a', 1), message('a', 2)]);
      const { consumption, seen } = await collect(log, fresh(), [topic]);
      await eventually(() => expect(ofKey(seen, 'a')).toEqual([1, 2]));
      await log.publish(topic, [message('a', 3)]);
      await eventually(() => expect(ofKey(seen, 'a')).toEqual([1, 2, 3]));
      await consumption[Symbol.asyncDispose]();
    });

    it('gives every group everything, and reads several topics', async () => {
      const [one, other] = [fresh(), fresh()];
      await log.publish(one, [message('a', 1)]);
      await log.publish(other, [message('b', 2)]);
      const both = await Promise.all([collect(log, fresh(), [one, other]), collect(log, fresh(), [one, other])]);
      for (const { seen } of both) await eventually(() => expect(seen.map((m) => m.key).sort()).toEqual(['a', 'b']));
      for (const { consumption } of both) await consumption[Symbol.asyncDispose]();
    });

    it('goes on where the group stopped', async () => {
      const [topic, group] = [fresh(), fresh()];
      await log.publish(topic, [message('a', 1), message('b', 2)]);
      const before = await collect(log, group, [topic]);
      await eventually(() => expect(before.seen).toHaveLength(2));
      await before.consumption[Symbol.asyncDispose]();
      await log.publish(topic, [message('a', 3), message('b', 4)]);
      const after = await collect(log, group, [topic]);
      await eventually(() => expect(after.seen.map((m) => m.data['n']).sort()).toEqual([3, 4]));
      await after.consumption[Symbol.asyncDispose]();
    });

    it('reads a topic that does not exist yet once it does', async () => {
      const topic = fresh();
      expect(await log.ends(topic)).toEqual(new Map());
      const { consumption, seen } = await collect(log, fresh(), [topic]);
      await log.publish(topic, [message('a', 1)]);
      await eventually(() => expect(seen).toHaveLength(1));
      await consumption[Symbol.asyncDispose]();
    });

    it('says when nothing waits behind a batch, and how much does', async () => {
      const topic = fresh();
      await log.publish(
        topic,
        Array.from({ length: 10 }, (_, n) => message('a', n)),
      );
      const { consumption, batches, seen } = await collect(log, fresh(), [topic], { limit: 4 });
      await eventually(() => expect(seen).toHaveLength(10));
      const filled = batches.filter((batch) => batch.items.length > 0);
      expect(filled.map((batch) => batch.caughtUp).slice(0, -1)).not.toContain(true);
      expect(filled.at(-1)?.caughtUp).toBe(true);
      await eventually(async () => expect(await consumption.lag()).toBe(0));
      expect(consumption.lastProgress()).toBeGreaterThan(0);
      await consumption[Symbol.asyncDispose]();
    });

    messageLogFailuresContract(() => opened);
  });
