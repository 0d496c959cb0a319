/** Wakes readers in this thread when something was written. Remembers rings, so that none between looking and waiting is lost. */
export class Bell {
  #rings = 0;
  readonly #waiting = new Set<() => void>();

  /** Take this before looking for work, and give it to `wait`. */
  get rings(): number {
    return this.#rings;
  }

  ring(): void {
    this.#rings++;
    for (const wake of [...this.#waiting]) wake();
  }

  /** Resolves at the first ring after `seen`, after `ms`, or when the signal aborts; answers whether it rang. */
  wait(seen: number, ms: number, signal: AbortSignal): Promise<boolean> {
    if (this.#rings !== seen || signal.aborted) return Promise.resolve(this.#rings !== seen);
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake);
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        resolve(this.#rings !== seen);
      };
      const timer = setTimeout(wake, ms);
      signal.addEventListener('abort', wake);
      this.#waiting.add(wake);
    });
  }
}

/** A reader that was woken so shortly after the last time waits for more, in milliseconds at most. */
const GATHER_MS = 25;
/** Nothing more came for so long: it goes on. */
const QUIET_MS = 2;

/**
 * Lets what comes one by one in a stream be read in one go, for each look costs several commits. What comes alone is read
 * at once.
 */
export class Gathering {
  #last = -Infinity;

  /** `now`: milliseconds of a clock that never goes back. */
  constructor(
    private readonly bell: Bell,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** To be called after the bell rang and before looking. */
  async wait(signal: AbortSignal): Promise<void> {
    const until = this.#last + GATHER_MS;
    let rang = this.now() < until;
    while (rang && this.now() < until) rang = await this.bell.wait(this.bell.rings, QUIET_MS, signal);
    this.#last = this.now();
  }
}

/** Resolves after `ms` or when the signal aborts. */
export const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
  const nobody = new Bell();
  await nobody.wait(nobody.rings, ms, signal);
};
