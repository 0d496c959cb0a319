import type { Message } from './message.js';
import type { Table } from './row-store/row-store.js';

/** A command that a reaction or the scheduler wants done. Its id is derived from what caused it, never random. */
export type Issued = {
  /** Name of the handler, see `ServiceDefinition.handlers`: `<aggregate>.<decision>`. */
  readonly handler: string;
  /** Id of the aggregate (without the category). */
  readonly id: string;
  readonly command: object;
  /** Business time of the command: from the fact, never from arrival. */
  readonly occurredAt: string;
};

/** Rows of this service's own views that a reaction looks at. */
export type Known = { row<R>(table: Table, key: string): R | undefined };

/**
 * Message → commands, pure. Refusals are recorded and acknowledged; conflicts and outages are retried; anything else parks the key.
 * Remembers its last position per key. A new reaction starts at the time of its first deployment; in a branch where nothing
 * was said yet, at the first message, wherever the clock is put.
 */
export interface Reaction<M extends Message = Message> {
  readonly name: string;
  readonly on: { readonly [T in M['type']]?: (message: Extract<M, { type: T }>, known: Known) => readonly Issued[] };
  /** Rows to load before deciding. */
  readonly needs?: (message: M) => readonly { readonly table: Table; readonly keys: readonly string[] }[];
  /** For reactions that build state the service cannot be without (tiers noted in a book): hears history too, from the first message. */
  readonly fromStart?: true;
}

/** Something that falls due: a birthday, a period end, an escalation. One row per `key`; a later write of the same key replaces it. */
export type Due = {
  readonly key: string;
  /** Instant (ISO 8601 UTC) at which it is due. */
  readonly dueAt: string;
  /** After this instant it is no longer useful and lapses. */
  readonly usefulUntil: string;
  readonly issue: Omit<Issued, 'occurredAt'>;
};
/** Takes a due row off the agenda. */
export type Cancelled = { readonly key: string; readonly cancelled: true };

/**
 * Message → due rows, pure. One scheduler per service issues what is due, in order, with `occurredAt` = the due instant,
 * once every source has been read past that instant. `next` re-arms a recurring one (next year's birthday).
 */
export interface Agenda<M extends Message = Message> {
  readonly name: string;
  readonly version: number;
  readonly on: {
    readonly [T in M['type']]?: (message: Extract<M, { type: T }>, known: Known) => readonly (Due | Cancelled)[];
  };
  readonly needs?: Reaction<M>['needs'];
  /** What takes the place of a row that was issued or lapsed. */
  readonly next?: (done: Due) => readonly Due[];
}
