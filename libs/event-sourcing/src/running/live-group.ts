import type { Json } from '../fact.js';
import type { Batch, BatchHandler, Consumption, MessageLog, Offset } from '../message-log/message-log.js';
import type { RowStore } from '../row-store/row-store.js';
import { asError, Unavailable } from '../failures.js';
import { hearAll, type Hearing, sizeOf } from './heard.js';
import { partitionOf, type Member } from './member.js';
import { OneAtATime } from '../one-at-a-time.js';

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
/** Idle members' checkpoints are saved after so many messages at the latest. */
const SAVE_EVERY = 10_000;
/** Or once nothing has come for so long, in ms. */
const SAVE_WITHIN = 250;
/** Where more keeps coming that is put off so many times: they are a second old at most. */
const PUT_OFF = 3;

type Control = Parameters<BatchHandler>[1];
type Waiting = { readonly batch: Batch; readonly control: Control; readonly heard: PromiseWithResolvers<void> };

/**
 * One group of a service: reads each batch once, opens it once, and hands it to every member with its own checkpoint. Batches
 * of other partitions that came meanwhile are handed over together: each member commits once for all of them.
 */
export class LiveGroup {
  readonly #members: Member[] = [];
  readonly #turn = new OneAtATime();
  readonly #waiting: Waiting[] = [];
  readonly #listeners = new Set<() => void>();
  /** What came last of each partition says whether it is still ours. */
  readonly #held = new Map<string, AbortSignal>();
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
    this.#stopped = true;
    await this.#consumption?.[Symbol.asyncDispose]();
    await atTheEnd(this.tools, () => this.#turn.run(() => this.#saveNow()));
  }

  readonly #handle: BatchHandler = (batch, control) => {
    const heard = Promise.withResolvers<void>();
    this.#waiting.push({ batch, control, heard });
    void this.#turn.run(() => this.#hearWaiting());
    return heard.promise;
  };

  /** Those that wait, up to a batch's worth of messages; the first of them whatever its size. */
  async #hearWaiting(): Promise<void> {
    if (this.#waiting.length === 0) return;
    // A log gives the batches of several partitions one right after the other.
    await new Promise<void>((resolve) => setImmediate(resolve));
    let room = this.tools.limit;
    const fitting = this.#waiting.findIndex(({ batch }, at) => (room -= sizeOf(batch)) < 0 && at > 0);
    const some = this.#waiting.splice(0, fitting < 0 ? this.#waiting.length : fitting);
    if (some.length > 0) await this.#hearTogether(some);
  }

  /** What fails together fails alone where it must: one partition's batch holds up no other. */
  async #hearTogether(some: readonly Waiting[]): Promise<void> {
    try {
      await telling(this.tools, () => this.#hear(some));
      for (const { heard } of some) heard.resolve();
    } catch (error) {
      if (some.length > 1 && !(error instanceof Unavailable)) for (const one of some) await this.#hearTogether([one]);
      else for (const { heard } of some) heard.reject(error);
    }
  }

  async #hear(waiting: readonly Waiting[]): Promise<void> {
    for (const { batch, control } of waiting) this.#held.set(partitionOf(batch), control.signal);
    this.#forgetLost();
    const known = new Map<string, boolean>();
    const wanted = (type: string): boolean => {
      const before = known.get(type);
      if (before !== undefined) return before;
      const now = this.#members.some(({ worker }) => worker.handles(type));
      known.set(type, now);
      return now;
    };
    const batches = waiting.map(({ batch }) => batch);
    const heard = await hearAll(batches, { ...this.tools.hearing, wanted });
    for (const member of [...this.#members]) {
      const before = member.applied;
      await member.apply(...heard);
      // What it has done before and skips is no sign of life: a batch that fails at the next member is given again and again.
      if (member.applied > before) for (const { control } of waiting) await control.heartbeat();
    }
    for (const { size } of heard) this.#unsaved += size;
    if (this.#unsaved >= SAVE_EVERY) await this.#saveNow();
    else this.#saveSoon();
    for (const listener of [...this.#listeners]) listener();
  }

  async #saveNow(): Promise<void> {
    clearTimeout(this.#saving);
    this.#saving = undefined;
    this.#forgetLost();
    await saveIdle(this.#members, this.tools.rows);
    this.#unsaved = 0;
  }
  /** Once it stops, what it still holds is its own to the end. */
  #forgetLost(): void {
    if (this.#stopped) return;
    const lost = [...this.#held].flatMap(([partition, { aborted }]) => (aborted ? [partition] : []));
    for (const partition of lost) this.#held.delete(partition);
    for (const member of this.#members) member.forgetIdle(lost);
  }
  /** A failure is told, and tried again: what is not saved another process does not know of. */
  #saveSoon(putOff = PUT_OFF): void {
    if (this.#stopped || this.#saving) return;
    const unsaved = this.#unsaved;
    this.#saving = setTimeout(() => {
      this.#saving = undefined;
      if (this.#unsaved > unsaved && putOff > 0) return this.#saveSoon(putOff - 1);
      const save = (): Promise<void> => this.#turn.run(() => this.#saveNow());
      save().catch((error: unknown) => {
        this.tools.failed?.(asError(error));
        this.#saveSoon();
      });
    }, SAVE_WITHIN).unref();
  }

  async #earliest(topic: string, partition: number): Promise<Offset | undefined> {
    if (this.#members.length === 0) return 'committed';
    // It may have been another's in between.
    for (const member of this.#members) member.forgetIdle([partitionOf({ topic, partition })]);
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

/** Saves for who comes after this process; while the rows are away it is told of, and what was not saved is heard again. */
export async function atTheEnd({ failed }: Pick<GroupTools, 'failed'>, save: () => Promise<void>): Promise<void> {
  try {
    await save();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    failed?.(error);
  }
}
