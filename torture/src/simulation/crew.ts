import { Worker } from 'node:worker_threads';
import type { Outcome } from './run-seed.js';
import type { SeedAsked } from './seeds.worker.js';

const ENTRY = new URL('./seeds.worker.js', import.meta.url);

/** A thread keeps a few megabytes of each run: after so many a new one takes its place. */
const RUNS_OF_A_THREAD = 60;

/** Runs a seed in a thread. */
export type Run = (asked: SeedAsked) => Promise<Outcome>;

/** Threads that run seeds side by side: one thread's time and chance are its own. */
export class Crew implements AsyncDisposable {
  private readonly hands: readonly Hand[];

  constructor(hands: number) {
    this.hands = Array.from({ length: hands }, () => new Hand());
  }

  /** Does the work of each item in their order, as much at once as there are hands; once one answers true no other is begun. */
  async each<Item>(items: readonly Item[], work: (item: Item, run: Run) => Promise<boolean>): Promise<void> {
    const left = items.values();
    let over = false;
    const through = async (hand: Hand): Promise<void> => {
      for (const item of left) {
        if (await work(item, (asked) => hand.run(asked))) over = true;
        if (over) return;
      }
    };
    await Promise.all(this.hands.map(through));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.hands.map((hand) => hand.end()));
  }
}

class Hand {
  private thread: Worker | undefined;
  private runs = 0;

  async run(asked: SeedAsked): Promise<Outcome> {
    if (this.runs++ % RUNS_OF_A_THREAD === 0) await this.end();
    this.thread ??= new Worker(ENTRY);
    return await answer(this.thread, asked);
  }

  async end(): Promise<void> {
    await this.thread?.terminate();
    this.thread = undefined;
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
