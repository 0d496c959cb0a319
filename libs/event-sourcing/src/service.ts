import type { Aggregate, Decide } from './aggregate.js';
import type { Fact, JsonObject, Metadata, StoredEvent } from './fact.js';
import type { Projection } from './projection.js';
import type { Agenda, Reaction } from './reaction.js';
import type { Schemas } from './upcasting.js';

/** What handling a command came to. A refusal is thrown (`Refusal`), a lost race too (`RevisionConflict`, after 5 retries). */
export type Outcome<Event extends Fact = Fact> = {
  readonly id: string;
  /** Revision of the stream afterwards; -1 when nothing was ever written to it. */
  readonly revision: number;
  /** Position of the last fact written by this command; undefined when it found things already so. */
  readonly position?: string;
  readonly events: readonly Event[];
  /** This command id was known: the first outcome, again. */
  readonly repeated: boolean;
};
export type Item<Command, State, Event extends Fact> = {
  readonly id: string;
  readonly decide: Decide<Command, State, Event>;
  readonly command: Command;
  readonly metadata: Metadata;
  /** From If-Match: refuse with `RevisionConflict` at once when the stream is elsewhere. */
  readonly ifRevision?: number;
};

/** Handles commands for one aggregate: bounded cache → upcast → open → decide → seal → append; a conflict decides again. */
export interface Handler<State, Event extends Fact> {
  <Command>(
    id: string,
    decide: Decide<Command, State, Event>,
    command: Command,
    metadata: Metadata,
    ifRevision?: number,
  ): Promise<Outcome<Event>>;
  /** Many at once for different or the same streams: states loaded in bulk, one group of appends. Per item its outcome or its failure. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each item carries its own command type
  many(items: readonly Item<any, State, Event>[]): Promise<readonly (Outcome<Event> | Error)[]>;
  /** The folded state as of now (read through the cache), with its revision. For reading only. */
  read(id: string): Promise<{ readonly state: State; readonly revision: number }>;
}

/** A handler that can also be told to forget a state it holds: whose keys were destroyed. */
export type CommandHandler<State, Event extends Fact> = Handler<State, Event> & { forget(id: string): void };

/** A message to be said; the relay fills in the envelope. Personal fields are passed on sealed, as they stand in the fact. */
export type Said = { readonly type: string; readonly version: number; readonly key: string; readonly data: JsonObject };
/** Pure translation of private facts into public messages, by fact type; what is not named stays private. */
export type Say = {
  readonly [factType: string]: (data: never, fact: StoredEvent) => Said | readonly Said[] | undefined;
};

/** A decision that reactions and the scheduler may issue by name. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a registry of decisions over different nouns
export type Registered = { readonly aggregate: Aggregate<any, any>; readonly decide: Decide<any, any, any> };

/** Everything one service is, as data: the composition root reads it, and so do the digest, the rebuild and the docs. */
export type ServiceDefinition = {
  readonly name: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- nouns of different shapes
  readonly aggregates: readonly Aggregate<any, any>[];
  readonly say: Say;
  /** Topics it hears, its own included where its views need it. */
  readonly hears: readonly string[];
  /** Schemas of all messages it hears (upcasting and personal fields), from the contracts. */
  readonly contracts: Schemas;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- views of different rows
  readonly projections: readonly Projection<any, any>[];
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- reactions to different messages
  readonly reactions: readonly Reaction<any>[];
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- agendas over different messages
  readonly agendas: readonly Agenda<any>[];
  /** Decisions by name, `<aggregate>.<decision>`: what `Issued.handler` may say. */
  readonly handlers: { readonly [name: string]: Registered };
};
