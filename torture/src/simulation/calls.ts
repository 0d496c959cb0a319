import { Unavailable } from '@pcrm/event-sourcing';
import type { Fault, FaultPlan } from './faults.js';
import type { SimProcess } from './sim-process.js';
import type { World } from './world.js';

/** What goes wrong with a process: done by whoever keeps the processes. */
export type Undertaker = {
  crash(process: SimProcess, restartAfter: number): void;
  zombie(process: SimProcess, dieAfter: number): void;
  upgrade(process: SimProcess, restartAfter: number): void;
};
/** A call of one process. */
export type Call = <Answer>(what: string, work: () => Promise<Answer>) => Promise<Answer>;
export type CallCounts = { calls: number; refused: number; crashes: number };

/** Every call of a process to a port is two steps of the run: it is done, and it is answered; or it never is. */
export class Calls {
  readonly counts: CallCounts = { calls: 0, refused: 0, crashes: 0 };
  private readonly awayUntil = new Map<string, number>();

  constructor(
    private readonly world: World,
    private readonly plan: FaultPlan,
    private readonly undertaker: Undertaker,
  ) {}

  /** Calls a port. A process that dies meanwhile hears no answer and goes on no further. */
  make<Answer>(process: SimProcess, what: string, work: () => Promise<Answer>): Promise<Answer> {
    if (process.direct) return work();
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    if (process.dead) return promise;
    const doIt = (): void => {
      this.counts.calls += 1;
      const faults = this.plan.atCall(process.name, what);
      this.world.note(`${process.label} ${what}`);
      this.happen(process, faults.filter(({ after }) => !after)); // prettier-ignore
      if (process.dead) return;
      if (this.isAway(process)) {
        this.refuse(process, what, reject);
        return;
      }
      const answer = work();
      this.happen(process, faults.filter(({ after }) => after)); // prettier-ignore
      const isLost = faults.some(({ kind }) => kind === 'lost');
      // Mostly it is answered as soon as it is done: a process that died meanwhile hears nothing.
      const atOnce = !isLost && this.world.chance.is(0.7);
      const answered = (tell: () => void): void => {
        if (!atOnce) this.world.after(this.latency(), tell, process);
        else if (!process.dead && process.stalledUntil <= this.world.now) tell();
        else this.world.after(0, tell, process);
      };
      answer.then(
        (value) => answered(() => (isLost ? this.refuse(process, what, reject) : resolve(value))),
        (error: unknown) => answered(() => reject(error)),
      );
    };
    this.world.after(this.latency(), doIt, process);
    return promise;
  }

  /** A process that could not begin. */
  give(process: SimProcess): void {
    this.undertaker.crash(process, 200);
  }

  /** Mostly next to nothing, sometimes long: what is asked later may be done and answered before. */
  latency(): number {
    const { chance } = this.world;
    const long = chance.next();
    if (long < 0.004) return chance.next() * 900;
    return chance.next() * (long < 0.06 ? 30 : 1);
  }

  private happen(process: SimProcess, faults: readonly Fault[]): void {
    for (const { kind, ms } of faults) {
      this.world.note(`${process.label} ${kind} ${String(ms)}`);
      if (kind === 'crash') this.undertaker.crash(process, ms);
      else if (kind === 'upgrade') this.undertaker.upgrade(process, ms);
      else if (kind === 'zombie') this.undertaker.zombie(process, ms);
      else if (kind === 'stall') process.stalledUntil = this.world.now + ms;
      else if (kind === 'outage') this.awayUntil.set(process.name, this.world.now + ms);
    }
  }
  private isAway({ name, flaky }: SimProcess): boolean {
    return (flaky && this.world.chance.is(0.3)) || (this.awayUntil.get(name) ?? 0) > this.world.now;
  }
  private refuse(process: SimProcess, what: string, reject: (error: Error) => void): void {
    this.counts.refused += 1;
    this.world.note(`${process.label} is told: away`);
    reject(new Unavailable(`${process.label} cannot ${what}`));
  }
}
