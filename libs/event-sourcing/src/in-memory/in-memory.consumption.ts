import { itemsOf, LogEntry } from '../message-log/log-entry.js';
import type { Batch, BatchHandler, Consumption, Offset } from '../message-log/message-log.js';
import type { Bell } from './bell.js';

/** One partition as a consumption reads it. */
export type Consumed = {
  readonly topic: string;
  readonly partition: number;
  readonly entries: readonly string[];
  /** Who owns it and how far it was handled is kept under this name. */
  readonly owner: string;
  readonly start: () => Promise<number>;
};
type Surroundings = {
  readonly limit: number;
  readonly wanted?: ((type: string) => boolean) | undefined;
  readonly committed: Map<string, number>;
  readonly owners: Map<string, Promise<void>>;
  readonly bell: Bell;
  readonly pause: number;
  readonly now: () => number;
};

/** Reads its partitions side by side, each in order, until disposed; a partition has one owner within a group. */
export class InMemoryConsumption implements Consumption {
  private readonly stop = new AbortController();
  private readonly running: Promise<unknown>;
  private readonly next = new Map<string, number>();
  private progress: number;

  constructor(
    private readonly parts: readonly Consumed[],
    private readonly handler: BatchHandler,
    private readonly around: Surroundings,
  ) {
    this.progress = around.now();
    this.running = Promise.all(parts.map((part) => this.own(part)));
  }

  lastProgress(): number {
    return this.progress;
  }

  async lag(): Promise<number | undefined> {
    const left = this.parts.map(
      ({ entries, owner }) => entries.length - (this.next.get(owner) ?? this.around.committed.get(owner) ?? 0),
    );
    return left.reduce((sum, one) => sum + one, 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.stop.abort();
    await this.running;
  }

  private async own(part: Consumed): Promise<void> {
    const { owners } = this.around;
    const before = owners.get(part.owner) ?? Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    owners.set(
      part.owner,
      before.then(() => promise),
    );
    await Promise.race([before, aborted(this.stop.signal)]);
    if (!this.stop.signal.aborted) await this.read(part);
    resolve();
  }

  private async read(part: Consumed): Promise<void> {
    const { signal } = this.stop;
    let next = await this.started(part);
    this.next.set(part.owner, next);
    while (!signal.aborted) {
      const rung = this.around.bell.next(signal);
      if (next >= part.entries.length) {
        this.progress = this.around.now();
        await rung;
      } else if (await this.handled(part, next)) {
        next = Math.min(next + this.around.limit, this.next.get(part.owner) ?? next);
      } else {
        await this.paused();
      }
    }
  }

  /** Where to begin may be asked for in an outage: then it is asked for again. */
  private async started(part: Consumed): Promise<number> {
    while (!this.stop.signal.aborted) {
      try {
        return await part.start();
      } catch {
        await this.paused();
      }
    }
    return 0;
  }
  private async paused(): Promise<void> {
    await Promise.race([new Promise((resolve) => setTimeout(resolve, this.around.pause)), aborted(this.stop.signal)]);
  }

  private async handled(part: Consumed, start: number): Promise<boolean> {
    const texts = part.entries.slice(start, start + this.around.limit);
    const end = start + texts.length;
    const { topic, partition } = part;
    const entries = texts.map((text, n) => new LogEntry(offsetOf(start + n), text));
    const { wanted } = this.around;
    const batch: Batch = { topic, partition, ...itemsOf(entries, wanted), caughtUp: end >= part.entries.length };
    try {
      await this.handler(batch, { heartbeat: async () => undefined, signal: this.stop.signal });
    } catch {
      return false; // the same batch is given again
    }
    this.around.committed.set(part.owner, end);
    this.next.set(part.owner, end);
    this.progress = this.around.now();
    return true;
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** The offset of the nth entry: zero-padded, so that text order is number order. */
export const offsetOf = (index: number): Offset => String(index).padStart(16, '0');
