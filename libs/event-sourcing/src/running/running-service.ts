import { Refusal } from '../failures.js';
import type { MessageLog } from '../message-log/message-log.js';
import type { RowStore, Table } from '../row-store/row-store.js';
import type { ServiceDefinition } from '../service.js';
import { areAtTheEnds, endsOf, hasReached } from './at-the-ends.js';
import type { Progress } from './catch-up.js';
import { digestTable, type Digest } from './digest.js';
import type { Hearing } from './heard.js';
import type { Member } from './member.js';
import type { Membership } from './membership.js';
import type { Patience } from './one-by-key.js';
import { listParked, MemberParker, type DropNote, type Parker } from './parked-desk.js';
import type { ParkedKey } from './parked.js';
import { pause } from './pause.js';
import { ProjectionWorker } from './run-projection.js';
import { refusalsTable } from './run-reaction.js';
import { SchedulerParker } from './scheduler-parker.js';
import type { Sayings } from './sayings.js';
import type { Scheduler } from './scheduler.js';
import type { ReadAnswer, ReadGoal } from './sources-read.js';

/** Numbers for metrics; none of them names a person. */
export type Figures = {
  /** Messages not yet handled by the live group; undefined when unknown. */
  readonly lag: number | undefined;
  readonly members: readonly {
    readonly name: string;
    readonly applied: number;
    readonly parkedKeys: number;
    readonly parked: number;
    readonly live: boolean;
  }[];
  readonly parked: number;
  readonly refusals: number;
  readonly issued: number;
  readonly lapsed: number;
};
export type RunningParts = {
  readonly definition: ServiceDefinition;
  readonly membership: Membership;
  readonly scheduler: Scheduler;
  readonly saying: Sayings;
  readonly rows: RowStore;
  readonly log: MessageLog;
  readonly hearing: Hearing;
  readonly patience: Patience;
  /** When this process last relayed; undefined while another one does. */
  readonly lastSaid: () => number | undefined;
  readonly stop: () => Promise<void>;
};

/** A build that another process makes, and of which this one has read nothing. */
const NOT_HERE = { applied: 0, parkedKeys: 0, parked: 0, live: false };

/** A service at work: what its shell, its operators and its tests may ask of it. */
export class RunningService implements AsyncDisposable {
  #stopped: Promise<void> | undefined;

  constructor(private readonly parts: RunningParts) {}

  /** Where readers of a view, of its totals or of an agenda look now. Ask each time: a rebuild moves it. */
  activeTable(name: string): Table {
    return this.parts.membership.builds.activeTable(name);
  }

  /** Waits until a view shows what a service has said up to a position; false when `timeout` milliseconds did not suffice. */
  async waitFor(view: string, position: string, source: string, timeout = 5_000): Promise<boolean> {
    const { membership, log, definition, saying } = this.parts;
    const deadline = performance.now() + timeout;
    for (;;) {
      const member = membership.active(view);
      const said = source === definition.name ? await saying.isSaid(position) : undefined;
      const reached = member && (await hasReached(member, definition.hears, log, { source, position, said }));
      // Another process may have switched meanwhile to rows that have not come so far in the partitions of this one.
      if (reached && (await membership.isStillActive(view, member))) return true;
      const left = deadline - performance.now();
      if (left <= 0) return false;
      await this.#nextBatch(Math.min(left, 20));
    }
  }

  /**
   * Where the service stands when all is said, heard and done, and totals are fresh; undefined when something is left.
   * Totals that were put off are made fresh at once. Services that all answer the same twice in a row have set nothing
   * going among each other between the two answers.
   */
  async drained(): Promise<string | undefined> {
    const standing = await this.atRest();
    if (standing === undefined) return undefined;
    let stale = 0;
    for (const member of this.parts.membership.members) {
      if (!(member.worker instanceof ProjectionWorker) || (await member.worker.totals.isFresh())) continue;
      stale += 1;
      await member.inTurn(async () => member.worker.finish?.());
    }
    return stale === 0 ? standing : await this.atRest();
  }

  /** The same while totals may still follow: relay and members at the ends, everyone in the live group, and nothing due by now. */
  async atRest(): Promise<string | undefined> {
    const { membership, scheduler } = this.parts;
    const quiet = (await this.hasReadAll(membership.members)) && (await scheduler.idle());
    const standing = quiet ? await this.#standing(membership.members) : undefined;
    return (await membership.isJoining()) ? undefined : standing;
  }

