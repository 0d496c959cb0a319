import { OneAtATime, Unavailable, type Lease } from '@pcrm/event-sourcing';

/** One piece of work at a time: in this process by turns, over all processes by a lease. */
export class LeasedTurns implements AsyncDisposable {
  private readonly turns = new OneAtATime();
  private readonly stop = new AbortController();

  constructor(
    private readonly lease: Lease,
    private readonly name: string,
  ) {}

  async run(work: () => Promise<void>): Promise<void> {
    await this.turns.run(async () => {
      await using held = await this.lease.acquire(this.name, this.stop.signal);
      if (!held) throw new Unavailable(`${this.name} has stopped`);
      await work();
    });
  }

  /** Waits for no lease any more. What is under way ends. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.stop.abort();
    await this.turns.run(async () => undefined);
  }
}
