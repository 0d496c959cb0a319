import { randomUUID } from 'node:crypto';
import { encodeMessage, type MessageLog } from '@pcrm/event-sourcing';
import type { OpenedLog } from '@pcrm/event-sourcing/testing';
import { kafkaClient } from '../../src/cluster/kafka.client.js';
import { KafkaMessageLog, type KafkaLogOptions } from '../../src/cluster/kafka.message-log.js';
import type { KafkaTopic } from '../../src/cluster/kafka.topics.js';

/** Timings that let a spec see soon what otherwise takes a while. */
export const QUICK = { retry: 5, session: 3_000, heartbeat: 250, fetchWait: 50, look: 100 };

export const topicOf = (name: string, partitions: number, replication = 1): KafkaTopic => ({
  name,
  partitions,
  replication,
  minInSync: Math.max(1, replication - 1),
  retentionMs: 'forever',
});

/** A name that no run has used before: the brokers may be somebody's own, and remember. */
export const unused = (name: string): string => `${name}-${randomUUID().slice(0, 8)}`;

/**
 * A Kafka log for contract suites: whatever topic is written to is made first, as the command would have done it, and names
 * are this run's own.
 */
export async function kafkaOfARun(
  brokers: string,
  partitions: number,
  options: Partial<KafkaLogOptions> = {},
): Promise<OpenedLog> {
  const kafka = new KafkaMessageLog({ brokers: brokers.split(','), timings: QUICK, ...options });
  const injecting = kafkaClient({ brokers: brokers.split(',') }, 5).producer();
  await injecting.connect();
  const run = `${randomUUID().slice(0, 8)}.`;
  const made = new Map<string, Promise<unknown>>();
  const make = async (topic: string): Promise<void> => {
    if (!made.has(topic)) made.set(topic, kafka.createTopics([topicOf(run + topic, partitions)]));
    await made.get(topic);
  };
  const log: MessageLog = {
    async publish(topic, messages) {
      await make(topic);
      await kafka.publish(run + topic, messages);
    },
    consume(group, topics, handler, { limit, from } = {}) {
      const ours = (topic: string): string => topic.slice(run.length);
      return kafka.consume(
        run + group,
        topics.map((topic) => run + topic),
        (batch, control) => handler({ ...batch, topic: ours(batch.topic) }, control),
        {
          ...(limit !== undefined && { limit }),
          ...(from && { from: (topic, partition) => from(ours(topic), partition) }),
        },
      );
    },
    ends: (topic) => kafka.ends(run + topic),
    async [Symbol.asyncDispose]() {
      await injecting.disconnect();
      await kafka[Symbol.asyncDispose]();
    },
  };
  const inject = async (topic: string, bytes: string): Promise<void> => {
    await make(topic);
    await injecting.send({ topic: run + topic, messages: [{ value: bytes, partition: 0 }] });
  };
  return { log, encode: encodeMessage, inject };
}