  /**
   * The same without what is due: whether everything said so far has been taken in by these members; by those of the live
   * group when not named, since what is being made anew holds nobody up. Totals are for readers: nothing waits for them.
   */
  async hasReadAll(members: readonly Member[] = this.parts.membership.group.members): Promise<boolean> {
    return (await this.#standing(members)) !== undefined;
  }

  /** How far it is, and whether it has come as far as was asked. */
  async readUpTo({ position, ends }: ReadGoal): Promise<ReadAnswer> {
    const { saying, membership, definition, log } = this.parts;
    const atRest = await this.hasReadAll();
    const said = atRest || (position !== undefined && (await saying.isSaid(position)));
    const now = await endsOf(definition.hears, log);
    const known = ends?.every((end) => now.some((one) => one.topic === end.topic && one.partition === end.partition));
    const heard = atRest || (known === true && (await areAtTheEnds(membership.group.members, ends ?? [])));
    return { atRest, said, heard, ends: now };
  }

  /** Parked keys; see `ParkedKey`. */
  parked(ask: {
    readonly consumer?: string;
    readonly after?: string;
    readonly limit: number;
  }): Promise<{ readonly keys: readonly ParkedKey[]; readonly next?: string }> {
    return listParked(this.parts.rows, ask);
  }
  /** Does what is parked for a key again, in order; answers how many got through. */
  replay(consumer: string, key: string): Promise<number> {
    return this.#parker(consumer).replay(key);
  }
  /** Gives up what is parked for a key, with a reason that is kept. */
  drop(consumer: string, key: string, note: DropNote): Promise<number> {
    return this.#parker(consumer).drop(key, note);
  }

  /** Makes a view's rows anew beside the live ones; they take over when they are level. `progress` tells how far it is. */
  rebuild(view: string): Promise<void> {
    return this.parts.membership.rebuild(view);
  }
  progress(): Promise<readonly Progress[]> {
    return this.parts.membership.progress();
  }

  /** One digest per view and per totals. */
  async digest(): Promise<readonly Digest[]> {
    const digests: Digest[] = [];
    for (const { name, digest, totals } of this.parts.definition.projections) {
      const business = digest as ((row: object) => unknown) | undefined;
      digests.push(await digestTable(this.parts.rows, name, this.activeTable(name), business));
      for (const each of totals ?? [])
        digests.push(await digestTable(this.parts.rows, each.name, this.activeTable(each.name)));
    }
    return digests;
  }

  /** When the live group last handled a batch or found nothing to do (ms since epoch); liveness is progress. */
  lastProgress(): number | undefined {
    return this.parts.membership.group.lastProgress();
  }

  /** Whether facts wait to be said, and when this process last said any (ms since epoch; undefined while another one does). */
  async saying(): Promise<{ readonly waits: boolean; readonly lastProgress: number | undefined }> {
    return { waits: (await this.parts.saying.standing()) === undefined, lastProgress: this.parts.lastSaid() };
  }

  async figures(): Promise<Figures> {
    const { membership, scheduler, rows } = this.parts;
    const making = await membership.making();
    const seated = membership.members.map((member) => ({
      name: member.name,
      applied: member.applied,
      parkedKeys: member.parked.size,
      parked: member.parked.count,
      live: membership.group.members.includes(member) && !making.includes(member.name),
    }));
    const elsewhere = making.filter((name) => !seated.some((each) => each.name === name));
    const members = [...seated, ...elsewhere.map((name) => ({ name, ...NOT_HERE }))];
    const parked = members.reduce((sum, each) => sum + each.parked, scheduler.parked.count);
    const [lag, refusals] = await Promise.all([membership.group.lag(), rows.count(refusalsTable)]);
    return { lag, members, parked, refusals, issued: scheduler.issued, lapsed: scheduler.lapsed };
  }

  /** Intake first, then what is under way, then the checkpoints. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped ??= this.parts.stop();
    await this.#stopped;
  }

  /** What was said and where the topics end, when the members have come so far; undefined when they have not. */
  async #standing(members: readonly Member[]): Promise<string | undefined> {
    const { saying, definition, log } = this.parts;
    const said = await saying.standing();
    if (said === undefined) return undefined;
    const ends = await endsOf(definition.hears, log);
    if (!(await areAtTheEnds(members, ends)) || (await saying.standing()) !== said) return undefined;
    return JSON.stringify([said, ...ends.map(({ end }) => end)]);
  }

  async #nextBatch(within: number): Promise<void> {
    const stop = new AbortController();
    await Promise.race([this.parts.membership.group.heard(stop.signal), pause(within, stop.signal)]);
    stop.abort();
  }

  #parker(consumer: string): Parker {
    const { membership, scheduler, rows, hearing, patience } = this.parts;
    if (consumer === scheduler.parked.consumer) return new SchedulerParker(scheduler, rows);
    const member = membership.members.find(({ name }) => name === consumer);
    if (!member) throw new Refusal('parked.no-such-consumer');
    return new MemberParker(member, rows, hearing, patience);
  }
}
