import type {
  Append,
  Appended,
  Batch,
  EventStore,
  MessageLog,
  RevisionConflict,
  StoredEvent,
} from '@pcrm/event-sourcing';
import { RevisionConflict as Conflict } from '@pcrm/event-sourcing';

/**
 * Several installations may share one set of servers: each puts its name before its streams, topics and groups. The name consists
 * of small letters and digits; without one nothing is put before.
 */
const before = (installation: string): string => (installation === '' ? '' : `${installation}.`);

/** A topic as the servers know it. */
export const topicName = (installation: string, topic: string): string => before(installation) + topic;

/** One installation's part of a message log. */
export function logOf(installation: string, log: MessageLog): MessageLog {
  const prefix = before(installation);
  if (prefix === '') return log;
  const own = (batch: Batch): Batch => ({ ...batch, topic: batch.topic.slice(prefix.length) });
  return {
    publish: (topic, messages) => log.publish(prefix + topic, messages),
    ends: (topic) => log.ends(prefix + topic),
    consume: (group, topics, handler, { from, ...options } = {}) =>
      log.consume(
        prefix + group,
        topics.map((topic) => prefix + topic),
        (batch, control) => handler(own(batch), control),
        { ...options, ...(from && { from: (topic, partition) => from(topic.slice(prefix.length), partition) }) },
      ),
    [Symbol.asyncDispose]: () => log[Symbol.asyncDispose](),
  };
}

/** One installation's part of an event store. */
export function eventsOf(installation: string, store: EventStore): EventStore {
  const prefix = before(installation);
  if (prefix === '') return store;
  const own = (event: StoredEvent): StoredEvent => ({ ...event, stream: event.stream.slice(prefix.length) });
  const answered = (answer: Appended | RevisionConflict): Appended | RevisionConflict =>
    answer instanceof Conflict
      ? new Conflict(answer.stream.slice(prefix.length), answer.expected, answer.actual)
      : answer;
  return {
    read: async (stream, after) => (await store.read(prefix + stream, after)).map(own),
    async append(stream, expected, events) {
      try {
        return await store.append(prefix + stream, expected, events);
      } catch (error) {
        throw error instanceof Conflict ? answered(error) : error;
      }
    },
    async appendMany(appends: readonly Append[]) {
      const there = appends.map((append) => ({ ...append, stream: prefix + append.stream }));
      return (await store.appendMany(there)).map(answered);
    },
    async *subscribe(categories, after, options) {
      const there = categories.map((category) => prefix + category);
      for await (const events of store.subscribe(there, after, options)) yield events.map(own);
    },
    head: () => store.head(),
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}
