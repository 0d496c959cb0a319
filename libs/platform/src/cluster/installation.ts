import type {
  Append,
  Appended,
  Batch,
  EventStore,
  MessageLog,
  MovedEvent,
  Position,
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

/** A store that may be asked to look only at streams whose names begin so. */
type Shared = EventStore & {
  readAll(after: Position | undefined, limit: number, prefix?: string): Promise<readonly StoredEvent[]>;
};

/** One installation's part of an event store. */
export function eventsOf(installation: string, store: Shared): EventStore {
  const prefix = before(installation);
  if (prefix === '') return store;
  const own = (event: StoredEvent): StoredEvent => ({ ...event, stream: event.stream.slice(prefix.length) });
  const answered = (answer: Appended | RevisionConflict): Appended | RevisionConflict =>
    answer instanceof Conflict
      ? new Conflict(answer.stream.slice(prefix.length), answer.expected, answer.actual)
      : answer;
  const told = async <Answer>(asked: Promise<Answer>): Promise<Answer> => {
    try {
      return await asked;
    } catch (error) {
      throw error instanceof Conflict ? answered(error) : error;
    }
  };
  return {
    read: async (stream, after) => (await store.read(prefix + stream, after)).map(own),
    append: (stream, expected, events) => told(store.append(prefix + stream, expected, events)),
    async readAll(after, limit) {
      const facts: StoredEvent[] = [];
      for (let from = after; ;) {
        const page = await store.readAll(from, limit, prefix);
        facts.push(...page.filter(({ stream }) => stream.startsWith(prefix)).map(own));
        if (page.length < limit || facts.length >= limit) return facts.slice(0, limit);
        from = page.at(-1)?.position;
      }
    },
    moveIn: (facts: readonly MovedEvent[]) =>
      told(store.moveIn(facts.map((fact) => ({ ...fact, stream: prefix + fact.stream })))),
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
