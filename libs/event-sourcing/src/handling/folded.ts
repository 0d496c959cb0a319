import type { Aggregate } from '../aggregate.js';
import type { Fact } from '../fact.js';

/** A command that wrote here: the end of its id, and how many facts. Consecutive ones tile the end of the stream. */
export type KnownCommand = { readonly tag: string; count: number };

/** A folded state and what must be known about it besides. */
export type Folded<State> = {
  readonly id: string;
  readonly stream: string;
  state: State;
  revision: number;
  /** The newest commands, oldest first. */
  readonly commands: KnownCommand[];
  /** Whose personal data is in it; `null` for several persons. */
  subject: string | null | undefined;
  /** `fresh`: read from the stream just now. `own`: nobody else wrote, as far as this process knows. `guess`: a snapshot, unchecked. */
  trust: 'fresh' | 'own' | 'guess';
  /** Revision of its snapshot, and version of the row that holds it (undefined: not known). */
  saved: number;
  row: number | undefined;
  /** In how many pieces the snapshot is kept; 0: whole, or there is none. */
  pieces: number;
};

/** How many command ids a stream remembers, unless its aggregate says otherwise. */
const REMEMBERED = 200;
const TAG = 12;
const tagOf = (commandId: string): string => commandId.slice(-TAG);

/** A state nothing has happened to. */
export const unwritten = <State>(aggregate: Aggregate<State, never>, id: string): Folded<State> => ({
  id,
  stream: `${aggregate.name}-${id}`,
  state: aggregate.initial(),
  revision: -1,
  commands: [],
  subject: undefined,
  trust: 'guess',
  saved: -1,
  row: undefined,
  pieces: 0,
});

/** Folds one fact in. Should `evolve` throw, the state must not be used any more. */
export function fold<State, Event extends Fact>(
  aggregate: Aggregate<State, Event>,
  folded: Folded<State>,
  fact: Event,
  commandId: string,
): void {
  folded.state = aggregate.evolve(folded.state, fact);
  folded.revision += 1;
  const personal = aggregate.schemas?.[fact.type as Event['type']]?.personal;
  if (personal) noteSubject(folded, (fact.data as Record<string, unknown>)[personal.subject]);
  const newest = folded.commands.at(-1);
  if (newest?.tag === tagOf(commandId)) newest.count += 1;
  else folded.commands.push({ tag: tagOf(commandId), count: 1 });
  const { remembers = REMEMBERED } = aggregate;
  if (folded.commands.length > remembers) folded.commands.splice(0, folded.commands.length - remembers);
}

function noteSubject(folded: Folded<unknown>, subject: unknown): void {
  if (folded.subject === undefined) folded.subject = String(subject);
  else if (folded.subject !== subject) folded.subject = null;
}

/** First and last revisions of the facts that a command with this id may have written here, newest first. */
export function placesOf(folded: Folded<unknown>, commandId: string): readonly { first: number; last: number }[] {
  const tag = tagOf(commandId);
  const places: { first: number; last: number }[] = [];
  let last = folded.revision;
  for (let n = folded.commands.length - 1; n >= 0; n--) {
    const known = folded.commands[n] as KnownCommand;
    if (known.tag === tag) places.push({ first: last - known.count + 1, last });
    last -= known.count;
  }
  return places;
}
