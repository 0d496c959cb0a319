import { Worker } from 'node:worker_threads';
import type { Outcome } from './run-seed.js';
import type { SeedAsked } from './seeds.worker.js';

const ENTRY = new URL('./seeds.worker.js', import.meta.url);

/** Threads that run seeds side by side: one thread's time and chance are its own. */
export class Crew implements AsyncDisposable {
  private readonly hands: readonly Worker[];

  constructor(hands: number) {
    this.hands = Array.from({ length: hands }, () => new Worker(ENTRY));
  }

  /** Runs the seeds in their order, as many at once as there are threads, until told of each; `told` answering true ends it. */
  async run(asked: readonly SeedAsked[], told: (outcome: Outcome) => boolean): Promise<void> {
    let next = 0;
    let over = false;
    const work = async (hand: Worker): Promise<void> => {
      while (!over) {
        const one = asked[next++];
        if (!one) return;
        const outcome = await answer(hand, one);
        if (told(outcome)) over = true;
      }
    };
    await Promise.all(this.hands.map(work));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.hands.map((hand) => hand.terminate()));
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
