import type { EachBatchPayload } from 'kafkajs';

type Send = EachBatchPayload['commitOffsetsIfNecessary'];
type Handled = {
  readonly place: { readonly topic: string; readonly partition: number };
  /** Offset behind the last message that was handled. */
  readonly next: bigint;
  /** Whether the partition is this member's still: what is somebody else's is not moved. */
  readonly isHeld: () => boolean;
  readonly send: Send;
};
type Waiting = Handled & { readonly done: PromiseWithResolvers<void> };

/** Commits where a member stands: one request for all partitions that have come to their next commit by the time it is sent. */
export class Offsets {
  #waiting: Waiting[] = [];

  /** Resolves when the brokers have it; throws as the client does. */
  commit(handled: Handled): Promise<void> {
    const done = Promise.withResolvers<void>();
    this.#waiting.push({ ...handled, done });
    if (this.#waiting.length === 1) setImmediate(() => void this.#send());
    return done.promise;
  }

  async #send(): Promise<void> {
    const all = this.#waiting;
    this.#waiting = [];
    try {
      const held = all.filter(({ isHeld }) => isHeld());
      const topics = [...Map.groupBy(held, ({ place }) => place.topic)].map(([topic, own]) => ({
        topic,
        partitions: own.map(({ place, next }) => ({ partition: place.partition, offset: String(next) })),
      }));
      await held[0]?.send({ topics });
      for (const { done } of all) done.resolve();
    } catch (error) {
      for (const { done } of all) done.reject(error);
    }
  }
}
