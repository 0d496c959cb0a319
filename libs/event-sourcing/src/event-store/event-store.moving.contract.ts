import { describe, expect, it } from '@jest/globals';
import type { MovedEvent, Position, StoredEvent } from '../fact.js';
import { RevisionConflict } from '../failures.js';
import { event, freshStream } from './event-store.examples.js';
import type { EventStore } from './event-store.js';

const moved = '2026-02-01T00:00:00.000Z';
const coming = (stream: string, revision: number, n: number): MovedEvent => ({
  ...event(n),
  ...{ stream, revision, recordedAt: `2025-01-01T00:00:00.${String(n).padStart(3, '0')}Z`, moved },
});

/** Part of `eventStoreContract`: reading everything, and taking in what another store wrote. */
export const eventStoreMovingContract = (opened: () => EventStore): void => {
  /** Everything of these streams after a position, page by page. */
  async function all(streams: readonly string[], after: Position | undefined, limit = 3): Promise<StoredEvent[]> {
    const facts: StoredEvent[] = [];
    let from = after;
    for (;;) {
      const page = await opened().readAll(from, limit);
      expect(page.length).toBeLessThanOrEqual(limit);
      facts.push(...page.filter(({ stream }) => streams.includes(stream)));
      if (page.length < limit) return facts;
      from = page.at(-1)?.position;
    }
  }

  describe('reading all', () => {
    it('gives the facts of all streams as they were stored, in store order, neither twice nor left out', async () => {
      const [a, b] = [freshStream(), freshStream()];
      const before = await opened().head();
      await opened().append(a, -1, [event(1), event(2)]);
      await opened().append(b, -1, [event(3), event(4)]);
      await opened().append(a, 1, [event(5)]);
      const facts = await all([a, b], before);
      expect(facts.map(({ data }) => data['n'])).toEqual([1, 2, 3, 4, 5]);
      expect(facts.filter(({ stream }) => stream === a)).toEqual(await opened().read(a));
      expect(await all([a, b], facts[1]?.position)).toEqual(facts.slice(2));
      expect(await all([a, b], await opened().head())).toEqual([]);
    });
  });

  describe('moving in', () => {
    it('keeps order, ids, revisions, metadata and times, and says that they were moved', async () => {
      const [a, b] = [freshStream(), freshStream()];
      const before = await opened().head();
      const facts = [coming(b, 0, 1), coming(a, 0, 2), coming(a, 1, 3), coming(b, 1, 4), coming(a, 2, 5)];
      const last = await opened().moveIn(facts);
      const there = await all([a, b], before);
      expect(there.map(({ position: _position, ...fact }) => fact)).toEqual(facts);
      expect(last).toBe(there.at(-1)?.position);
      expect(await opened().read(a)).toEqual(there.filter(({ stream }) => stream === a));
    });

    it('takes in nothing when there is nothing, and what stands there already once', async () => {
      const stream = freshStream();
      expect(await opened().moveIn([])).toBeUndefined();
      const facts = [coming(stream, 0, 1), coming(stream, 1, 2), coming(stream, 2, 3)];
      const first = await opened().moveIn(facts.slice(0, 2));
      expect(await opened().moveIn(facts.slice(0, 2))).toBe(first);
      await opened().moveIn(facts.slice(2));
      expect((await opened().read(stream)).map(({ data }) => data['n'])).toEqual([1, 2, 3]);
    });

    it('stops at the first that does not fit: what came before it is written, nothing behind it is', async () => {
      const [good, taken, late] = [freshStream(), freshStream(), freshStream()];
      await opened().append(taken, -1, [event(9)]);
      const facts = [coming(good, 0, 1), coming(taken, 0, 2), coming(late, 0, 3)];
      const refused = await opened()
        .moveIn(facts)
        .catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(RevisionConflict);
      expect(refused).toMatchObject({ stream: taken });
      expect(await opened().read(good)).toHaveLength(1);
      expect((await opened().read(taken)).map(({ data }) => data['n'])).toEqual([9]);
      expect(await opened().read(late)).toEqual([]);
    });

    it('goes on with facts of its own, which are not moved', async () => {
      const stream = freshStream();
      await opened().moveIn([coming(stream, 0, 1)]);
      await opened().append(stream, 0, [event(2)]);
      const [old, own] = await opened().read(stream);
      expect(old?.moved).toBe(moved);
      expect(own).not.toHaveProperty('moved');
      expect((own?.recordedAt ?? '') > (old?.recordedAt ?? '')).toBe(true);
    });
  });
};
