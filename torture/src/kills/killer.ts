import { setTimeout as pause } from 'node:timers/promises';
import type { Branch } from './process/branch.js';
import { killOf, type Kill } from './kill-plan.js';
import { administrator } from './story/people.js';
import type { Disturb } from './story/tell.js';

/** Kills the process of a branch once in each round and starts it again, while work goes on. */
export class Killer {
  /** Processes killed so far, starts that were killed included. */
  kills = 0;

  constructor(
    private readonly branch: Branch,
    private readonly seed: number,
  ) {}

  readonly disturb: Disturb = async (round, phase, work) => {
    const kill = killOf(this.seed, round);
    if (kill.phase !== phase) return await work();
    if (kill.how === 'checkpoint') {
      await work();
      await this.strike(kill);
    } else await Promise.all([work(), this.strike(kill)]);
  };

  /** Starts that are killed so many milliseconds after they began; then one that is not. */
  async start(killedAfter: readonly number[]): Promise<void> {
    for (const ms of killedAfter) {
      const starting = this.branch.spawn();
      await Promise.race([pause(ms), starting.ended]);
      if (starting.hasEnded) throw new Error(`a start ended by itself: ${starting.said}`);
      await starting.end('SIGKILL');
      this.kills += 1;
    }
    await this.branch.start();
  }

  private async strike({ how, afterMs, stoppingMs, rebuilt, starts }: Kill): Promise<void> {
    if (how === 'rebuild') await this.rebuild(rebuilt);
    await pause(afterMs);
    if (how === 'stop') {
      this.branch.away();
      this.branch.process.signal('SIGTERM');
      await Promise.race([pause(stoppingMs), this.branch.process.ended]);
    }
    await this.branch.end('SIGKILL');
    this.kills += 1;
    await this.start(starts);
  }

  private async rebuild([service, view]: Kill['rebuilt']): Promise<void> {
    await this.branch.acknowledged({
      who: administrator,
      method: 'POST',
      path: `internal/${service}/views/${view}/rebuild`,
    });
  }
}
