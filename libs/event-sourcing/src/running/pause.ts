/** Waits, or returns early when the signal aborts. */
export type Pause = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

export const pause: Pause = (milliseconds, signal) =>
  new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener('abort', done);
  });

/** Milliseconds before try number `tries` (from 1): doubling from 10 ms up to 2 s, of which half is chance. */
export function backOff(tries: number, chance: () => number = Math.random): number {
  const full = Math.min(2_000, 10 * 2 ** Math.min(tries, 10));
  return full / 2 + (full / 2) * chance();
}
