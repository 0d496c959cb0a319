import { describe, expect, it } from '@jest/globals';
import { type Admin, KafkaJSProtocolError } from 'kafkajs';
import { KnownTopics } from './kafka.known-topics.js';

const failing = (type: string): Error =>
  new KafkaJSProtocolError(Object.assign(new Error(type), { type, code: 6, retriable: true }));

/** A client that answers as told, or fails. */
const asking = (answer: Error | string): Admin =>
  ({
    listTopics: async () => ['clients.events'],
    fetchTopicMetadata: async () => ({ topics: [{ name: 'clients.events', partitions: [{}] }] }),
    fetchTopicOffsets: async () => {
      if (answer instanceof Error) throw answer;
      return [{ partition: 0, offset: answer, high: answer, low: '0' }];
    },
  }) as unknown as Admin;

function offered(...clients: Admin[]) {
  const given = { get: async () => clients[0]!, renew: async () => void clients.shift(), left: () => clients.length };
  return { given, topics: new KnownTopics(given) };
}

describe('the ends of a topic', () => {
  it.each(['NOT_LEADER_FOR_PARTITION', 'LEADER_NOT_AVAILABLE'])(
    'are asked again with a new client when the brokers answer %s: this one would go on asking who led before',
    async (type) => {
      const { topics } = offered(asking(failing(type)), asking('7'));
      expect(await topics.nextOffsets('clients.events')).toEqual(new Map([[0, 7n]]));
    },
  );

  it.each(['TOPIC_AUTHORIZATION_FAILED', 'UNKNOWN_TOPIC_OR_PARTITION'])(
    'are not asked again after %s',
    async (type) => {
      const { given, topics } = offered(asking(failing(type)), asking('7'));
      await expect(topics.nextOffsets('clients.events')).rejects.toMatchObject({ name: 'Unavailable' });
      expect(given.left()).toBe(2);
    },
  );
});
