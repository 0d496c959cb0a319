import type { JsonObject, Metadata, Position } from './fact.js';

/**
 * What one service tells the others: the envelope around a contract's data (CloudEvents on the wire).
 * `key` orders it: messages of one key and one source arrive in `position` order, at least once.
 */
export type Message<Type extends string = string, Data = unknown> = {
  /** Derived from the fact behind it: the same fact always gives the same message id. */
  readonly id: string;
  /** Name of the service that says it. */
  readonly source: string;
  readonly type: Type;
  readonly version: number;
  /** clientId, else staffId or outletId: also the partition key. */
  readonly key: string;
  /** Store position of the fact behind it, within `source`. */
  readonly position: Position;
  readonly revision: number;
  readonly recordedAt: string;
  /**
   * The fact behind it was moved here from another store, where everything had reacted to it and all that fell due up to this instant
   * (ISO 8601, UTC) had been done. Views take it in like any other; what acts does not act again.
   */
  readonly moved?: string;
  readonly metadata: Metadata;
  readonly data: Data;
};

export type AnyMessage = Message<string, JsonObject>;
