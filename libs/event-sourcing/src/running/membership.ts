import { asError } from '../failures.js';
import { OneAtATime } from '../one-at-a-time.js';
import type { ServiceDefinition } from '../service.js';
import { Assembly, memberName, type AssemblyTools, type Seat } from './assembly.js';
import { buildables } from './buildables.js';
import { Builds, same, type Build } from './builds.js';
import { CatchUp, type Progress } from './catch-up.js';
import { forget, hasJoined, noteJoined } from './joined.js';
import { LeftBehind } from './left-behind.js';
import { LiveGroup, type GroupTools } from './live-group.js';
import type { Member } from './member.js';
import { pause } from './pause.js';

export type MembershipOptions = {
  /** See `CatchUpOptions`; for rebuilds only: what is new and waited for goes as fast as it can. */
  readonly rebuildPerSecond?: number;
  /** Milliseconds between two looks at what other processes of the service have done. */
  readonly lookEvery: number;
  /** Milliseconds for which the rows of a build that was replaced stay: for readers, and for processes that know no later version. */
  readonly dropAfter: number;
  readonly signal: AbortSignal;
};

/** So many looks after one another it is looked once whether a build is left behind: that takes a question for each partition. */
const LOOKS_APART = 10;

/**
 * Who of a service is in the live group, who is catching up alone, and when the one becomes the other. What one process begins or
 * puts in place the others find written, and do likewise: a build is kept up only where all have a seat for it.
 */
export class Membership {
  readonly builds: Builds;
  readonly group: LiveGroup;
  readonly #assembly: Assembly;
  readonly #seats: Seat[] = [];
  readonly #catchUps = new Set<CatchUp>();
  readonly #turn = new OneAtATime();
  readonly #leftBehind: LeftBehind;

