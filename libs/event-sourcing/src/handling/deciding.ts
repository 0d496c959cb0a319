import type { Aggregate } from '../aggregate.js';
import { isSameCommand, type Fact, type JsonObject, type Metadata, type NewEvent } from '../fact.js';
import { asError, Refusal, RevisionConflict } from '../failures.js';
import { eventId } from '../ids.js';
import type { Item, Outcome } from '../service.js';
import { fold, type Folded } from './folded.js';
import { traced } from './traced.js';

/** What deciding one item came to, before anything is written. */
export type Verdict<Event extends Fact> =
  | { readonly kind: 'facts'; readonly events: readonly Event[]; readonly revision: number }
  | { readonly kind: 'nothing'; readonly revision: number }
  | { readonly kind: 'failed'; readonly error: Error }
  | { readonly kind: 'known'; readonly outcome: Outcome<Event> }
  /** The same command id stood earlier in this turn. */
  | { readonly kind: 'same'; readonly as: number };

/** Items of one stream decided one after the other, each seeing what the ones before it decided. */
export type Turn<Event extends Fact> = {
  readonly expected: number;
  readonly verdicts: readonly Verdict<Event>[];
  readonly news: readonly NewEvent[];
  /** How many of the news are folded into the state already: not zero means that the state must not outlive a failed append. */
  readonly folded: number;
};

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each item carries its own command type
type Items<State, Event extends Fact> = readonly Item<any, State, Event>[];

/** Decides items in turn. Only what a later item must see is folded in; throws when `evolve` does. */
export function decideInTurn<State, Event extends Fact>(
  aggregate: Aggregate<State, Event>,
  state: Folded<State>,
  items: Items<State, Event>,
  known: ReadonlyMap<Metadata, Outcome<Event> | Refusal>,
): Turn<Event> {
  const expected = state.revision;
  const news: NewEvent[] = [];
  const firstWith = new Map<string, number>();
  let folded = 0;
  const verdicts = items.map((item, index): Verdict<Event> => {
    const { commandId } = item.metadata;
    const outcome = known.get(item.metadata);
    if (outcome) return outcome instanceof Refusal ? failed(outcome) : { kind: 'known', outcome };
    const same = firstWith.get(commandId);
    if (same !== undefined) {
      const isSame = isSameCommand((items[same] as typeof item).metadata, item.metadata);
      return isSame ? { kind: 'same', as: same } : failed(new Refusal('command.id-reused'));
    }
    for (; folded < news.length; folded++) foldNew(aggregate, state, news[folded] as NewEvent);
    const verdict = decideOne(state, item);
    if (verdict.kind !== 'facts') return verdict;
    firstWith.set(commandId, index);
    verdict.events.forEach((fact, n) => news.push(toNew(aggregate, state.stream, fact, { item, n })));
    return verdict;
  });
  return { expected, verdicts, news, folded };
}

/** Folds what was written just now, as it would be read back: the data is a copy, so nobody else holds a part of the state. */
export function foldNew<State, Event extends Fact>(
  aggregate: Aggregate<State, Event>,
  state: Folded<State>,
  { type, data, metadata }: NewEvent,
): void {
  const copy = JSON.parse(JSON.stringify(data)) as JsonObject;
  fold(aggregate, state, { type, data: copy } as Fact as Event, metadata.commandId);
}

const failed = (error: Error) => ({ kind: 'failed', error }) as const;

function decideOne<State, Event extends Fact>(
  { state, stream, revision }: Folded<State>,
  item: Items<State, Event>[number],
): Verdict<Event> {
  if (item.ifRevision !== undefined && item.ifRevision !== revision)
    return failed(new RevisionConflict(stream, item.ifRevision, revision));
  try {
    const events = item.decide(item.command, state);
    return events.length === 0
      ? { kind: 'nothing', revision }
      : { kind: 'facts', events, revision: revision + events.length };
  } catch (error) {
    return failed(asError(error));
  }
}

function toNew<State, Event extends Fact>(
  aggregate: Aggregate<State, Event>,
  stream: string,
  fact: Event,
  { item, n }: { readonly item: Items<State, Event>[number]; readonly n: number },
): NewEvent {
  const version = aggregate.schemas?.[fact.type as Event['type']]?.version ?? 1;
  const { metadata } = item;
  return {
    id: eventId(metadata.commandId, n, stream),
    type: fact.type,
    version,
    data: fact.data as JsonObject,
    metadata: traced(metadata),
  };
}
