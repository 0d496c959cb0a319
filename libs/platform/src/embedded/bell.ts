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

  /** Resolves at the first ring after `seen`, after `ms`, or when the signal aborts. */
  wait(seen: number, ms: number, signal: AbortSignal): Promise<void> {
    if (this.#rings !== seen || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake);
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      signal.addEventListener('abort', wake);
      this.#waiting.add(wake);
    });
  }
}

/** Resolves after `ms` or when the signal aborts. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> => {
  const nobody = new Bell();
  return nobody.wait(nobody.rings, ms, signal);
};
