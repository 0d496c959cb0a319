import type { AnyMessage } from '../message.js';

/** Where in a partition a message stands: opaque, ordered, e.g. zero-padded digits. */
export type Offset = string;
export type Delivery = { readonly offset: Offset; readonly message: AnyMessage };
/** Bytes that are no message: handed over with the reason so that the consumer can park them, never skipped. */
export type Malformed = { readonly offset: Offset; readonly malformed: string; readonly bytes: string };
/** Messages of a batch that nobody wants: of them it tells no more than this. */
export type Passed = {
  readonly count: number;
  /** Where the last of them stands: perhaps behind the last item of the batch. */
  readonly last: Offset;
  /** Highest position among them, per source service. */
  readonly positions: ReadonlyMap<string, string>;
};
export type Batch = {
  readonly topic: string;
  readonly partition: number;
  readonly items: readonly (Delivery | Malformed)[];
  /** What was left out of the items, where whoever consumes has named the types that are wanted. */
  readonly passed?: Passed;
  /** True when nothing was waiting behind this batch. */
  readonly caughtUp: boolean;
};
/** Resolves when the effect is durable: the offset is committed after that. A throw gives the same batch again after a pause. */
export type BatchHandler = (
  batch: Batch,
  control: { heartbeat(): Promise<void>; readonly signal: AbortSignal },
) => Promise<void>;

export type Consumption = AsyncDisposable & {
  /** When the last batch was handled or the log was found empty (ms since epoch): liveness is progress. */
  lastProgress(): number;
  /** Messages not yet handled, over all partitions; undefined when unknown. */
  lag(): Promise<number | undefined>;
};

/** The log that services speak over. Event topics keep everything and never change their partition count. */
export interface MessageLog extends AsyncDisposable {
  /** Resolves when durable. Order is kept per key. Saying it twice is allowed: consumers know positions. */
  publish(topic: string, messages: readonly AnyMessage[]): Promise<void>;
  /**
   * Ordered batches per partition, each committed after the handler resolves; a group that is new starts at the first message.
   * `from` may name, per topic and partition, an earlier offset to start after (undefined: the first message),
   * or `'committed'`: where the group stopped. `wanted` may name the types that are needed, the same ones at any time: messages
   * of others need not be among the items.
   */
  consume(
    group: string,
    topics: readonly string[],
    handler: BatchHandler,
    options?: {
      readonly limit?: number;
      readonly from?: (topic: string, partition: number) => Promise<Offset | undefined>;
      readonly wanted?: (type: string) => boolean;
    },
  ): Promise<Consumption>;
  /** Newest offset per partition of a topic; a partition without messages is absent. */
  ends(topic: string): Promise<ReadonlyMap<number, Offset>>;
}
export const MessageLog = Symbol('MessageLog');
