import { setTimeout as pause } from 'node:timers/promises';
import type { BranchProcess } from '@pcrm/embedded/process';
import { checkpointBegun, rebuildBegun } from './process/as-it-happens.js';
import { halfMovedIn, isMoving, isRebuilding } from './process/found-dead.js';
import { migrationsIn } from './process/migrations.js';
import type { Branch } from './process/branch.js';
import { FILES, killOf, type Kill } from './kill-plan.js';
import { administrator } from './story/people.js';
import type { Disturb, Phase } from './story/tell.js';

/** How long things take where nobody disturbs, in milliseconds. */
export type Pace = {
  readonly startMs: number;
  readonly phaseMs: (round: number, phase: Phase) => number;
};

/** Kills aimed at what lasts a moment, and those of them that met it. */
type Aim = { readonly aimed: number; readonly met: number };
const UNTRIED: Aim = { aimed: 0, met: 0 };
export type Aims = Readonly<Record<'migration' | 'rebuild' | 'checkpoint', Aim>>;

/** Kills the process of a branch once in each round and starts it again, while work goes on. */
export class Killer {
  /** Processes killed so far, starts that were killed included. */
  kills = 0;
  /** A migration is met half-way when some files are in the new format, and not yet all. */
  aims: Aims = { migration: UNTRIED, rebuild: UNTRIED, checkpoint: UNTRIED };

  constructor(
    private readonly branch: Branch,
    private readonly seed: number,
    private readonly pace: Pace,
  ) {}

  readonly disturb: Disturb = async (round, phase, work) => {
    const kill = killOf(this.seed, round);
    if (kill.phase !== phase) return await work();
    const working = work();
    // A machine that is less busy than it was is done sooner: then there is nothing left to wait for.
    const share = (): Promise<void> => Promise.race([working, pause(kill.after * this.pace.phaseMs(round, phase))]);
    await Promise.all([working, this.strike(kill, kill.how === 'checkpoint' ? working : share())]);
  };

  /** Starts that are killed after these shares of a start; then one that is not. */
  async start(killedAfter: readonly number[]): Promise<void> {
    for (const share of killedAfter) {
      const starting = this.branch.spawn();
      await Promise.race([pause(share * this.pace.startMs), starting.ready, starting.ended]);
      await this.killed(starting);
    }
    await this.branch.start();
  }

  private async strike({ how, migrating, starts, ...kill }: Kill, moment: Promise<void>): Promise<void> {
    const halfMoved = halfMovedIn(this.branch.folder);
    await moment;
    if (how === 'rebuild') await this.rebuild(kill.rebuilt);
    if (how === 'checkpoint') await this.checkpoint(kill.movingMs);
    if (how === 'stop') await this.stop(kill.stoppingMs);
    await this.branch.end('SIGKILL');
    this.kills += 1;
    if (how === 'rebuild') this.aimed(how, isRebuilding(this.branch.folder));
    if (how === 'checkpoint') this.aimed(how, isMoving(halfMovedIn(this.branch.folder), halfMoved));
    if (how === 'migration') await this.migrate(migrating);
    await this.start(starts);
  }

  /** A later version begins, and is killed while it brings the files to its format. */
  private async migrate({ files, ms }: Kill['migrating']): Promise<void> {
    this.branch.formats += 1;
    const starting = this.branch.spawn();
    while (!starting.hasEnded && migrationsIn(starting.said).begun < files) await pause(1);
    await pause(ms);
    await this.killed(starting);
    this.aimed('migration', migrationsIn(starting.said).done < FILES);
  }

  private aimed(at: keyof Aims, isMet: boolean): void {
    const { aimed, met } = this.aims[at];
    this.aims = { ...this.aims, [at]: { aimed: aimed + 1, met: met + Number(isMet) } };
  }

  private async killed(starting: BranchProcess): Promise<void> {
    if (starting.hasEnded) throw new Error(`a start ended by itself: ${starting.said}`);
    await starting.end('SIGKILL');
    this.kills += 1;
  }

  private async stop(stoppingMs: number): Promise<void> {
    this.branch.away();
    this.branch.process.signal('SIGTERM');
    await Promise.race([pause(stoppingMs), this.branch.process.ended]);
  }

  /** Not until it is acknowledged: by then it may be over. */
  private async rebuild({ what: [service, view], ms }: Kill['rebuilt']): Promise<void> {
    const path = `internal/${service}/views/${view}/rebuild`;
    void this.branch.ask({ who: administrator, method: 'POST', path }).catch(() => undefined);
    await rebuildBegun(this.branch.folder);
    if (ms > 0) await pause(ms);
  }

  private async checkpoint(movingMs: number): Promise<void> {
    await checkpointBegun(this.branch.folder);
    if (movingMs > 0) await pause(movingMs);
  }
}
