import { setTimeout as pause } from 'node:timers/promises';
import { PartitionAssigners } from 'kafkajs';
import { eventually } from '@pcrm/event-sourcing/testing';
import { counted, load, reading, Seen } from '../../test/cluster/counting.js';
import { QUICK, topicOf, unused } from '../../test/cluster/kafka-of-a-run.js';
import { withParts } from '../testing/cluster-part.js';
import { kafkaClient } from './kafka.client.js';
import { KafkaMessageLog, type KafkaLogOptions } from './kafka.message-log.js';

const KEYS = Array.from({ length: 24 }, (_, n) => `client-${String(n)}`);
const PATIENCE_MS = 15_000;

withParts(['kafka'], (kafka = '') => {
  describe('members of a group', () => {
    const brokers = kafka.split(',');
    const logs: KafkaMessageLog[] = [];
    const open = (options: Partial<KafkaLogOptions> = {}): KafkaMessageLog => {
      const log = new KafkaMessageLog({ brokers, timings: QUICK, ...options });
      logs.push(log);
      return log;
    };
    const topicWith = async (log: KafkaMessageLog, partitions: number): Promise<readonly [string, string]> => {
      const topic = topicOf(unused('clients.events'), partitions);
      await log.createTopics([topic]);
      return [unused('allocation'), topic.name];
    };
    afterEach(async () => {
      await Promise.all(logs.splice(0).map((log) => log[Symbol.asyncDispose]()));
    });

    it('share the partitions, also while some come and go in the middle of batches: nothing lost, no key out of order', async () => {
      const log = open();
      const at = await topicWith(log, 6);
      const seen = new Seen();
      const work = () => pause(10);
      const loading = load(log, at[1], KEYS, 10);
      const one = await reading(log, at, seen, work);
      await eventually(() => expect(seen.deliveries).toBeGreaterThan(200), PATIENCE_MS);
      const [shareOfTwo, shareOfThree] = [new Set<number>(), new Set<number>()];
      const two = await reading(open(), at, seen, async ({ partition }) => (shareOfTwo.add(partition), work()));
      const three = await reading(open(), at, seen, async ({ partition }) => (shareOfThree.add(partition), work()));
      await eventually(() => {
        expect(shareOfTwo.size).toBeGreaterThanOrEqual(2);
        expect(shareOfThree.size).toBeGreaterThanOrEqual(2);
      }, PATIENCE_MS);
      await one[Symbol.asyncDispose]();
      const soFar = seen.deliveries;
      await eventually(() => expect(seen.deliveries).toBeGreaterThan(soFar + 200), PATIENCE_MS);
      await two[Symbol.asyncDispose]();
      const sent = await loading.end();
      await eventually(() => expect(seen.missing(sent)).toBe(0), PATIENCE_MS);
      expect(seen.outOfOrder).toEqual([]);
      // They leave and join between batches: each one is handled once.
      expect(seen.again).toBe(0);
      await eventually(async () => expect(await three.lag()).toBe(0));
    });

    it('are asked anew where to begin whenever partitions are assigned, before anything of them is handled', async () => {
      const log = open();
      const [group, topic] = await topicWith(log, 4);
      const events: string[] = [];
      const member = (name: string, of: KafkaMessageLog) =>
        of.consume(group, [topic], async ({ partition }) => void events.push(`${name} handles ${String(partition)}`), {
          from: async (_topic, partition) => {
            events.push(`${name} begins ${String(partition)}`);
            await pause(20);
            events.push(`${name} began ${String(partition)}`);
            return 'committed';
          },
        });
      const all = (name: string, what: string) =>
        [0, 1, 2, 3].map((partition) => `${name} ${what} ${String(partition)}`);
      await member('one', log);
      await log.publish(topic, KEYS.map((key) => counted(key, 0))); // prettier-ignore
      await eventually(() => expect(events).toEqual(expect.arrayContaining(all('one', 'handles'))), PATIENCE_MS);
      for (const partition of [0, 1, 2, 3])
        expect(events.indexOf(`one began ${String(partition)}`)).toBeLessThan(
          events.indexOf(`one handles ${String(partition)}`),
        );
      events.length = 0;
      const two = await member('two', open());
      await eventually(() => expect(events.filter((event) => event.includes('began'))).toHaveLength(4), PATIENCE_MS);
      expect(events.filter((event) => event.startsWith('two began'))).toHaveLength(2);
      events.length = 0;
      await two[Symbol.asyncDispose]();
      await eventually(() => expect(events).toEqual(expect.arrayContaining(all('one', 'began'))), PATIENCE_MS);
      expect(events.filter((event) => event.includes('handles'))).toEqual([]);
    });

    it('keep a partition through a batch that takes longer than the session: nobody else is given it, also not who waits', async () => {
      const log = open();
      const at = await topicWith(log, 1);
      await log.publish(at[1], [counted('a', 0)]);
      const seen = new Seen();
      const ended: number[] = [];
      const work = async () => (await pause(QUICK.session * 2), ended.push(seen.deliveries));
      await reading(log, at, seen, work);
      await eventually(() => expect(seen.deliveries).toBe(1), PATIENCE_MS);
      await reading(open(), at, seen);
      await eventually(() => expect(ended).toEqual([1]), PATIENCE_MS);
      await log.publish(at[1], [counted('a', 1)]);
      await eventually(() => expect(seen.distinct).toBe(2), PATIENCE_MS);
      expect(seen.again).toBe(0);
      await eventually(async () => expect(await committed(at)).toEqual([2]), PATIENCE_MS);
    });

    it('lose a partition when they give no sign of life, are seen to stand still, and do not move what the next one commits', async () => {
      const log = open({ timings: { ...QUICK, session: 1_500, stuck: 500 } });
      const at = await topicWith(log, 1);
      await log.publish(at[1], [counted('a', 0), counted('a', 1)]);
      const stuck = Promise.withResolvers<void>();
      const seen = new Seen();
      let told: AbortSignal | undefined;
      const holding = await reading(log, at, seen, (_batch, signal) => ((told = signal), stuck.promise));
      await eventually(() => expect(seen.deliveries).toBe(2), PATIENCE_MS);
      const stoodStill = holding.lastProgress();
      const next = new Seen();
      const other = open();
      await reading(other, at, next);
      await eventually(() => expect(next.deliveries).toBe(2), PATIENCE_MS);
      await other.publish(at[1], [counted('a', 2)]);
      await eventually(() => expect(next.deliveries).toBe(3), PATIENCE_MS);
      expect(holding.lastProgress()).toBe(stoodStill);
      expect(told?.aborted).toBe(false); // it has asked nobody: it cannot know
      stuck.resolve();
      await pause(500);
      await other.publish(at[1], [counted('a', 3)]);
      await eventually(() => expect(next.deliveries + seen.deliveries).toBe(6), PATIENCE_MS);
      await eventually(async () => expect(await committed(at)).toEqual([4]), PATIENCE_MS);
    });

    it('make progress by handling, or by finding nothing to do; not by failing, and not by being connected', async () => {
      const log = open();
      const at = await topicWith(log, 2);
      let fails = true;
      const consumption = await log.consume(at[0], [at[1]], async () => {
        if (fails) throw new Error('not now');
      });
      await pause(1_000);
      const idle = consumption.lastProgress();
      await eventually(() => expect(consumption.lastProgress()).toBeGreaterThan(idle), PATIENCE_MS);
      await log.publish(at[1], [counted('a', 0)]);
      await pause(500);
      const failing = consumption.lastProgress();
      await pause(1_000);
      expect(consumption.lastProgress()).toBe(failing);
      expect(await consumption.lag()).toBe(1);
      fails = false;
      await eventually(() => expect(consumption.lastProgress()).toBeGreaterThan(failing), PATIENCE_MS);
      await eventually(async () => expect(await consumption.lag()).toBe(0));
    });

    it('that have crashed for good say so, and have made no progress ever', async () => {
      const crashes: Error[] = [];
      const log = open({ onCrash: (failure) => crashes.push(failure) });
      const [group, topic] = await topicWith(log, 1);
      const stranger = kafkaClient({ brokers }, 5).consumer({
        groupId: group,
        partitionAssigners: [
          (tools) => ({ ...PartitionAssigners.roundRobin(tools), name: 'Foreign', ...foreign(tools) }),
        ],
      });
      await stranger.connect();
      await stranger.subscribe({ topics: [topic] });
      await stranger.run({ eachBatch: async () => undefined });
      const consumption = await log.consume(group, [topic], async () => undefined);
      await eventually(() => expect(crashes).toHaveLength(1), PATIENCE_MS);
      expect(consumption.lastProgress()).toBe(0);
      await stranger.disconnect();
    });

    const foreign = (tools: Parameters<typeof PartitionAssigners.roundRobin>[0]) => {
      const ours = PartitionAssigners.roundRobin(tools);
      return { protocol: (asked: { topics: string[] }) => ({ ...ours.protocol(asked), name: 'Foreign' }) };
    };
    const committed = async ([group, topic]: readonly [string, string]): Promise<readonly number[]> => {
      const admin = kafkaClient({ brokers }, 5).admin();
      await admin.connect();
      const [found] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
      await admin.disconnect();
      return found?.partitions.map(({ offset }) => Number(offset)) ?? [];
    };
  });
});
