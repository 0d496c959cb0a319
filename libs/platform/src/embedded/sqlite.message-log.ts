import type { DatabaseSync } from 'node:sqlite';
import {
  type AnyMessage,
  type BatchHandler,
  type Consumption,
  encodeMessage,
  type MessageLog,
  type Offset,
} from '@pcrm/event-sourcing';
import { Bell } from './bell.js';
import { Checkpointer } from './checkpointer.js';
import { GroupCommit } from './group-commit.js';
import { type ConsumeOptions, LogConsumption } from './log-consumption.js';
import { LogPages } from './log-pages.js';
import { toOffset, Topics } from './log-topics.js';
import { Slices } from './slices.js';

export type LogOptions = {
  /** First pause after a handler failed, in ms; it doubles up to 50 times as long. */
  readonly retryMs?: number;
  /** Told each time a handler throws: for the log and the metrics. */
  readonly onFailure?: (failure: unknown, at: { readonly group: string; readonly topic: string }) => void;
  /** Real time in ms since epoch, for `lastProgress`. */
  readonly now?: () => number;
  /** Of all groups, for they share the thread, and of whoever else works in it. */
  readonly slices?: Slices;
};

/** Messages in one SQLite file: one table and one partition (0) per topic, which keeps everything. */
export class SqliteMessageLog implements MessageLog {
  readonly #topics: Topics;
  readonly #pages: LogPages;
  readonly #group: GroupCommit;
  readonly #checkpointer: Checkpointer;
  /** One per topic: who reads another one sleeps on. */
  readonly #bells = new Map<string, Bell>();
  readonly #running = new Set<LogConsumption>();
  readonly #owners = new Map<string, Promise<void>>();
  readonly #slices: Slices;

  /** `db` comes from `openSqlite(path, { synchronous: 'FULL', steps: LOG_STEPS })` and is closed with the log. */
  constructor(
    private readonly db: DatabaseSync,
    private readonly options: LogOptions = {},
  ) {
    this.#slices = options.slices ?? new Slices();
    this.#topics = new Topics(db);
    this.#pages = new LogPages(this.#topics, (topic) => this.#bellOf(topic).rings);
    this.#checkpointer = new Checkpointer(db);
    this.#group = new GroupCommit(db, {
      committed: () => this.#checkpointer.written(),
      undone: () => this.#topics.forget(),
    });
  }

  publish(topic: string, messages: readonly AnyMessage[]): Promise<void> {
    return this.publishText(topic, messages.map(encodeMessage));
  }

  /** Messages that are text already, as another thread or a backup hands them over. */
  async publishText(topic: string, texts: readonly string[]): Promise<void> {
    if (texts.length === 0) return;
    await this.#group.run(texts.length, () => this.#topics.add(topic, texts));
    this.#bellOf(topic).ring();
  }

  #bellOf(topic: string): Bell {
    const bell = this.#bells.get(topic) ?? new Bell();
    this.#bells.set(topic, bell);
    return bell;
  }

  async consume(
    group: string,
    topics: readonly string[],
    handler: BatchHandler,
    options: ConsumeOptions = {},
  ): Promise<Consumption> {
    const consumption = new LogConsumption(
      { group, topics, handler, options },
      {
        topics: this.#topics,
        pages: this.#pages,
        bellOf: (topic) => this.#bellOf(topic),
        owners: this.#owners,
        slices: this.#slices,
        // Lost in a power cut, it only means that some messages come again.
        commit: (topic, offset) => this.#group.run(1, () => this.#topics.commit(group, topic, offset), true),
        retryMs: this.options.retryMs ?? 100,
        onFailure: this.options.onFailure ?? (() => undefined),
        now: this.options.now ?? Date.now,
        ended: () => this.#running.delete(consumption),
      },
    );
    this.#running.add(consumption);
    return consumption;
  }

  async ends(topic: string): Promise<ReadonlyMap<number, Offset>> {
    const end = this.#topics.end(topic);
    return end === 0 ? new Map() : new Map([[0, toOffset(end)]]);
  }

  /** Where a group stands in a topic; undefined when it never committed there. */
  async committed(group: string, topic: string): Promise<Offset | undefined> {
    const offset = this.#topics.committed(group, topic);
    return offset === 0 ? undefined : toOffset(offset);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.db.isOpen) return;
    await Promise.all([...this.#running].map((consumption) => consumption[Symbol.asyncDispose]()));
    this.#group.close();
    this.#checkpointer.close();
    this.db.close();
  }
}
