import { Unavailable } from '@pcrm/event-sourcing';
import type { Owner } from './owner.js';
import type { World } from './world.js';

/** One process of the branch, from its start to its death. */
export class SimProcess implements Owner {
  dead = false;
  stalledUntil = 0;
  /** While it is put together outside of the run its calls are not steps. */
  direct = false;
  /** It is held for dead because it reaches the stores only now and then. */
  flaky = false;
  /** Its leases are anybody's again. */
  leave: () => Promise<void> = async () => undefined;
  private readonly end = Promise.withResolvers<never>();

  constructor(
    readonly world: World,
    readonly name: string,
    readonly incarnation: number,
  ) {
    this.end.promise.catch(() => undefined);
  }

  get label(): string {
    return `${this.name}#${String(this.incarnation)}`;
  }

  /** Ends it between two steps: nothing of it goes on, nobody is told. */
  kill(): void {
    if (this.dead) return;
    this.dead = true;
    this.world.note(`${this.label} dies`);
    this.end.reject(new Unavailable(`${this.name} is gone`));
  }

  /** Work of this process for somebody else, who hears when it is gone. */
  ask<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    if (this.dead) return Promise.reject(new Unavailable(`${this.name} is not there`));
    return Promise.race([this.world.as(this, work), this.end.promise]);
  }
}
