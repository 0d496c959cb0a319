import type { Json } from '../fact.js';
import type { Batch, BatchHandler, Consumption, MessageLog, Offset } from '../message-log/message-log.js';
import type { RowStore } from '../row-store/row-store.js';
import { asError } from '../failures.js';
import { hear, type Hearing } from './heard.js';
import type { Member } from './member.js';
import { OneAtATime } from './one-at-a-time.js';

export type GroupTools = {
  readonly service: string;
  readonly topics: readonly string[];
  readonly log: MessageLog;
  readonly rows: RowStore;
  readonly hearing: Omit<Hearing, 'wanted'>;
  /** Whether anybody who may ever join the group handles messages of this type. */
  readonly wanted: (type: string) => boolean;
  /** Messages per batch. */
  readonly limit: number;
  /** Told when a batch failed and will be given again. */
  readonly failed?: (error: Error) => void;
};
/** Idle members' checkpoints are saved at the latest after so many messages, or after so many milliseconds. */
const SAVE_EVERY = 10_000;
const SAVE_WITHIN = 250;

/** One group of a service: reads each batch once, opens it once, and hands it to every member with its own checkpoint. */
export class LiveGroup {
  readonly #members: Member[] = [];
  readonly #turn = new OneAtATime();
  readonly #listeners = new Set<() => void>();
  #unsaved = 0;
  #saving: NodeJS.Timeout | undefined;
  #stopped = false;
  #consumption: Consumption | undefined;

  constructor(private readonly tools: GroupTools) {}

  get members(): readonly Member[] {
    return this.#members;
  }

  /** Reads from the earliest checkpoint of its members on; what a member has done already it skips. */
  async start(): Promise<void> {
    const { log, service, topics, limit, wanted } = this.tools;
    const from = (topic: string, partition: number) => this.#turn.run(() => this.#earliest(topic, partition));
    this.#consumption = await log.consume(service, topics, this.#handle, { limit, from, wanted });
  }

  /** Between two batches: nothing is under way in the group meanwhile. */
  between<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#turn.run(work);
  }
  /**
   * Views first, agendas next, reactions last, so that these see what the message has changed. Only `between` batches. Once,
   * whoever asks again: one whose build could not be made the active one, or who was level in two partitions at once.
   */
  add(member: Member, rank: number): void {
    member.live = true;
    this.#ranks.set(member, rank);
    if (!this.#members.includes(member)) this.#members.push(member);
    this.#members.sort((one, other) => (this.#ranks.get(one) ?? 0) - (this.#ranks.get(other) ?? 0));
  }
  remove(member: Member): void {
    const at = this.#members.indexOf(member);
    if (at >= 0) this.#members.splice(at, 1);
  }
  readonly #ranks = new Map<Member, number>();

  /** Resolves after the next batch. */
  heard(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.#listeners.delete(done);
        resolve();
      };
      this.#listeners.add(done);
      signal.addEventListener('abort', done, { once: true });
    });
  }

  lastProgress(): number | undefined {
    return this.#consumption?.lastProgress();
  }
  async lag(): Promise<number | undefined> {
    return this.#consumption?.lag();
  }

  /** Stops the intake and waits for the batch under way, then saves the checkpoints of idle members. */
  async stop(): Promise<void> {
    await this.#consumption?.[Symbol.asyncDispose]();
    this.#stopped = true;
    await this.#turn.run(() => this.#saveNow());
  }

  readonly #handle: BatchHandler = (batch, control) =>
    this.#turn.run(() => telling(this.tools, () => this.#hear(batch, control)));

  async #hear(batch: Batch, control: Parameters<BatchHandler>[1]): Promise<void> {
    const known = new Map<string, boolean>();
    const wanted = (type: string): boolean => {
      const before = known.get(type);
      if (before !== undefined) return before;
      const now = this.#members.some(({ worker }) => worker.handles(type));
      known.set(type, now);
      return now;
    };
    const heard = await hear(batch, { ...this.tools.hearing, wanted });
    for (const member of [...this.#members]) {
      await member.apply(heard);
      await control.heartbeat();
    }
    this.#unsaved += heard.size;
    if (this.#unsaved >= SAVE_EVERY) await this.#saveNow();
    else this.#saveSoon();
    for (const listener of [...this.#listeners]) listener();
  }

  async #saveNow(): Promise<void> {
    clearTimeout(this.#saving);
    this.#saving = undefined;
    await saveIdle(this.#members, this.tools.rows);
    this.#unsaved = 0;
  }
  /** A failure is told, and tried again: what is not saved another process does not know of. */
  #saveSoon(): void {
    if (this.#stopped) return;
    const save = (): Promise<void> => this.#turn.run(() => this.#saveNow());
    this.#saving ??= setTimeout(() => {
      save().catch((error: unknown) => {
        this.tools.failed?.(asError(error));
        this.#saveSoon();
      });
    }, SAVE_WITHIN).unref();
  }

  async #earliest(topic: string, partition: number): Promise<Offset | undefined> {
    if (this.#members.length === 0) return 'committed';
    const checkpoints = await Promise.all(this.#members.map((member) => member.takeOver(topic, partition)));
    return checkpoints.reduce((least, each) =>
      least === undefined || each === undefined ? undefined : each < least ? each : least,
    );
  }
}

/** Does it; when it fails, tells whoever keeps the logs before the batch is given again. */
export async function telling(tools: Pick<GroupTools, 'failed'>, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    tools.failed?.(asError(error));
    throw error;
  }
}

/** Saves in one commit how far those members have come that had nothing to do; when it fails, they still have it to save. */
export async function saveIdle(members: readonly Member[], rows: RowStore): Promise<void> {
  const taken = members.map((member) => ({ member, idle: member.takeIdle() }));
  const checkpoints: { [name: string]: Json } = {};
  for (const { idle } of taken) Object.assign(checkpoints, idle);
  if (Object.keys(checkpoints).length === 0) return;
  try {
    await rows.commit({ writes: [], checkpoints });
  } catch (error) {
    for (const { member, idle } of taken) member.keepIdle(idle);
    throw error;
  }
}
