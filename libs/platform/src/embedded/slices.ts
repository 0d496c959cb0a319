import { setImmediate as nextTurn } from 'node:timers/promises';

/** So long (ms) views may hold the thread before what waits to be written gets its turn. */
const SLICE_MS = 2;

/**
 * Commands before views: somebody waits for the answer to a command, which needs nothing but its facts on the disk, while views may
 * follow within the time a screen has. So whoever works for long in the thread that writes lets others in between two pieces.
 */
export class Slices {
  /** When the thread was last known to be free; a piece of work that begins later only lets others in somewhat early. */
  #since = -Infinity;

  /** `now`: milliseconds of a clock that never goes back. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** To be called between two pieces of work. */
  async letOthersIn(): Promise<void> {
    if (this.now() - this.#since < SLICE_MS) return;
    // In one turn of the event loop what was asked for is heard, and at the end of it, or of the next, it is written.
    await nextTurn();
    await nextTurn();
    this.#since = this.now();
  }
}
