import { Unavailable } from '../failures.js';
import type { Batch, BatchHandler, Consumption } from '../message-log/message-log.js';
import { hear, sizeOf } from './heard.js';
import { behind } from './left-behind.js';
import { atTheEnd, saveIdle, telling, type GroupTools, type LiveGroup } from './live-group.js';
import type { Member } from './member.js';
import { pause, type Pause } from './pause.js';

export type CatchUpOptions = {
  /** Takes the member into the live group; called between two of its batches. */
  readonly join: () => Promise<void>;
  /** At most so many messages a second, so that a rebuild leaves room for the day's work; absent: as fast as it goes. */
  readonly messagesPerSecond?: number;
  readonly pause?: Pause;
  readonly signal: AbortSignal;
};
/** How far a view, reaction or agenda has come with reading the log. */
export type Progress = { readonly name: string; readonly applied: number; readonly total: number | undefined };

/**
 * Reads alone, in a group of the member's own name, from its own checkpoint, until it is level with the live group; then it
 * joins. It may have gone further than the group: what comes twice it skips.
 */
export class CatchUp {
  #read = 0;
  #consumption: Consumption | undefined;
  #ended = false;
  #ending: Promise<void> = Promise.resolve();
  readonly #stop = new AbortController();

  constructor(
    readonly member: Member,
    private readonly group: LiveGroup,
    private readonly tools: GroupTools,
    private readonly options: CatchUpOptions,
  ) {}

  /** What is away just now holds it up and no more: it begins when that is back. */
  async start(): Promise<void> {
    try {
      await this.#begin();
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
    }
    if (!this.#ended) void this.#look();
  }

  get done(): boolean {
    return this.#ended;
  }
  async progress(): Promise<Progress> {
    const lag = await this.#consumption?.lag();
    return { name: this.member.name, applied: this.#read, total: lag === undefined ? undefined : this.#read + lag };
  }
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#consumption?.[Symbol.asyncDispose]();
    await this.#ending;
    if (!this.#ended) await atTheEnd(this.tools, () => saveIdle([this.member], this.tools.rows));
  }

  readonly #handle: BatchHandler = (batch, control) => telling(this.tools, () => this.#hear(batch, control.signal));

  async #hear(batch: Batch, signal: AbortSignal): Promise<void> {
    if (this.#ended) return;
    const started = performance.now();
    // Another process may have joined with it already, and be further: what that one has done is left alone, its checkpoint too.
    await this.member.readCheckpoint(batch.topic, batch.partition);
    await this.member.apply(await hear(batch, { ...this.tools.hearing, wanted: this.#wanted }));
    this.#read += sizeOf(batch);
    if (batch.caughtUp) {
      await saveIdle([this.member], this.tools.rows);
      await this.#tryToJoin();
    }
    await this.#throttle(sizeOf(batch), performance.now() - started, signal);
  }

  readonly #wanted = (type: string): boolean => this.member.worker.handles(type);

  async #throttle(messages: number, took: number, signal: AbortSignal): Promise<void> {
    const { messagesPerSecond, pause: wait = pause } = this.options;
    if (messagesPerSecond === undefined || this.#ended) return;
    const rest = (messages * 1_000) / messagesPerSecond - took;
    if (rest > 0) await wait(rest, signal);
  }

  async #begin(): Promise<void> {
    if (await this.#tryToJoin()) return;
    const { log, topics, limit } = this.tools;
    const from = (topic: string, partition: number) => this.member.takeOver(topic, partition);
    this.#consumption = await log.consume(this.member.name, topics, this.#handle, {
      limit,
      from,
      wanted: this.#wanted,
    });
    if (this.#ended || this.#stop.signal.aborted) await this.#consumption[Symbol.asyncDispose]();
  }

  /** The last partition may have been finished by another process, and what was away be back: looks now and then. */
  async #look(): Promise<void> {
    const signal = AbortSignal.any([this.#stop.signal, this.options.signal]);
    while (!this.#ended && !signal.aborted) {
      await pause(1_000, signal);
      if (!signal.aborted) await (this.#consumption ? this.#tryToJoin() : this.#begin()).catch(() => undefined);
    }
  }

  async #tryToJoin(): Promise<boolean> {
    if (this.#ended) return true;
    this.#ended = await this.group.between(async () => {
      if (!(await this.#isLevel())) return false;
      await this.options.join();
      return true;
    });
    if (this.#ended) {
      this.#stop.abort();
      // Not awaited: this may be called from the very handler that the disposal waits for.
      this.#ending = Promise.resolve(this.#consumption?.[Symbol.asyncDispose]());
    }
    return this.#ended;
  }

  /** Whether it stands, in every partition, where the slowest live member stands; without any, at the end of the log. */
  async #isLevel(): Promise<boolean> {
    for await (const _place of behind(this.member, this.group, this.tools)) return false;
    return true;
  }
}
