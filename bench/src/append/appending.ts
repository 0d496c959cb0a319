import type { NewEvent } from '@pcrm/event-sourcing';
import type { Sample } from '../measurement.js';
import { percentile } from '../spread.js';
import { fact, type AppendOrder } from './facts.js';

/** Appends to one stream behind a revision; resolves when it is durable. */
export type AppendTo = (stream: string, expected: number, events: readonly NewEvent[]) => Promise<unknown>;

let runs = 0;

/** Carries an order out; answers facts a second, and how long one append took. */
export async function appending(append: AppendTo, { callers, events, seconds }: AppendOrder): Promise<Sample> {
  const run = ++runs;
  const took: number[] = [];
  const began = performance.now();
  const until = began + seconds * 1_000;
  await Promise.all(
    Array.from({ length: callers }, async (_, nth) => {
      const stream = `bench-${String(run)}-${String(nth)}`;
      for (let at = -1; performance.now() < until; at += events) {
        const facts = Array.from({ length: events }, (_fact, more) => fact(stream, at + 1 + more));
        const started = performance.now();
        await append(stream, at, facts);
        took.push(performance.now() - started);
      }
    }),
  );
  const value = (took.length * events) / ((performance.now() - began) / 1_000);
  return { value, p50: percentile(took, 0.5), p99: percentile(took, 0.99) };
}
