/** Who works on a stream takes a turn: within one process, two commands never race for the same stream. */
export class StreamTurns {
  private readonly last = new Map<string, Promise<void>>();

  /** Waits for everybody before us on any of these streams, does the work, and lets the next one go on. */
  async run<Result>(streams: readonly string[], work: () => Promise<Result>): Promise<Result> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const before = streams.flatMap((stream) => this.last.get(stream) ?? []);
    for (const stream of streams) this.last.set(stream, promise);
    await Promise.all(before);
    try {
      return await work();
    } finally {
      for (const stream of streams) if (this.last.get(stream) === promise) this.last.delete(stream);
      resolve();
    }
  }
}
