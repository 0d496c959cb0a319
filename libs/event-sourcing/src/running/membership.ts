import type { ServiceDefinition } from '../service.js';
import { Assembly, memberName, type AssemblyTools, type Seat } from './assembly.js';
import { buildables } from './buildables.js';
import { Builds, type Build } from './builds.js';
import { CatchUp, type Progress } from './catch-up.js';
import { forget, hasJoined, noteJoined } from './joined.js';
import { LiveGroup, type GroupTools } from './live-group.js';
import type { Member } from './member.js';

export type MembershipOptions = {
  /** See `CatchUpOptions`; for rebuilds only: what is new and waited for goes as fast as it can. */
  readonly rebuildPerSecond?: number;
  /** Milliseconds for which readers may still hold on to the rows of a build that was replaced. */
  readonly dropAfter: number;
  readonly signal: AbortSignal;
};

/** Who of a service is in the live group, who is catching up alone, and when the one becomes the other. */
export class Membership {
  readonly builds: Builds;
  readonly group: LiveGroup;
  readonly #assembly: Assembly;
  readonly #seats: Seat[] = [];
  readonly #catchUps = new Set<CatchUp>();
  readonly #drops = new Set<NodeJS.Timeout>();

  constructor(
    private readonly definition: ServiceDefinition,
    private readonly tools: AssemblyTools & GroupTools,
    private readonly options: MembershipOptions,
  ) {
    this.builds = new Builds(tools.rows, buildables(definition), (name, build) => this.#forget(name, build));
    this.group = new LiveGroup(tools);
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
  }

  get members(): readonly Member[] {
    return this.#seats.map(({ member }) => member);
  }
  /** The member that keeps up what readers of a view or agenda see; undefined while only another version's rows are there. */
  active(name: string): Member | undefined {
    const seat = this.#seats.find(({ built }) => built?.name === name && this.builds.isActive(name, built.build));
    return seat?.member;
  }
  /** Whether somebody is still to join the live group: until then readers of that view see rows that nobody may be keeping up. */
  get isJoining(): boolean {
    return this.#catchUps.size > 0;
  }
  progress(): Promise<readonly Progress[]> {
    return Promise.all([...this.#catchUps].map((catchUp) => catchUp.progress()));
  }

  /** Begins to make the rows of a view anew beside those that are read; they take their place when they are level. */
  async rebuild(name: string): Promise<void> {
    const build = await this.builds.begin(name);
    if (
      this.#seats.some(
        ({ built }) =>
          built?.name === name && built.build.rebuild === build.rebuild && built.build.version === build.version,
      )
    )
      return;
    const seat = await this.#assembly.built(name, build);
    this.#seats.push(seat);
    await this.#catchUp(seat);
  }

  async stop(): Promise<void> {
    for (const timer of this.#drops) clearTimeout(timer);
    await Promise.all([this.group.stop(), ...[...this.#catchUps].map((catchUp) => catchUp.stop())]);
    await Promise.all(this.members.map((member) => member.stop()));
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
    await member.inTurn(async () => member.worker.finish?.());
    await noteJoined(this.tools.rows, member.name);
    this.group.add(member, rank);
    if (!built || this.builds.isActive(built.name, built.build)) return;
    await this.builds.activate(built.name, built.build);
    for (const other of this.#seats.filter((each) => each.built?.name === built.name && each !== seat)) {
      this.group.remove(other.member);
      this.#seats.splice(this.#seats.indexOf(other), 1);
    }
    this.#dropLater();
  }

  #dropLater(): void {
    const timer = setTimeout(() => {
      this.#drops.delete(timer);
      this.builds.dropOld().catch(() => undefined); // the next start drops them
    }, this.options.dropAfter);
    timer.unref();
    this.#drops.add(timer);
  }

  async #forget(name: string, build: Build): Promise<void> {
    const partitions: string[] = [];
    for (const topic of this.tools.topics)
      for (const partition of (await this.tools.log.ends(topic)).keys())
        partitions.push(`${topic}/${String(partition)}`);
    await forget(this.tools.rows, memberName(this.definition.name, name, build), partitions);
  }
}
