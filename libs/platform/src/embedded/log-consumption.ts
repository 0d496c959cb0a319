import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Batch, type BatchHandler, type Consumption, decodeMessage, type MessageLog } from '@pcrm/event-sourcing';
import { type Bell, pause } from './bell.js';
import { type Entry, fromOffset, toOffset, type Topics } from './log-topics.js';

export type ConsumeOptions = NonNullable<Parameters<MessageLog['consume']>[3]>;
type Asked = {
  readonly group: string;
  readonly topics: readonly string[];
  readonly handler: BatchHandler;
  readonly options: ConsumeOptions;
};
type Around = {
  readonly topics: Topics;
  readonly bell: Bell;
  /** One owner per group and topic: who comes later waits for the one before. */
  readonly owners: Map<string, Promise<void>>;
  readonly commit: (topic: string, offset: number) => Promise<void>;
  readonly retryMs: number;
  readonly onFailure: (failure: unknown, at: { readonly group: string; readonly topic: string }) => void;
  readonly now: () => number;
  readonly ended: () => void;
};

/** How long a reader sleeps when nothing rings, before it looks again. */
const LOOK_AGAIN_MS = 1000;

/** Reads its topics side by side, each in order, until disposed. */
export class LogConsumption implements Consumption {
  readonly #stop = new AbortController();
  readonly #next = new Map<string, number>();
  readonly #running: Promise<unknown>;
  #progress: number;

  constructor(
    private readonly asked: Asked,
    private readonly around: Around,
  ) {
    this.#progress = around.now();
    this.#running = Promise.all(asked.topics.map((topic) => this.#own(topic)));
  }

  lastProgress(): number {
    return this.#progress;
  }

  async lag(): Promise<number | undefined> {
    const { topics } = this.around;
    const left = (topic: string): number =>
      topics.end(topic) - (this.#next.get(topic) ?? topics.committed(this.asked.group, topic));
    return this.asked.topics.reduce((sum, topic) => sum + left(topic), 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#running;
    this.around.ended();
  }

  async #own(topic: string): Promise<void> {
    const { owners } = this.around;
    const place = JSON.stringify([this.asked.group, topic]);
    const before = owners.get(place) ?? Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    owners.set(
      place,
      Promise.all([before, promise]).then(() => undefined),
    );
    await Promise.race([before, aborted(this.#stop.signal)]);
    if (!this.#stop.signal.aborted) await this.#follow(topic);
    resolve();
  }

  async #follow(topic: string): Promise<void> {
    const { signal } = this.#stop;
    let failures = 0;
    while (!signal.aborted) {
      try {
        await this.#step(topic);
        failures = 0;
      } catch (failure) {
        this.around.onFailure(failure, { group: this.asked.group, topic });
        await pause(this.around.retryMs * Math.min(2 ** failures++, 50), signal);
      }
    }
  }

  /** Handles the next batch, or waits for one. */
  async #step(topic: string): Promise<void> {
    const { bell, topics } = this.around;
    const { signal } = this.#stop;
    const rings = bell.rings;
    const next = this.#next.get(topic) ?? (await this.#start(topic));
    this.#next.set(topic, next);
    const limit = this.asked.options.limit ?? 1000;
    const entries = topics.after(topic, next, limit + 1);
    if (entries.length > 0) await this.#handle(topic, entries.slice(0, limit), entries.length <= limit);
    this.#progress = this.around.now();
    if (entries.length === 0) await bell.wait(rings, LOOK_AGAIN_MS, signal);
    else await nextTurn();
  }

  async #handle(topic: string, entries: readonly Entry[], caughtUp: boolean): Promise<void> {
    const batch: Batch = { topic, partition: 0, items: entries.map(toItem), caughtUp };
    const heartbeat = async (): Promise<void> => {
      this.#progress = this.around.now();
    };
    await this.asked.handler(batch, { heartbeat, signal: this.#stop.signal });
    const last = entries.at(-1)?.[0] ?? 0;
    await this.around.commit(topic, last);
    this.#next.set(topic, last);
  }

  async #start(topic: string): Promise<number> {
    const from = this.asked.options.from ? await this.asked.options.from(topic, 0) : 'committed';
    return from === 'committed' ? this.around.topics.committed(this.asked.group, topic) : fromOffset(from);
  }
}

function toItem([at, text]: Entry): Batch['items'][number] {
  const decoded = decodeMessage(text);
  const offset = toOffset(at);
  return 'message' in decoded
    ? { offset, message: decoded.message }
    : { offset, malformed: decoded.malformed, bytes: text };
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
