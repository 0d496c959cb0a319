import { describe, expect, it } from '@jest/globals';
import type { Position, StoredEvent } from '../fact.js';
import { event, freshStream } from './event-store.examples.js';
import type { EventStore } from './event-store.js';

const categoryOf = (stream: string): string => stream.slice(0, stream.indexOf('-'));

/** Reads batches until `enough` facts came, or (without it) until the first empty batch. */
async function take(
  store: EventStore,
  categories: readonly string[],
  after: Position | undefined,
  { enough, limit = 500 }: { readonly enough?: number; readonly limit?: number } = {},
): Promise<StoredEvent[]> {
  const stop = new AbortController();
  const facts: StoredEvent[] = [];
  const { signal } = stop;
  for await (const batch of store.subscribe(categories, after, { signal, limit })) {
    expect(batch.length).toBeLessThanOrEqual(limit);
    facts.push(...batch);
    if (enough === undefined ? batch.length === 0 : facts.length >= enough) break;
  }
  stop.abort();
  return facts;
}

/** Part of `eventStoreContract`: what a subscription promises. */
export const eventStoreSubscriptionContract = (opened: () => EventStore): void =>
  describe('subscribing', () => {
    it('gives the facts of a category as they were stored, in store order, in batches up to the limit', async () => {
      const [a, b] = [freshStream(), freshStream()];
      const categories = [categoryOf(a), categoryOf(b)];
      await opened().append(a, -1, [event(1)]);
      await opened().append(b, -1, [event(2), event(3)]);
      await opened().append(a, 0, [event(4)]);
      const facts = await take(opened(), categories, undefined, { limit: 3 });
      expect(facts.map((fact) => fact.data['n'])).toEqual([1, 2, 3, 4]);
      expect(facts.map((fact) => fact.position)).toEqual([...facts.map((fact) => fact.position)].sort());
      expect(facts.filter((fact) => fact.stream === a)).toEqual(await opened().read(a));
    });

    it('gives no other category, even one whose name begins alike', async () => {
      const stream = freshStream();
      const alike = `${categoryOf(stream)}x-s`;
      await opened().append(alike, -1, [event(1)]);
      await opened().append(stream, -1, [event(2)]);
      const facts = await take(opened(), [categoryOf(stream)], undefined);
      expect(facts.map((fact) => fact.stream)).toEqual([stream]);
    });

    it('takes the category up to the first dash: ids may hold dashes', async () => {
      const category = categoryOf(freshStream());
      await opened().append(`${category}-5b0e-11-x`, -1, [event(1)]);
      expect(await take(opened(), [category], undefined)).toHaveLength(1);
    });

    it('resumes after a position, neither again nor left out', async () => {
      const stream = freshStream();
      await opened().append(stream, -1, [event(1), event(2), event(3), event(4), event(5)]);
      const first = await take(opened(), [categoryOf(stream)], undefined, { enough: 2, limit: 2 });
      const rest = await take(opened(), [categoryOf(stream)], first.at(-1)?.position);
      expect([...first, ...rest].map((fact) => fact.data['n'])).toEqual([1, 2, 3, 4, 5]);
    });

    it('says with an empty batch that it has caught up, also when nothing is there', async () => {
      expect(await take(opened(), [categoryOf(freshStream())], undefined)).toEqual([]);
    });

    it('goes on with what is written later, in order', async () => {
      const stream = freshStream();
      await opened().append(stream, -1, [event(1)]);
      const stop = new AbortController();
      const seen: unknown[] = [];
      for await (const batch of opened().subscribe([categoryOf(stream)], undefined, { signal: stop.signal })) {
        seen.push(...batch.map((fact) => fact.data['n']));
        if (seen.length === 3) break;
        if (batch.length > 0) await opened().append(stream, seen.length - 1, [event(seen.length + 1)]);
      }
      stop.abort();
      expect(seen).toEqual([1, 2, 3]);
    });

    it('loses nothing that is written while it catches up', async () => {
      const stream = freshStream();
      const reading = take(opened(), [categoryOf(stream)], undefined, { enough: 200, limit: 7 });
      for (let n = 0; n < 200; n += 4)
        await opened().append(stream, n - 1, [event(n), event(n + 1), event(n + 2), event(n + 3)]);
      expect((await reading).map((fact) => fact.data['n'])).toEqual(Array.from({ length: 200 }, (_, n) => n));
    });

    it('gives the same facts to several subscribers', async () => {
      const stream = freshStream();
      await opened().append(stream, -1, [event(1), event(2)]);
      const both = await Promise.all([1, 2].map(() => take(opened(), [categoryOf(stream)], undefined, { enough: 2 })));
      expect(both[0]).toEqual(both[1]);
      expect(both[0]).toHaveLength(2);
    });

    it('ends, without an error, when the signal aborts: while waiting, or before it began', async () => {
      const category = categoryOf(freshStream());
      const stop = new AbortController();
      let batches = 0;
      for await (const batch of opened().subscribe([category], undefined, { signal: stop.signal })) {
        batches += batch.length + 1;
        setImmediate(() => stop.abort());
      }
      expect(batches).toBeGreaterThan(0);
      for await (const batch of opened().subscribe([category], undefined, { signal: AbortSignal.abort() }))
        throw new Error(`an aborted subscription gave a batch of ${String(batch.length)}`);
    });
  });
