import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Batch, BatchHandler, Consumption, MessageLog } from '@pcrm/event-sourcing';
import { type Bell, Gathering, pause } from './bell.js';
import type { LogPages, Page } from './log-pages.js';
import { fromOffset, type Topics } from './log-topics.js';
import type { Slices } from './slices.js';

export type ConsumeOptions = NonNullable<Parameters<MessageLog['consume']>[3]>;
type Asked = {
  readonly group: string;
  readonly topics: readonly string[];
  readonly handler: BatchHandler;
  readonly options: ConsumeOptions;
};
type Around = {
  readonly topics: Topics;
  readonly pages: LogPages;
  /** Rings when something was published to the topic. */
  readonly bellOf: (topic: string) => Bell;
  /** One owner per group and topic: who comes later waits for the one before. */
  readonly owners: Map<string, Promise<void>>;
  readonly commit: (topic: string, offset: number) => Promise<void>;
  readonly slices: Slices;
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
    const bell = this.around.bellOf(topic);
    const gathering = new Gathering(bell);
    let failures = 0;
    while (!signal.aborted) {
      try {
        const rings = bell.rings;
        const isEmpty = await this.#step(topic);
        if (isEmpty && (await bell.wait(rings, LOOK_AGAIN_MS, signal))) await gathering.wait(signal);
        failures = 0;
      } catch (failure) {
        this.around.onFailure(failure, { group: this.asked.group, topic });
        await pause(this.around.retryMs * Math.min(2 ** failures++, 50), signal);
      }
    }
  }

  /** Handles the next batch, or answers that there is none. */
  async #step(topic: string): Promise<boolean> {
    const next = this.#next.get(topic) ?? (await this.#start(topic));
    this.#next.set(topic, next);
    const { limit = 1000, wanted } = this.asked.options;
    const page = this.around.pages.after(topic, next, limit, wanted);
    const isEmpty = page.last === next;
    if (!isEmpty) await this.#handle(topic, page);
    this.#progress = this.around.now();
    if (!isEmpty) await nextTurn();
    return isEmpty;
  }

  async #handle(topic: string, { last, ...read }: Page): Promise<void> {
    const batch: Batch = { topic, partition: 0, ...read };
    const heartbeat = async (): Promise<void> => {
      this.#progress = this.around.now();
      await this.around.slices.letOthersIn();
    };
    await this.asked.handler(batch, { heartbeat, signal: this.#stop.signal });
    await this.around.commit(topic, last);
    this.#next.set(topic, last);
  }

  async #start(topic: string): Promise<number> {
    const from = this.asked.options.from ? await this.asked.options.from(topic, 0) : 'committed';
    return from === 'committed' ? this.around.topics.committed(this.asked.group, topic) : fromOffset(from);
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
