import { AsyncLocalStorage } from 'node:async_hooks';
import type { Chance } from '@pcrm/cli/demo';
import { EventQueue, type Event } from './event-queue.js';
import type { Owner } from './owner.js';
import { real } from './real-time.js';
import { seeded } from './seeded.js';

/** Nothing is left that could happen, and the run is not over. */
export class Standstill extends Error {
  override readonly name = 'Standstill';
}

/** More steps than a run can need: something goes round in circles. */
const MOST_STEPS = 600_000;
const owners = new AsyncLocalStorage<Owner>();

/** Which process is at work now. */
export const ownerNow = (): Owner | undefined => owners.getStore();

/**
 * One run: a clock of its own and everything that waits for it, in one order that follows from the seed. After each step all
 * that it set going without waiting is done before the next step begins.
 */
export class World {
  /** Milliseconds since the run began. */
  now = 0;
  steps = 0;
  /** While a process is put together outside of the run, real time goes on for it. */
  paused = false;
  readonly chance: Chance;
  private readonly queue = new EventQueue();
  private hash = 0x811c9dc5;
  private tail: string[] = [];

  constructor(readonly seed: number) {
    this.chance = seeded(seed);
  }

  /** Lets something happen after so many milliseconds, for whoever is at work now unless said otherwise. */
  after(milliseconds: number, run: () => void | Promise<void>, owner: Owner | undefined = ownerNow()): Event {
    return this.queue.add({ at: this.now + Math.max(0, milliseconds), owner, run, cancelled: false });
  }

  /** Work of one process. */
  as<Result>(owner: Owner, work: () => Result): Result {
    return owners.run(owner, work);
  }

  /** What happened: a part of the history by which two runs are compared. */
  note(what: string): void {
    for (let n = 0; n < what.length; n++) this.hash = Math.imul(this.hash ^ what.charCodeAt(n), 0x01000193);
    this.hash = Math.imul(this.hash ^ Math.floor(this.now * 1_000), 0x01000193);
    this.tail.push(`${this.now.toFixed(3).padStart(12)} ${what}`);
    if (this.tail.length > 4_000) this.tail = this.tail.slice(-2_000);
  }
  get trace(): string {
    return (this.hash >>> 0).toString(16).padStart(8, '0');
  }
  /** The last things that happened, oldest first. */
  last(count: number): readonly string[] {
    return this.tail.slice(-count);
  }

  /** Steps until the work is done. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    let over = false;
    const done = work().finally(() => (over = true));
    done.catch(() => undefined);
    await settled();
    while (!over) {
      const event = this.queue.next();
      if (!event) throw new Standstill('nothing is left to happen');
      await this.step(event);
      if (this.steps > MOST_STEPS) throw new Standstill('the run comes to no end');
    }
    return await done;
  }

  private async step(event: Event): Promise<void> {
    const { owner, run } = event;
    if (event.cancelled || owner?.dead === true) return;
    if (owner && owner.stalledUntil > event.at) {
      this.queue.add({ ...event, at: owner.stalledUntil });
      return;
    }
    this.now = Math.max(this.now, event.at);
    this.steps += 1;
    await (owner ? owners.run(owner, run) : owners.exit(run));
    await settled();
  }
}

/** Everything that needs no further step is done: Node looks at immediates when no microtask is left. */
const settled = (): Promise<void> => new Promise((resolve) => real.setImmediate(resolve));
