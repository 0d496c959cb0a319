/** Wakes whoever waits for something new. Take `next` before looking, so that nothing new can slip in between. */
export class Bell {
  private waiting = Promise.withResolvers<void>();

  ring(): void {
    const rung = this.waiting;
    this.waiting = Promise.withResolvers<void>();
    rung.resolve();
  }

  /** Resolves at the next ring or when the signal aborts. */
  next(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    const rung = this.waiting.promise;
    signal.addEventListener('abort', () => resolve(), { once: true });
    void rung.then(resolve);
    return promise;
  }
}
