const MOST = 10_000;

/** Wrong passwords of one user or address: after five, each further one waits, twice as long every time, up to a quarter of an hour. */
export class Attempts {
  private readonly failed = new Map<string, { count: number; until: number }>();

  /** `now`: milliseconds since epoch. */
  constructor(private readonly now: () => number) {}

  /** Seconds to wait before the next attempt; 0: go on. */
  wait(who: string): number {
    const { until = 0 } = this.failed.get(who) ?? {};
    return Math.max(0, Math.ceil((until - this.now()) / 1_000));
  }

  fail(who: string): void {
    const count = (this.failed.get(who)?.count ?? 0) + 1;
    const pause = count < 5 ? 0 : Math.min(900, 2 ** (count - 2)) * 1_000;
    this.failed.delete(who);
    this.failed.set(who, { count, until: this.now() + pause });
    // The one that failed longest ago goes: many made-up names do not free the one under attack.
    if (this.failed.size > MOST) this.failed.delete(this.failed.keys().next().value as string);
  }

  succeed(who: string): void {
    this.failed.delete(who);
  }
}
