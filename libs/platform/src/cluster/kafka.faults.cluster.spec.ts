import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Unavailable } from '@pcrm/event-sourcing';
import { eventually } from '@pcrm/event-sourcing/testing';
import { type LocalKafka, startKafka } from '../../../../deploy/cluster/local/parts.mjs';
import { counted, load, reading, Seen, sum } from '../../test/cluster/counting.js';
import { QUICK, topicOf, unused } from '../../test/cluster/kafka-of-a-run.js';
import { withBrokersToBreak } from '../../test/cluster/brokers-to-break.js';
import { KafkaMessageLog, type KafkaLogOptions } from './kafka.message-log.js';

const KEYS = Array.from({ length: 60 }, (_, n) => `client-${String(n)}`);
const AWAY_MS = 12_000;
/** For brokers to come back, leaders to be chosen and groups to find their coordinator. */
const PATIENCE_MS = 60_000;

withBrokersToBreak(() => {
  let kafka: LocalKafka;
  const logs: KafkaMessageLog[] = [];
  const open = (options: Partial<KafkaLogOptions> = {}): KafkaMessageLog => {
    const log = new KafkaMessageLog({ brokers: kafka.url.split(','), timings: QUICK, ...options });
    logs.push(log);
    return log;
  };
  const topicWith = async (log: KafkaMessageLog, partitions: number, replication = 1) => {
    const topic = topicOf(unused('clients.events'), partitions, replication);
    await log.createTopics([topic]);
    return [unused('allocation'), topic.name] as const;
  };
  const closed = () => Promise.all(logs.splice(0).map((log) => log[Symbol.asyncDispose]()));
  afterEach(async () => {
    await closed();
    // One that a failed test has left away would fail the next one too.
    for (const broker of kafka.brokers) if (!broker.running()) await broker.restart();
  }, PATIENCE_MS);

  describe('one broker', () => {
    beforeAll(async () => {
      kafka = await startKafka();
    }, PATIENCE_MS * 2);
    afterAll(() => kafka.stop());

    it(
      'killed under load and back after 12 s: nothing is lost, readers go on by themselves, and stood still meanwhile',
      async () => {
        const crashes: Error[] = [];
        const log = open({ onCrash: (error) => crashes.push(error) });
        const at = await topicWith(log, 6);
        const seen = new Seen();
        const consumption = await reading(log, at, seen);
        const loading = load(log, at[1], KEYS);
        await eventually(() => expect(seen.deliveries).toBeGreaterThan(3_000), PATIENCE_MS);
        await kafka.brokers[0]?.kill();
        await pause(1_000);
        const [progress, handled] = [consumption.lastProgress(), seen.deliveries];
        await pause(AWAY_MS - 1_000);
        expect([consumption.lastProgress(), seen.deliveries]).toEqual([progress, handled]);
        expect(await consumption.lag()).toBeUndefined();
        await kafka.brokers[0]?.restart();
        await eventually(() => expect(seen.deliveries).toBeGreaterThan(handled + 3_000), PATIENCE_MS);
        const sent = await loading.end();
        await eventually(() => expect(seen.missing(sent)).toBe(0), PATIENCE_MS);
        expect(seen.outOfOrder).toEqual([]);
        await eventually(async () => expect(await consumption.lag()).toBe(0), PATIENCE_MS);
        expect(consumption.lastProgress()).toBeGreaterThan(progress);
        expect(crashes).toEqual([]);
        report('one broker killed', { acknowledged: sum(sent), cameAgain: seen.again, slowestMs: loading.slowest.ms });
      },
      PATIENCE_MS * 3,
    );

    it(
      'away for longer than writers wait: writing is unavailable, and only so much waits; reading begins when it is back',
      async () => {
        const log = open({ limits: { patienceMs: 1_000, maxWaitingBytes: 100_000 } });
        const at = await topicWith(log, 1);
        await log.publish(at[1], [counted('a', 0)]);
        await kafka.brokers[0]?.kill();
        await expect(log.publish(at[1], [counted('a', 1)])).rejects.toBeInstanceOf(Unavailable);
        const many = Array.from({ length: 50 }, (_, n) =>
          log.publish(
            at[1],
            Array.from({ length: 100 }, () => counted('a', n + 2)),
          ),
        );
        const refused = (await Promise.allSettled(many)).filter(({ status }) => status === 'rejected');
        expect(refused).toHaveLength(many.length);
        const late = new Seen();
        const reader = open();
        await reading(reader, at, late);
        await expect(reader.ends(at[1])).rejects.toBeInstanceOf(Unavailable);
        await kafka.brokers[0]?.restart();
        await eventually(() => expect(late.deliveries).toBeGreaterThan(0), PATIENCE_MS);
        expect(late.outOfOrder).toEqual([]);
      },
      PATIENCE_MS * 2,
    );

    it(
      'gives the batch of a reader that was killed in the middle of it to another member',
      async () => {
        const log = open();
        const at = await topicWith(log, 1);
        await log.publish(at[1], [1, 2, 3].map((_, n) => counted('a', n))); // prettier-ignore
        const script = join(import.meta.dirname, '../../test/cluster/holding-reader.mjs');
        const holding = spawn(process.execPath, [script, kafka.url, ...at], { stdio: ['ignore', 'pipe', 'inherit'] });
        const [printed] = (await once(holding.stdout, 'data')) as [Buffer];
        expect(printed.toString()).toBe('0 1 2\n');
        const seen = new Seen();
        const consumption = await reading(log, at, seen);
        await pause(2_000);
        expect(seen.deliveries).toBe(0);
        holding.kill('SIGKILL');
        await eventually(() => expect([seen.distinct, seen.again]).toEqual([3, 0]), PATIENCE_MS);
        expect(seen.outOfOrder).toEqual([]);
        await eventually(async () => expect(await consumption.lag()).toBe(0));
      },
      PATIENCE_MS,
    );
  });

  describe('three brokers, three copies, two in sync', () => {
    beforeAll(async () => {
      kafka = await startKafka({ brokers: 3 });
    }, PATIENCE_MS * 2);
    afterAll(() => kafka.stop());

    it(
      'go on while one of them is gone and when it is back: nothing is lost, no key out of order',
      async () => {
        const [log, other] = [open(), open()];
        const at = await topicWith(log, 6, 3);
        const seen = new Seen();
        await Promise.all([reading(log, at, seen), reading(other, at, seen)]);
        const loading = load(log, at[1], KEYS);
        await eventually(() => expect(seen.deliveries).toBeGreaterThan(1_500), PATIENCE_MS);
        await kafka.brokers[0]?.kill();
        const before = sum(loading.sent);
        await eventually(() => expect(sum(loading.sent)).toBeGreaterThan(before + 2_000), PATIENCE_MS);
        const during = seen.distinct;
        await eventually(() => expect(seen.distinct).toBeGreaterThan(during + 1_500), PATIENCE_MS);
        await kafka.brokers[0]?.restart();
        const back = sum(loading.sent);
        await eventually(() => expect(sum(loading.sent)).toBeGreaterThan(back + 1_500), PATIENCE_MS);
        const sent = await loading.end();
        await eventually(() => expect(seen.missing(sent)).toBe(0), PATIENCE_MS);
        expect(seen.outOfOrder).toEqual([]);
        report('one of three killed', {
          acknowledged: sum(sent),
          cameAgain: seen.again,
          slowestMs: loading.slowest.ms,
        });
      },
      PATIENCE_MS * 4,
    );
  });
});

/** Figures for people; no test hangs on them. */
const report = (what: string, figures: Readonly<Record<string, number>>): void =>
  void process.stderr.write(
    `${what}: ${JSON.stringify(figures, (_, value: unknown) => (typeof value === 'number' ? Math.round(value) : value))}\n`,
  );
