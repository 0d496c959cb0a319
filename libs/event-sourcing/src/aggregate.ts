import type { Fact, Json } from './fact.js';
import type { Schemas } from './upcasting.js';

/**
 * A noun that remembers. Many decisions, one `evolve`; no clock, no ids, no chance, no I/O.
 * `evolve` may change the state it is given and return it: whoever folds owns that state. `decide` only reads it.
 */
export interface Aggregate<State, Event extends Fact> {
  /** Category of its streams (`<name>-<id>`), lowerCamelCase, no dash. */
  readonly name: string;
  initial(): State;
  evolve(state: State, event: Event): State;
  /** Version, upcasters and personal fields of each event type that needs them; version 1 and nothing personal otherwise. */
  readonly schemas?: Schemas<Event['type']>;
  /** How a folded state is kept between processes; absent: folded from its stream. */
  readonly snapshot?: Snapshotting<State>;
  /**
   * How many of a stream's newest command ids the state knows, to give a repeated command its first outcome; 200 when absent.
   * A few do where the state itself tells a repetition, and where there are so many states that each must be small.
   */
  readonly remembers?: number;
}

/** A cached folded state in the row store. Raise `version` when `save` changes shape: older ones are then ignored. */
export interface Snapshotting<State> {
  /**
   * Saved when at least this many events were appended since the last one; 1 = with every append (bulk paths). Otherwise a state too
   * large for one row is saved more seldom, the larger the more so.
   */
  readonly every: number;
  readonly version: number;
  save(state: State): Json;
  load(saved: Json): State;
}

/** One pure decision: guards, then facts. `[]` means "already so", which makes a repeat harmless. Throws `Refusal`. */
export type Decide<Command, State, Event extends Fact> = (command: Command, state: State) => readonly Event[];
