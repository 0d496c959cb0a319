import type { EachBatchPayload, KafkaMessage } from 'kafkajs';
import { type Batch, type BatchHandler, itemsOf, LogEntry, type Offset } from '@pcrm/event-sourcing';
import { toOffset } from './kafka.known-topics.js';
import { kindOf } from './kafka.client.js';
import type { Offsets } from './kafka.offsets.js';

export type ConsumeOptions = {
  readonly limit?: number;
  readonly from?: (topic: string, partition: number) => Promise<Offset | undefined>;
  readonly wanted?: (type: string) => boolean;
};
export type Place = { readonly topic: string; readonly partition: number };
export type TenureTools = {
  readonly handler: BatchHandler;
  readonly limit: number;
  readonly wanted?: ConsumeOptions['wanted'] | undefined;
  readonly now: () => number;
  /** Told of each sign of life: a handled batch, or a handler that asks for a heartbeat. */
  readonly alive: () => void;
  /** False when nothing has given a sign of life for so long that this process should lose its partitions. */
  readonly mayBeat: () => boolean;
  readonly beatEveryMs: number;
  /** Where all partitions of this member are committed. */
  readonly offsets: Offsets;
};

/** One partition for as long as this consumer has it without a break: between two assignments of the group. */
export class Tenure {
  /** Offset behind the last message handled and committed, by the group before or by this one; undefined while it is not known. */
  next: bigint | undefined;
  /** Pauses taken since the last success, which make the next one longer. */
  failures = 0;
  /** Resolves when nothing of this partition is under way any more, in this tenure or one before it. */
  idle: Promise<unknown>;
  /** When this partition last went on in this process, in ms since epoch: moving about is no progress. */
  progress: number;
  /** Whether a handler is at work on it. */
  busy = false;
  /** Whether the partition is this member's, as far as it knows. */
  held = true;
  readonly #stop = new AbortController();
  #begun = false;
  #leaving = false;

  constructor(
    readonly place: Place,
    private readonly around: TenureTools,
    before: Pick<Tenure, 'idle' | 'progress'> | undefined,
  ) {
    this.idle = before?.idle ?? Promise.resolve();
    this.progress = before?.progress ?? around.now();
  }

  /** Aborted when the partition goes to somebody else or the consumer stops. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }
  /** Where the group had come to: nobody else moves it while the partition is held, so it need not be asked again. */
  stoodAt(next: bigint | undefined): void {
    if (this.held) this.next ??= next;
  }
  /** From now on it takes batches. */
  begin(): void {
    this.#begun = true;
  }
  /** The partition may be somebody else's by now: what is under way is not committed, for that would move theirs. */
  lose(): void {
    this.held = false;
    this.#stop.abort();
  }
  /** Takes no more: what is under way is told, finished and committed. */
  stop(): void {
    this.#stop.abort();
  }

  /**
   * Handles what was fetched, as many messages at a time as wanted, and commits each time. Answers why the handler failed, when
   * it did; throws what the group's runner must know.
   */
  async take(payload: EachBatchPayload): Promise<{ readonly failure: unknown } | undefined> {
    const { messages, highWatermark } = payload.batch;
    this.#leaving = false;
    for (let at = 0; at < messages.length && this.#goesOn(payload); at += this.around.limit) {
      const some = messages.slice(at, at + this.around.limit);
      const last = some.at(-1)?.offset ?? '0';
      const caughtUp = BigInt(last) + 1n >= BigInt(highWatermark);
      const batch = { ...this.place, ...itemsOf(some.map(toEntry), this.around.wanted), caughtUp };
      try {
        await this.#handle(batch, () => payload.heartbeat());
      } catch (failure) {
        this.failures += 1;
        return { failure };
      }
      if (!this.held) return undefined;
      await this.#commit(payload, last);
      await payload.heartbeat();
    }
    return undefined;
  }

  #goesOn(payload: EachBatchPayload): boolean {
    return this.#begun && !this.#leaving && !this.signal.aborted && payload.isRunning() && !payload.isStale();
  }

  async #handle(batch: Batch, heartbeat: () => Promise<void>): Promise<void> {
    const { handler, beatEveryMs, mayBeat } = this.around;
    const beat = async (): Promise<void> => {
      await heartbeat().catch((error: unknown) => this.#lost(error));
    };
    const beating = setInterval(() => {
      if (mayBeat()) void beat();
    }, beatEveryMs);
    const asked = async (): Promise<void> => {
      this.#wentOn();
      await beat();
    };
    this.busy = true;
    const handling = handler(batch, { heartbeat: asked, signal: this.signal });
    this.idle = handling.catch(() => undefined);
    try {
      await handling;
    } finally {
      clearInterval(beating);
      this.busy = false;
    }
  }

  async #commit(payload: EachBatchPayload, last: string): Promise<void> {
    const next = BigInt(last) + 1n;
    const { place } = this;
    await this.around.offsets.commit({
      place,
      next,
      isHeld: () => this.held,
      send: (offsets) => payload.commitOffsetsIfNecessary(offsets),
    });
    if (!this.held) return;
    payload.resolveOffset(last);
    this.next = next;
    this.failures = 0;
    this.#wentOn();
  }

  #wentOn(): void {
    this.progress = this.around.now();
    this.around.alive();
  }

  /** The group moves on: what is under way is finished first. Whoever is no member any more has lost the partition already. */
  #lost(error: unknown): void {
    this.#leaving = true;
    if (['UNKNOWN_MEMBER_ID', 'ILLEGAL_GENERATION', 'FENCED_INSTANCE_ID'].includes(kindOf(error))) this.lose();
  }
}

const toEntry = ({ offset, value }: KafkaMessage): LogEntry =>
  new LogEntry(toOffset(offset), value?.toString('utf8') ?? '');
