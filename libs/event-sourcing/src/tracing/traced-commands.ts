import type { Decide } from '../aggregate.js';
import type { Fact, Metadata } from '../fact.js';
import { asError, Refusal } from '../failures.js';
import type { CommandHandler, Item, Outcome } from '../service.js';
import { Spans } from './spans.js';
import { isRecorded, under, type SpanEnd, type Tracing } from './tracing.js';

/** A handler that tells of its commands: which noun was asked to decide what, and what it came to; never whom it is about. */
export function tracedCommands<State, Event extends Fact>(
  handler: CommandHandler<State, Event>,
  noun: string,
  tracing: Tracing,
): CommandHandler<State, Event> {
  const handle = async <Command>(
    id: string,
    decide: Decide<Command, State, Event>,
    command: Command,
    ...[metadata, ifRevision]: [metadata: Metadata, ifRevision?: number]
  ): Promise<Outcome<Event>> => {
    if (!isRecorded(metadata.traceparent)) return handler(id, decide, command, metadata, ifRevision);
    const { name, start } = commandSpan(noun, decide, 1);
    const span = tracing.begin(name, { ...start, parent: metadata.traceparent });
    try {
      const outcome = await handler(id, decide, command, under(span, metadata), ifRevision);
      span.end(endOf(outcome));
      return outcome;
    } catch (error) {
      span.end(endOf(asError(error)));
      throw error;
    }
  };

  const many: CommandHandler<State, Event>['many'] = async (items) => {
    const spans = Spans.begin(
      tracing,
      items.map(({ metadata }) => metadata),
      ({ count, first }) => commandSpan(noun, (items[first] as (typeof items)[number]).decide, count),
    );
    if (!spans) return handler.many(items);
    try {
      const outcomes = await handler.many(items.map((item) => ({ ...item, metadata: spans.under(item.metadata) })));
      spans.end(items.length === 1 ? endOf(outcomes[0] as Outcome<Event> | Error) : {});
      return outcomes;
    } catch (error) {
      spans.end({ failure: asError(error) });
      throw error;
    }
  };

  return Object.assign(handle, {
    many,
    read: (id: string) => handler.read(id),
    forget: (id: string) => handler.forget(id),
  });
}

function commandSpan(noun: string, { name }: Item<never, never, Fact>['decide'], commands: number) {
  const command = name === '' ? 'decide' : name;
  return {
    name: `${noun}.${command}`,
    start: { attributes: { 'pcrm.stream.category': noun, 'pcrm.command': command, 'pcrm.commands': commands } },
  };
}

/** A refusal is an answer of the business, no failure of ours. */
function endOf(outcome: Outcome | Error): SpanEnd {
  if (outcome instanceof Refusal) return { attributes: { 'pcrm.outcome': 'refused', 'pcrm.refusal': outcome.code } };
  if (outcome instanceof Error) return { attributes: { 'pcrm.outcome': 'failed' }, failure: outcome };
  const { events, repeated } = outcome;
  const came = repeated ? 'repeated' : events.length === 0 ? 'already so' : 'decided';
  return { attributes: { 'pcrm.outcome': came, 'pcrm.facts': events.length } };
}
