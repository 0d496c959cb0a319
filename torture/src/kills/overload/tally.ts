import type { NoReply, Reply } from './http-line.js';

/** What became of many requests. */
export class Tally {
  readonly counts = new Map<string, number>();
  /** Milliseconds of each answer. */
  readonly times: number[] = [];
  /** Turned away without being told when to come again. */
  rude = 0;

  add(reply: Reply | NoReply): void {
    const name = String(reply.status);
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    this.times.push(reply.ms);
    if ((reply.status === 429 || reply.status === 503) && !reply.retryAfter) this.rude += 1;
  }

  of(...statuses: readonly (string | number)[]): number {
    return statuses.reduce<number>((sum, status) => sum + (this.counts.get(String(status)) ?? 0), 0);
  }

  get all(): number {
    return this.times.length;
  }

  /** Milliseconds within which this share of the answers came. */
  within(share: number): number {
    return this.times.toSorted((a, b) => a - b)[Math.min(this.all - 1, Math.floor(this.all * share))] ?? 0;
  }

  inWords(): string {
    const counts = [...this.counts].sort().map(([status, count]) => `${String(count)} × ${status}`);
    return `${counts.join(', ')}; half within ${ms(this.within(0.5))}, 99 % within ${ms(this.within(0.99))}, all within ${ms(this.within(1))}`;
  }
}

const ms = (time: number): string => `${time.toFixed(0)} ms`;
