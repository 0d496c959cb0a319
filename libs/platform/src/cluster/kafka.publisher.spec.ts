import type { Producer, ProducerRecord } from 'kafkajs';
import { Unavailable } from '@pcrm/event-sourcing';
import { partitionOf } from './kafka.partitioner.js';
import { KafkaPublisher } from './kafka.publisher.js';

const LIMITS = { maxWaitingBytes: 10_000, patienceMs: 1_000 };
const entry = (key: string, n: number, size = 10) => ({ key, value: String(n).padEnd(size, '.') });
const broken = (type: string): Error => Object.assign(new Error(type), { name: 'KafkaJSProtocolError', type });

/** A producer whose requests are seen and answered by the spec. */
function opened(limits = LIMITS) {
  const requests: { record: ProducerRecord; answer: PromiseWithResolvers<void> }[] = [];
  const send = async (record: ProducerRecord) => {
    const answer = Promise.withResolvers<void>();
    requests.push({ record, answer });
    await answer.promise;
    return [{ topicName: record.topic, partition: record.messages[0]?.partition ?? 0, errorCode: 0 }];
  };
  const publisher = new KafkaPublisher(async () => ({ send }) as unknown as Producer, limits);
  return { publisher, requests };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));
const numbers = ({ messages }: ProducerRecord): number[] => messages.map(({ value }) => Number.parseInt(String(value)));

describe('writing to Kafka', () => {
  it('waits for all copies, and each request is about one partition', async () => {
    const { publisher, requests } = opened();
    const entries = Array.from({ length: 12 }, (_, n) => entry(`k${String(n)}`, n));
    const written = publisher.publish('t', 6, entries);
    await turn();
    for (const { record, answer } of requests) {
      expect(record.acks).toBe(-1);
      expect(new Set(record.messages.map(({ partition }) => partition)).size).toBe(1);
      for (const { key, partition } of record.messages) expect(partition).toBe(partitionOf(String(key), 6));
      answer.resolve();
    }
    await written;
    expect(requests.flatMap(({ record }) => numbers(record)).toSorted((a, b) => a - b)).toEqual(
      entries.map((_, n) => n),
    );
  });

  it('has one request of a partition under way at a time; the next one takes along what came meanwhile, in order', async () => {
    const { publisher, requests } = opened();
    const written = [1, 2, 3, 4].map((n) => publisher.publish('t', 1, [entry('a', n)]));
    await turn();
    expect(requests.map(({ record }) => numbers(record))).toEqual([[1]]);
    requests[0]?.answer.resolve();
    await written[0];
    await turn();
    expect(requests.map(({ record }) => numbers(record))).toEqual([[1], [2, 3, 4]]);
    requests[1]?.answer.resolve();
    await Promise.all(written);
  });

  it('cuts what is more than a request may hold', async () => {
    const { publisher, requests } = opened();
    const written = publisher.publish('t', 1, [entry('a', 1, 500_000), entry('a', 2, 500_000), entry('a', 3, 10)]);
    await turn();
    requests[0]?.answer.resolve();
    await turn();
    expect(requests.map(({ record }) => numbers(record))).toEqual([[1], [2, 3]]);
    requests[1]?.answer.resolve();
    await written;
  });

  it('fails as unavailable when brokers fail, and what waited behind fails too: it must not overtake', async () => {
    const { publisher, requests } = opened();
    const written = [1, 2].map((n) => publisher.publish('t', 1, [entry('a', n)]));
    const both = Promise.allSettled(written);
    await turn();
    requests[0]?.answer.reject(broken('NOT_ENOUGH_REPLICAS'));
    for (const result of await both) {
      expect(result).toMatchObject({ status: 'rejected' });
      expect((result as PromiseRejectedResult).reason).toBeInstanceOf(Unavailable);
    }
    expect(requests).toHaveLength(1);
    const again = publisher.publish('t', 1, [entry('a', 1)]);
    await turn();
    requests[1]?.answer.resolve();
    await again;
  });

  it('says what no second attempt mends as it is', async () => {
    const { publisher, requests } = opened();
    const written = publisher.publish('t', 1, [entry('a', 1)]);
    const failed = expect(written).rejects.not.toBeInstanceOf(Unavailable);
    await turn();
    requests[0]?.answer.reject(broken('MESSAGE_TOO_LARGE'));
    await failed;
  });

  it('does not believe a request that no broker has confirmed', async () => {
    const publisher = new KafkaPublisher(async () => ({ send: async () => [] }) as unknown as Producer, LIMITS);
    await expect(publisher.publish('t', 1, [entry('a', 1)])).rejects.toBeInstanceOf(Unavailable);
  });

  it('lets only so much wait, and takes it again when there is room', async () => {
    const { publisher, requests } = opened();
    const first = publisher.publish('t', 1, [entry('a', 1, 8_000)]);
    await expect(publisher.publish('t', 1, [entry('a', 2, 8_000)])).rejects.toBeInstanceOf(Unavailable);
    await turn();
    requests[0]?.answer.resolve();
    await first;
    const second = publisher.publish('t', 1, [entry('a', 2, 8_000)]);
    await turn();
    requests[1]?.answer.resolve();
    await second;
  });

  it('gives up what waits too long', async () => {
    const { publisher } = opened({ ...LIMITS, patienceMs: 10 });
    await expect(publisher.publish('t', 1, [entry('a', 1)])).rejects.toBeInstanceOf(Unavailable);
  });
});
