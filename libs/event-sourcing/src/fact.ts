/** Any value JSON can carry. Money is integer fen and stays below 2^53, or is a decimal string. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type JsonObject = { readonly [name: string]: Json };

/** Something that happened, as the business tells it: a name in the past tense and its data. */
export type Fact<Type extends string = string, Data = unknown> = { readonly type: Type; readonly data: Data };

/** An opaque, ordered string: where in the store a fact stands. Compare with `<`, never do arithmetic on it. */
export type Position = string;

/** Who asked, why, and when it counts. Enters with the command and is written on every fact. */
export type Metadata = {
  /** Staff id, `system` or the name of the reaction that acted. Never a person's name. */
  readonly actor: string;
  /** The caller's id of this command; asking again with it gives the first outcome. */
  readonly commandId: string;
  /** The same for everything that one outside cause set going. */
  readonly correlationId: string;
  /** The message or command that led directly to this one. */
  readonly causationId: string;
  /** Business time (ISO 8601, UTC): when it counts, not when it was written down. */
  readonly occurredAt: string;
  /** W3C trace context, when there is one. */
  readonly traceparent?: string;
  /**
   * Who asked for what, as a keyed hash, where the caller chose the command id: the same id with another one is no repetition
   * and refused (`command.id-reused`). Stays in the store: nothing of it is said.
   */
  readonly asked?: string;
};

/** Whether a command that comes with an id that is known is that command again. What says nothing of itself is: its id follows from its cause. */
export const isSameCommand = (first: Metadata, again: Metadata): boolean =>
  first.asked === undefined || again.asked === undefined || first.asked === again.asked;

/** A fact ready to be written: its id is derived from the command id and its index, so a retry writes once. */
export type NewEvent = {
  readonly id: string;
  readonly type: string;
  /** Schema version of `data`. */
  readonly version: number;
  readonly data: JsonObject;
  readonly metadata: Metadata;
};

/** A fact as the store gives it back. */
export type StoredEvent = NewEvent & {
  readonly stream: string;
  /** Place in its stream, from 0. */
  readonly revision: number;
  readonly position: Position;
  /** When the store wrote it (ISO 8601, UTC); where it was moved here, when the first store did. */
  readonly recordedAt: string;
  /** See `MovedEvent`; absent for a fact of this store's own. */
  readonly moved?: string;
};

/** A fact that another store wrote first: its id, its place in its stream and its times come with it. */
export type MovedEvent = Omit<StoredEvent, 'position' | 'moved'> & {
  /** The instant (ISO 8601, UTC) up to which all that fell due had been done where it comes from. */
  readonly moved: string;
};
