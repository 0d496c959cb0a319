import type { Json, JsonObject } from '../fact.js';
import { Unavailable, VersionConflict } from '../failures.js';
import type { Offset } from '../message-log/message-log.js';
import type { RowStore, Table } from '../row-store/row-store.js';
import { TracedBatch } from '../tracing/traced-batch.js';
import type { Tracing } from '../tracing/tracing.js';
import { toJson, type Heard, type HeardBatch } from './heard.js';
import { attemptByKey, byKey, type Failure, type Patience } from './one-by-key.js';
import { OneAtATime } from '../one-at-a-time.js';
import { ParkedKeys, type Parkable, type Parking } from './parked.js';
import { backOff } from './pause.js';
import type { Writes } from './slots.js';

/** What a projection, a reaction and an agenda each know how to do with a batch. */
export interface Worker {
  readonly tables: readonly Table[];
  handles(type: string): boolean;
  /** A fresh attempt: whatever was loaded or changed by an earlier one is forgotten. */
  open(items: readonly Heard[]): Promise<Session>;
  /** After a batch: what can wait a little. `calm`: nothing waits behind it. Answers in how many milliseconds to ask again, when it waits. */
  settle?(calm: boolean): Promise<number | undefined>;
  /** Another process, which had what comes to this one, may have left what it had put off. */
  lookAgain?(): void;
  /** The same at once: nobody shall see it unsettled. */
  finish?(): Promise<void>;
}
export interface Session {
  attempt(items: readonly Heard[]): Promise<readonly Failure[]>;
  writes(): Promise<Writes>;
  /** The commit stands: tell whoever waits for it. */
  committed?(): void;
}

export type MemberTools = {
  readonly rows: RowStore;
  readonly now: () => string;
  readonly patience: Patience;
  readonly tracing?: Tracing | undefined;
};

type Marks = { readonly [name: string]: Json };

/** Milliseconds until what could not be settled is tried again. */
const SETTLE_AGAIN_MS = 1_000;

/** Rows that change; of the rest it is only made sure that they are not there. */
const rowsIn = (writes: Writes): number =>
  writes.flatMap(({ rows }) => rows.filter(({ doc, expected }) => doc !== null || expected > 0)).length;

export const partitionOf = ({ topic, partition }: { topic: string; partition: number }): string =>
  `${topic}/${String(partition)}`;

/**
 * One view, reaction or agenda with its own checkpoint per partition and its own parked keys. Rows, parked messages and
 * checkpoint are one commit; a lost race reloads and does the batch again.
 */
export class Member {
  readonly parked: ParkedKeys;
  /** Messages taken in since the start, for metrics. */
  applied = 0;
  readonly #turn = new OneAtATime();
  readonly #checkpoints = new Map<string, Offset | undefined>();
  /** Last position of each source, per partition: what `waitFor` looks at. */
  readonly positions = new Map<string, Map<string, string>>();
  /** Whether readers follow it batch by batch; while it catches up, what can wait waits until the end. */
  live = false;
  #idle: { [name: string]: Json } = {};
  #later: NodeJS.Timeout | undefined;

  constructor(
    /** Name of its checkpoint, of its parked keys and of the group in which it catches up. */
    readonly name: string,
    readonly worker: Worker,
    private readonly tools: MemberTools,
  ) {
    this.parked = new ParkedKeys(tools.rows, name, tools.now);
  }

  /** Makes its tables and remembers its parked keys. */
  async prepare(): Promise<void> {
    for (const table of this.worker.tables) await this.tools.rows.declare(table);
    await this.parked.reload();
  }

