import { beforeEach, describe, expect, it } from '@jest/globals';
import { Bell, Gathering } from './bell.js';
import { LogPages } from './log-pages.js';
import { LOG_STEPS, Topics } from './log-topics.js';
import { openSqlite } from './sqlite.js';

describe('pages of a topic', () => {
  let topics: Topics;
  let version: number;
  let pages: LogPages;
  const publish = (...texts: readonly string[]): void => {
    topics.add('t', texts);
    version++;
  };
  beforeEach(() => {
    topics = new Topics(openSqlite(':memory:', { synchronous: 'FULL', steps: LOG_STEPS }));
    version = 0;
    pages = new LogPages(topics, () => version);
    publish('a', 'b', 'c');
  });

  it('are decoded once for groups at the same place', () => {
    expect(pages.after('t', 1, 10).items).toBe(pages.after('t', 1, 10).items);
    expect(pages.after('t', 1, 10).items).toMatchObject([{ bytes: 'b' }, { bytes: 'c' }]);
  });

  it('are read anew when something was published behind them', () => {
    expect(pages.after('t', 2, 10)).toMatchObject({ last: 3, caughtUp: true });
    publish('d');
    expect(pages.after('t', 2, 10)).toMatchObject({ items: [{ bytes: 'c' }, { bytes: 'd' }], last: 4, caughtUp: true });
  });

  it('stay when they are full, and say that more follows', () => {
    const full = pages.after('t', 0, 2);
    expect(full).toMatchObject({ items: [{ bytes: 'a' }, { bytes: 'b' }], last: 2, caughtUp: false });
    publish('d');
    expect(pages.after('t', 0, 2)).toBe(full);
  });

  it('are told apart by topic, place and size, and an empty one is not kept', () => {
    expect(pages.after('t', 0, 10).items).toHaveLength(3);
    expect(pages.after('t', 0, 1).items).toHaveLength(1);
    expect(pages.after('other', 0, 10)).toMatchObject({ items: [], last: 0, caughtUp: true });
    expect(pages.after('t', 3, 10)).toMatchObject({ items: [], last: 3, caughtUp: true });
  });
});

describe('gathering', () => {
  const never = new AbortController().signal;
  /** How often it rings, a tenth of a millisecond apart, until what is gathered is let go; no real time passes meanwhile. */
  const ringsUntil = async (gathered: Promise<void>, bell: Bell, clock: { ms: number }): Promise<number> => {
    let rings = 0;
    let done = false;
    void gathered.then(() => (done = true));
    for (; !done && rings < 1_000; rings++) {
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
      clock.ms += 0.1;
      bell.ring();
    }
    return rings;
  };
  const gatheringBy = (clock: { ms: number }, bell: Bell): Gathering => new Gathering(bell, () => clock.ms);

  it('does not hold up what comes alone', async () => {
    const [bell, clock] = [new Bell(), { ms: 0 }];
    expect(await ringsUntil(gatheringBy(clock, bell).wait(never), bell, clock)).toBeLessThanOrEqual(1);
  });

  it('lets more come when it was woken just before, and not for ever', async () => {
    const [bell, clock] = [new Bell(), { ms: 0 }];
    const gathering = gatheringBy(clock, bell);
    await gathering.wait(never);
    const rings = await ringsUntil(gathering.wait(never), bell, clock);
    expect(rings).toBeGreaterThan(1);
    expect(rings).toBeLessThan(1_000);
  });
});
