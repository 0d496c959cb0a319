import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { addDays, daysBetween, shanghaiInstant, toShanghaiDate } from '@pcrm/contracts';
import { endingYesterday, type DemoPlan, type ReplayReport } from '@pcrm/cli/demo';
import type { DemoProgress } from '@pcrm/gateway';
import { entry } from './entry.js';
import type { DemoNews, DemoOrder, DemoToken } from './demo-messages.js';
import { demoStateOf, keepDemoState, type DemoState } from './demo-state.js';
import { startOfMachine } from './first-load.js';

/** The days that should be there by now: all up to yesterday, with the seed, the first day and the stories the branch began with. */
export function planFor(state: DemoState | undefined, asked: Omit<DemoPlan, 'start'>, now: string): DemoPlan {
  if (!state) return { ...endingYesterday(asked, now), told: asked.days };
  const { plan } = state;
  return { ...plan, days: Math.max(plan.days, daysBetween(plan.start, toShanghaiDate(now))) };
}

/**
 * Where the clock of a branch stands before its missing days are fed: nothing of them is done before they are lived through.
 * Undefined where nothing is there yet, or nothing is missing.
 */
export function stoodAt(state: DemoState | undefined, { start, days }: DemoPlan): string | undefined {
  if (!state || state.done >= days) return undefined;
  return state.done === 0 ? shanghaiInstant(start, 6) : shanghaiInstant(addDays(start, state.done - 1), 23);
}

/** Loads the demo branch in a process of its own, through the public entrances, day by day. */
export class DemoBranch {
  private child: ChildProcess | undefined;
  private current: DemoProgress;
  private done: number;

  constructor(
    private readonly folder: string,
    private readonly plan: DemoPlan,
    private readonly tokenSecret: Uint8Array,
  ) {
    this.done = demoStateOf(folder)?.done ?? 0;
    this.current = { state: this.isWhole ? 'ready' : 'loading', days: this.done, of: plan.days };
  }

  get isWhole(): boolean {
    return this.done >= this.plan.days;
  }

  progress(): DemoProgress {
    return this.current;
  }

  /** Resolves with the report when every day is there; rejects with the reason when one could not be loaded. */
  async load(url: string, tell: (news: DemoNews) => void): Promise<ReplayReport> {
    this.keep(this.done);
    const order: DemoOrder = { folder: join(this.folder, 'demo'), plan: this.plan, from: this.done, url };
    const child = fork(entry('load-demo.process'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.child = child;
    try {
      const report = await this.watch(child, order, tell);
      this.current = { state: 'ready', days: this.plan.days, of: this.plan.days };
      return report;
    } catch (error) {
      this.current = { ...this.current, state: 'failed' };
      throw error;
    } finally {
      this.stop();
    }
  }

  stop(): void {
    this.child?.kill();
    this.child = undefined;
  }

  private watch(child: ChildProcess, order: DemoOrder, tell: (news: DemoNews) => void): Promise<ReplayReport> {
    return new Promise((resolve, reject) => {
      child.once('exit', (code, signal) =>
        reject(new Error(`the process that loads the demo ended: ${String(signal ?? code)}`)),
      );
      child.once('error', reject);
      child.on('message', (news: DemoNews) => {
        tell(news);
        if (news.kind === 'done') resolve(news.report);
        if (news.kind === 'failed') reject(new Error(news.why));
        if (news.kind === 'replayed') this.keep(news.done);
        if (news.kind === 'token') this.answer(news, child).catch(reject);
      });
      child.send(order);
    });
  }

  private async answer({ actor }: Extract<DemoNews, { kind: 'token' }>, child: ChildProcess): Promise<void> {
    const { mintToken } = await import('@pcrm/platform');
    const token = await mintToken(actor, { secret: this.tokenSecret });
    child.send({ staffId: actor.staffId, token } satisfies DemoToken);
  }

  private keep(done: number): void {
    this.done = done;
    this.current = { state: 'loading', days: done, of: this.plan.days };
    const { settled } = demoStateOf(this.folder) ?? {};
    const state: DemoState = { plan: this.plan, done, machineStartedAt: startOfMachine() };
    keepDemoState(this.folder, { ...state, ...(settled && { settled }) });
  }
}