  /**
   * A partition comes to this process, whoever had it before: where its effect ends, and which keys are parked by now. In this
   * order: what is parked after the one is read is at worst read again, and parks once.
   */
  takeOver(topic: string, partition: number): Promise<Offset | undefined> {
    return this.#turn.run(async () => {
      const checkpoint = await this.readCheckpoint(topic, partition);
      await this.parked.reload();
      this.worker.lookAgain?.();
      if (this.live) this.#settleIn(0);
      return checkpoint;
    });
  }

  /** Last offset of a partition whose effect stands; read anew, since another process may have held the partition. */
  async readCheckpoint(topic: string, partition: number): Promise<Offset | undefined> {
    const place = partitionOf({ topic, partition });
    const saved = ((await this.tools.rows.checkpoint(`${this.name}:${place}`)) ?? undefined) as Offset | undefined;
    const own = this.#checkpoints.get(place);
    const latest = saved === undefined || (own !== undefined && own > saved) ? own : saved;
    this.#checkpoints.set(place, latest);
    return latest;
  }
  checkpoint(topic: string, partition: number): Offset | undefined {
    return this.#checkpoints.get(partitionOf({ topic, partition }));
  }

  /** Takes in batches of different partitions: all of them, or (by throwing) none. What it has done before it skips. */
  apply(...batches: readonly HeardBatch[]): Promise<void> {
    return this.#turn.run(() => this.#apply(batches));
  }
  /** Work of this member between batches, such as replaying a parked key. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#turn.run(work);
  }
  /** Checkpoints of batches in which nothing concerned it; whoever takes them saves them. */
  takeIdle(): { readonly [name: string]: Json } {
    const idle = this.#idle;
    this.#idle = {};
    return idle;
  }
  /** Partitions that went to others: how far they are is theirs to say, and may have moved on. */
  forgetIdle(partitions: readonly string[]): void {
    for (const partition of partitions) delete this.#idle[`${this.name}:${partition}`];
  }
  /** Gives back what could not be saved. */
  keepIdle(idle: { readonly [name: string]: Json }): void {
    this.#idle = { ...idle, ...this.#idle };
  }

  async #apply(batches: readonly HeardBatch[]): Promise<void> {
    const fresh = batches.filter((batch) => this.#isNew(batch));
    const items = fresh.flatMap((batch) => this.#newIn(batch));
    const marks = Object.fromEntries(fresh.map((batch) => [`${this.name}:${partitionOf(batch)}`, batch.last]));
    if (items.length === 0) Object.assign(this.#idle, marks);
    else await this.#take(items, marks);
    this.applied += items.length;
    for (const batch of fresh) this.#checkpoints.set(partitionOf(batch), batch.last);
    for (const batch of batches) this.#remember(batch);
    const calm = batches.every(({ caughtUp }) => caughtUp);
    if (this.live || calm) await this.#settle(calm);
  }

  #isNew(batch: HeardBatch): boolean {
    const done = this.#checkpoints.get(partitionOf(batch));
    return done === undefined || batch.last > done;
  }
  /** What concerns it and was not done before. */
  #newIn(batch: HeardBatch): readonly Heard[] {
    const done = this.#checkpoints.get(partitionOf(batch));
    return batch.items.filter((item) => this.#concerns(item) && (done === undefined || item.offset > done));
  }

  async #settle(calm: boolean): Promise<void> {
    const wait = await this.worker.settle?.(calm);
    clearTimeout(this.#later);
    if (wait !== undefined) this.#settleIn(wait);
  }
  /** Whether or not another batch comes, and again where the store is away just then. */
  #settleIn(wait: number): void {
    clearTimeout(this.#later);
    if (this.tools.patience.signal.aborted) return;
    const again = (error: unknown): void => {
      if (error instanceof Unavailable) this.#settleIn(SETTLE_AGAIN_MS);
    };
    this.#later = setTimeout(() => void this.inTurn(() => this.#settle(true)).catch(again), wait).unref();
  }
  /** Stops waiting for what was put off: it is marked, and done by whoever takes over. */
  async stop(): Promise<void> {
    await this.inTurn(async () => clearTimeout(this.#later));
  }

  #concerns({ fault, bytes, sealed }: Heard): boolean {
    return sealed ? this.worker.handles(sealed.type) : fault !== undefined || bytes !== undefined;
  }

  #remember(batch: HeardBatch): void {
    const { positions } = batch;
    const place = partitionOf(batch);
    const known = this.positions.get(place) ?? new Map<string, string>();
    for (const [source, position] of positions) if ((known.get(source) ?? '') < position) known.set(source, position);
    this.positions.set(place, known);
  }

  /** What is only read again, to make a view anew, is no news to anybody's trace. */
  async #take(items: readonly Heard[], marks: Marks): Promise<void> {
    const { tracing } = this.tools;
    const traced = tracing && this.live ? TracedBatch.begin(tracing, this.name, items) : undefined;
    await (traced ? traced.taking(() => this.#commit(traced.items, marks, traced)) : this.#commit(items, marks));
  }

  async #commit(items: readonly Heard[], marks: Marks, traced?: TracedBatch): Promise<void> {
    const checkpoints = { ...this.#idle, ...marks };
    await this.again(async () => {
      const free = this.parked.size === 0 ? items : items.filter(({ key }) => !this.parked.has(key));
      const behind = free === items ? [] : items.filter(({ key }) => this.parked.has(key));
      const session = await this.worker.open(free);
      const failures = await attemptByKey(free, (some) => session.attempt(some), this.tools.patience);
      const staged = this.parked.stage(parkings(failures, behind));
      const writes = [...(await session.writes()), ...staged.writes];
      const commit = (): Promise<void> => this.tools.rows.commit({ writes, checkpoints });
      await (traced ? traced.committing(rowsIn(writes), commit) : commit());
      staged.settle();
      session.committed?.();
    });
    this.#idle = {};
  }

  /** Does it until it stands: a lost race means that somebody else moved on, and that we look again. */
  async again(work: () => Promise<void>): Promise<void> {
    const { pause, signal } = this.tools.patience;
    for (let tries = 1; ; tries++) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof VersionConflict) || signal.aborted) throw error;
        await pause(backOff(tries), signal);
        await this.parked.reload();
      }
    }
  }
}

function parkings(failures: ReadonlyMap<string, Failure>, behind: readonly Heard[]): ReadonlyMap<string, Parking> {
  const all = new Map<string, Parking>();
  for (const [key, { error, items }] of failures) all.set(key, { error, items: items.map(parkable) });
  for (const [key, items] of byKey(behind)) all.set(key, { error: undefined, items: items.map(parkable) });
  return all;
}

function parkable(item: Heard): Parkable {
  const { key, sealed, offset } = item;
  const place = sealed
    ? { source: sealed.source, position: sealed.position }
    : { source: partitionOf(item), position: offset };
  return { key, place, body: toJson(item) satisfies JsonObject };
}
