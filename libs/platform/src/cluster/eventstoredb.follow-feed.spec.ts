import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@pcrm/event-sourcing';
import { followFeed, type Feed } from './eventstoredb.follow-feed.js';

const fact = (n: number) => ({ position: String(n).padStart(20, '0') }) as StoredEvent;

/** A subscription that is given facts by hand; pauses take no time, and meanwhile `comes` comes. */
function setting(limit = 10) {
  const facts: StoredEvent[] = [];
  const pauses: number[] = [];
  const comes: StoredEvent[] = [];
  let ring = (): void => undefined;
  const feed: Feed = {
    read: () => facts.shift() ?? null,
    onNews: (listener) => (ring = listener),
    close: () => undefined,
    caughtUp: false,
  };
  const source = { subscribe: () => feed, newest: async () => undefined, behind: async () => [], isOurs: () => true };
  const stop = new AbortController();
  const given = followFeed(source, undefined, {
    ...{ signal: stop.signal, limit, gatherMs: 60_000, quietMs: 60_000, random: () => 0, onTrouble: () => undefined },
    pause: async (milliseconds) => (pauses.push(milliseconds), void facts.push(...comes.splice(0))),
  });
  const say = (...all: readonly number[]): void => {
    facts.push(...all.map(fact));
    ring();
  };
  const next = async (): Promise<readonly number[]> => ((await given.next()) as IteratorYieldResult<readonly StoredEvent[]>).value.map(({ position }) => Number(position)); // prettier-ignore
  return { say, next, pauses, comes, stop };
}

describe('facts of a subscription', () => {
  it('are given at once when they come alone, and with what comes in a moment when they come in a stream', async () => {
    const { say, next, pauses, comes } = setting();
    say(1);
    expect(await next()).toEqual([1]);
    expect(pauses).toEqual([]);
    comes.push(fact(3), fact(4));
    say(2);
    expect(await next()).toEqual([2, 3, 4]);
    expect(pauses).toHaveLength(1);
    expect(pauses[0]).toBeLessThanOrEqual(60_000);
  });

  it('are not waited for when there are as many as may be given at once', async () => {
    const { say, next, pauses } = setting(2);
    say(1, 2, 3, 4, 5);
    expect(await next()).toEqual([1, 2]);
    expect(await next()).toEqual([3, 4]);
    expect(pauses).toEqual([]);
    expect(await next()).toEqual([5]);
    expect(pauses).toHaveLength(1);
  });
});