  constructor(
    private readonly definition: ServiceDefinition,
    private readonly tools: AssemblyTools & GroupTools,
    private readonly options: MembershipOptions,
  ) {
    this.builds = new Builds(tools.rows, buildables(definition), (name, build) => this.#forget(name, build));
    this.group = new LiveGroup(tools);
    this.#leftBehind = new LeftBehind(this.group, tools);
    this.#assembly = new Assembly(definition, this.builds, tools);
  }

  /** Seats everyone: who was level once, or begins with the service, lives in the group; the others catch up alone. */
  async start(): Promise<void> {
    await this.builds.prepare();
    this.#seats.push(...(await this.#assembly.seats()));
    const joined = await Promise.all(this.#seats.map(({ member }) => hasJoined(this.tools.rows, member.name)));
    const nobody = !joined.includes(true);
    const beside = ({ built }: Seat): boolean => built !== undefined && !this.builds.isActive(built.name, built.build);
    const behind = this.#seats.filter((seat, at) => !joined[at] && (!nobody || beside(seat)));
    // Whoever joins may take the place of another, who has no seat any more.
    const seated = (seat: Seat): boolean => this.#seats.includes(seat);
    for (const seat of [...this.#seats]) if (seated(seat) && !behind.includes(seat)) await this.#join(seat);
    await this.group.start();
    for (const seat of behind) if (seated(seat)) await this.#catchUp(seat);
    void this.#keepLooking();
  }

  get members(): readonly Member[] {
    return this.#seats.map(({ member }) => member);
  }
  /** The member that keeps up what readers of a view or agenda see; undefined while only another version's rows are there. */
  active(name: string): Member | undefined {
    const seat = this.#seats.find(({ built }) => built?.name === name && this.builds.isActive(name, built.build));
    return seat?.member;
  }
  /**
   * Whether somebody is still to join the live group, or should be: until then readers of that view see rows that nobody may be
   * keeping up.
   */
  async isJoining(): Promise<boolean> {
    await this.builds.look();
    return this.#catchUps.size > 0 || this.#missing().length > 0;
  }
  /** Builds in the making, whichever process makes them: until they are done readers see others. */
  async making(): Promise<readonly string[]> {
    await this.builds.look();
    return this.builds.making().map(([name, build]) => memberName(this.definition.name, name, build));
  }
  /** Whether this member keeps up what readers see, whoever has switched just now. */
  async isStillActive(name: string, member: Member): Promise<boolean> {
    await this.builds.look();
    return this.active(name) === member;
  }
  progress(): Promise<readonly Progress[]> {
    return Promise.all([...this.#catchUps].map((catchUp) => catchUp.progress()));
  }

  /** Begins to make the rows of a view anew beside those that are read; they take their place when they are level. */
  async rebuild(name: string): Promise<void> {
    await this.builds.begin(name);
    await this.look();
  }

  /** Takes up what other processes have begun or put in place, and leaves what they have replaced. */
  look(): Promise<void> {
    return this.#turn.run(async () => {
      if (this.options.signal.aborted) return;
      await this.builds.look();
      for (const name of this.#givenUp()) await this.builds.settle(name);
      for (const seat of this.#seats.filter((each) => this.#isOver(each))) await this.#leave(seat);
      for (const [name, build] of this.#missing()) {
        const seat = await this.#assembly.built(name, build);
        this.#seats.push(seat);
        await this.#catchUp(seat);
      }
    });
  }

  async stop(): Promise<void> {
    const looked = this.#turn.run(async () => undefined);
    const alone = looked.then(() => Promise.all([...this.#catchUps].map((catchUp) => catchUp.stop())));
    await Promise.all([this.group.stop(), alone]);
    await Promise.all(this.members.map((member) => member.stop()));
  }

  async #keepLooking(): Promise<void> {
    const { lookEvery, dropAfter, signal } = this.options;
    for (let looks = 1; !signal.aborted; looks++) {
      await pause(lookEvery, signal);
      try {
        await this.look();
        await this.#turn.run(async () => (signal.aborted ? undefined : this.builds.dropOld(dropAfter)));
        if (looks % LOOKS_APART === 0) await this.#turn.run(() => this.#standIn());
      } catch (error) {
        this.tools.failed?.(asError(error));
      }
    }
  }

  /**
   * As long as the build is there that another one has replaced, some processes may know no later one: what they take in for
   * the former is read here for the new one, alone and now and then, until they are gone.
   */
  async #standIn(): Promise<void> {
    for (const seat of this.#seats.filter((each) => this.#hasReplaced(each))) {
      if (this.options.signal.aborted || !(await this.#leftBehind.is(seat.member))) continue;
      this.#leftBehind.forget(seat.member);
      await this.#catchUp(seat);
    }
  }
  #hasReplaced({ member, built }: Seat): boolean {
    if (!built || !member.live || !this.builds.isActive(built.name, built.build)) return false;
    return this.builds.hasOld(built.name) && ![...this.#catchUps].some((catchUp) => catchUp.member === member);
  }

  /** Builds of this version of the code that have no seat yet. */
  #missing(): readonly (readonly [name: string, build: Build])[] {
    return buildables(this.definition).flatMap(({ name }) =>
      this.builds
        .current(name)
        .filter((build) => !this.#seats.some(({ built }) => built?.name === name && same(built.build, build)))
        .map((build) => [name, build] as const),
    );
  }

  /** Views that are being made here, and of which a process of another version, which began meanwhile, has given up this version. */
  #givenUp(): readonly string[] {
    const names = this.#seats.flatMap(({ member, built }) => (built && !member.live ? [built.name] : []));
    return names.filter((name) => this.builds.current(name).length === 0);
  }

  /**
   * Whether nobody needs this build any more: it was given up before it was done, or another one is kept up here in its place.
   * Where only a later version of the code knows the other one, this one goes on until it is about to be dropped, for whoever
   * decides on its rows.
   */
  #isOver({ member, built }: Seat): boolean {
    const old = built && this.builds.oldFor(built.name, built.build);
    if (!built || old === undefined) return false;
    return !member.live || this.active(built.name)?.live === true || old >= this.options.dropAfter / 2;
  }

  async #leave(seat: Seat): Promise<void> {
    await this.group.between(async () => this.#unseat(seat));
    const alone = [...this.#catchUps].filter(({ member }) => member === seat.member);
    await Promise.all(alone.map((catchUp) => catchUp.stop()));
    for (const catchUp of alone) this.#catchUps.delete(catchUp);
    await seat.member.stop();
  }
  #unseat(seat: Seat): void {
    const { member, built } = seat;
    const at = this.#seats.indexOf(seat);
    if (at < 0) return;
    this.#seats.splice(at, 1);
    this.group.remove(member);
    this.#leftBehind.forget(member);
    if (built && member.live && this.active(built.name)?.live !== true) this.builds.keep(built.name, undefined);
  }

  async #catchUp(seat: Seat): Promise<void> {
    const { rebuildPerSecond, signal } = this.options;
    const isRebuild = seat.built !== undefined && !this.builds.isActive(seat.built.name, seat.built.build);
    const pace = isRebuild && rebuildPerSecond !== undefined ? { messagesPerSecond: rebuildPerSecond } : {};
    const join = async (): Promise<void> => {
      await this.#join(seat);
      this.#catchUps.delete(catchUp);
    };
    const catchUp = new CatchUp(seat.member, this.group, this.tools, {
      join,
      ...pace,
      signal,
      pause: this.tools.pause,
    });
    this.#catchUps.add(catchUp);
    await catchUp.start();
  }

  /** Only between batches. What is committed first is what a restart would find: rows are read before their builder is. */
  async #join(seat: Seat): Promise<void> {
    const { member, rank, built } = seat;
    if (!this.#seats.includes(seat)) return;
    await member.inTurn(async () => member.worker.finish?.());
    await noteJoined(this.tools.rows, member.name);
    this.group.add(member, rank);
    if (!built) return;
    await this.builds.activate(built.name, built.build);
    if (!this.builds.isActive(built.name, built.build)) return;
    this.builds.keep(built.name, built.build);
    for (const other of this.#seats.filter((each) => each.built?.name === built.name && this.#isOver(each)))
      this.#unseat(other);
  }

  async #forget(name: string, build: Build): Promise<void> {
    const partitions: string[] = [];
    for (const topic of this.tools.topics)
      for (const partition of (await this.tools.log.ends(topic)).keys())
        partitions.push(`${topic}/${String(partition)}`);
    await forget(this.tools.rows, memberName(this.definition.name, name, build), partitions);
  }
}
