import { BoundedCache } from '@pcrm/event-sourcing';

const MOST = 10_000;
/** So many may be wrong before the next one waits. */
const FREE = 5;

/** Wrong passwords of one user or address: after five, each further one waits, twice as long every time, up to a quarter of an hour. */
export class Attempts {
  /** The one that failed longest ago is forgotten first: many made-up names do not free the one under attack. */
  private readonly failed = new BoundedCache<{ readonly count: number; readonly until: number }>(MOST);

  /** `now`: milliseconds since epoch. */
  constructor(private readonly now: () => number) {}

  /** Seconds to wait before the next attempt; 0: go on. */
  wait(who: string): number {
    const { until = 0 } = this.failed.peek(who) ?? {};
    return Math.max(0, Math.ceil((until - this.now()) / 1_000));
  }

  /** Counts one. Answers how to take it back, where nobody could tell whether the password was right. */
  fail(who: string): () => void {
    const before = this.failed.peek(who);
    const count = (before?.count ?? 0) + 1;
    const pause = count < FREE ? 0 : Math.min(900, 2 ** (count - 2)) * 1_000;
    const failed = { count, until: this.now() + pause };
    this.failed.set(who, failed);
    return () => {
      const since = this.failed.peek(who);
      if (since && since !== failed) this.failed.set(who, { ...since, count: since.count - 1 });
      else if (before) this.failed.set(who, before);
      else this.failed.delete(who);
    };
  }

  succeed(who: string): void {
    this.failed.delete(who);
  }
}
