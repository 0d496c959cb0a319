import {
  Spans,
  type Append,
  type EventStore,
  type MessageLog,
  type NewEvent,
  type Tracing,
} from '@pcrm/event-sourcing';

/** An event store that tells of what is appended; facts then carry the context of their append. */
export function tracedEvents(events: EventStore, tracing: Tracing | undefined): EventStore {
  if (!tracing) return events;
  const traced = async <Answer>(
    appends: readonly Append[],
    write: (appends: readonly Append[]) => Promise<Answer>,
  ): Promise<Answer> => {
    const facts = appends.flatMap((append) => append.events);
    const noun = nounOf(appends[0]?.stream ?? '');
    const spans = beginAppend(tracing, facts, noun);
    return await (spans ? spans.around(() => write(appends.map((append) => asOf(spans, append)))) : write(appends));
  };
  return {
    read: (stream, after) => events.read(stream, after),
    append: (stream, expected, facts) =>
      traced([{ stream, expected, events: facts }], ([append]) =>
        events.append(stream, expected, append?.events ?? facts),
      ),
    appendMany: (appends) => traced(appends, (there) => events.appendMany(there)),
    subscribe: (categories, after, options) => events.subscribe(categories, after, options),
    readAll: (after, limit) => events.readAll(after, limit),
    moveIn: (facts) => events.moveIn(facts),
    head: () => events.head(),
    [Symbol.asyncDispose]: () => events[Symbol.asyncDispose](),
  };
}

const nounOf = (stream: string): string => stream.slice(0, stream.indexOf('-'));

const beginAppend = (tracing: Tracing, facts: readonly NewEvent[], noun: string): Spans | undefined =>
  Spans.begin(
    tracing,
    facts.map(({ metadata }) => metadata),
    ({ count }) => ({
      name: `append ${noun}`,
      start: { attributes: { 'pcrm.stream.category': noun, 'pcrm.facts': count } },
    }),
  );

const asOf = (spans: Spans, append: Append): Append => ({
  ...append,
  events: append.events.map((fact) => ({ ...fact, metadata: spans.under(fact.metadata) })),
});

/** A message log that tells of what is said; messages then carry the context of their saying. */
export const tracedLog = (log: MessageLog, tracing: Tracing | undefined): MessageLog =>
  tracing
    ? {
        async publish(topic, messages) {
          const spans = Spans.begin(
            tracing,
            messages.map(({ metadata }) => metadata),
            ({ count }) => ({
              name: `say ${topic}`,
              start: {
                kind: 'producer',
                attributes: { 'messaging.destination.name': topic, 'pcrm.messages': count },
              },
            }),
          );
          if (!spans) return log.publish(topic, messages);
          const said = messages.map((message) => ({ ...message, metadata: spans.under(message.metadata) }));
          await spans.around(() => log.publish(topic, said));
        },
        consume: (group, topics, handler, options) => log.consume(group, topics, handler, options),
        ends: (topic) => log.ends(topic),
        [Symbol.asyncDispose]: () => log[Symbol.asyncDispose](),
      }
    : log;
