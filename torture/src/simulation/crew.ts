import { Worker } from 'node:worker_threads';
import type { Outcome } from './run-seed.js';
import type { SeedAsked } from './seeds.worker.js';

const ENTRY = new URL('./seeds.worker.js', import.meta.url);

/** A thread keeps a few megabytes of each run: after so many a new one takes its place. */
const RUNS_OF_A_THREAD = 60;

/** Threads that run seeds side by side: one thread's time and chance are its own. */
export class Crew implements AsyncDisposable {
  private readonly threads = new Set<Worker>();

  constructor(private readonly hands: number) {}

  /** Runs what is asked in its order, as much at once as there are hands, and tells of each; `told` answering true ends it. */
  async run(asked: readonly SeedAsked[], told: (outcome: Outcome) => boolean): Promise<void> {
    const left = asked.values();
    let over = false;
    const work = async (): Promise<void> => {
      let thread: Worker | undefined;
      let runs = 0;
      for (const one of left) {
        if (over) break;
        if (runs++ % RUNS_OF_A_THREAD === 0) thread = await this.another(thread);
        if (thread && told(await answer(thread, one))) over = true;
      }
      await this.end(thread);
    };
    await Promise.all(Array.from({ length: this.hands }, work));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const thread of this.threads) await this.end(thread);
  }

  private async another(before: Worker | undefined): Promise<Worker> {
    await this.end(before);
    const thread = new Worker(ENTRY);
    this.threads.add(thread);
    return thread;
  }
  private async end(thread: Worker | undefined): Promise<void> {
    if (thread && this.threads.delete(thread)) await thread.terminate();
  }
}

function answer(hand: Worker, asked: SeedAsked): Promise<Outcome> {
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
  const heard = (message: Outcome | 'ready'): void => {
    if (message === 'ready') return;
    hand.off('message', heard);
    hand.off('error', reject);
    resolve(message);
  };
  hand.on('message', heard);
  hand.once('error', reject);
  hand.postMessage(asked);
  return promise;
}
