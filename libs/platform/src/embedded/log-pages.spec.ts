import { beforeEach, describe, expect, it } from '@jest/globals';
import { Bell, Gathering } from './bell.js';
import { LogPages, type Page } from './log-pages.js';
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

  const bytesIn = ({ items }: Page): readonly (string | undefined)[] =>
    items.map((item) => ('bytes' in item ? item.bytes : undefined));

  it('are decoded once for groups that stand close together', () => {
    const [one, other] = [pages.after('t', 0, 10), pages.after('t', 1, 10)];
    expect(bytesIn(one)).toEqual(['a', 'b', 'c']);
    expect(bytesIn(other)).toEqual(['b', 'c']);
    expect(other.items[0]).toBe(one.items[1]);
  });

  it('have what was published behind them, as soon as the version says so', () => {
    expect(pages.after('t', 2, 10)).toMatchObject({ last: 3, caughtUp: true });
    publish('d');
    expect(pages.after('t', 2, 10)).toMatchObject({ items: [{ bytes: 'c' }, { bytes: 'd' }], last: 4, caughtUp: true });
  });

  it('say that more follows when they are full', () => {
    expect(pages.after('t', 0, 2)).toMatchObject({ last: 2, caughtUp: false });
    expect(pages.after('t', 0, 3)).toMatchObject({ last: 3, caughtUp: true });
    expect(pages.after('t', 2, 2)).toMatchObject({ items: [{ bytes: 'c' }], last: 3, caughtUp: true });
  });

  it('are told apart by topic, and an empty one stays where it was asked for', () => {
    expect(pages.after('other', 0, 10)).toMatchObject({ items: [], last: 0, caughtUp: true });
    expect(pages.after('t', 3, 10)).toMatchObject({ items: [], last: 3, caughtUp: true });
    expect(pages.after('t', 1, 10).items).toHaveLength(2);
  });

  it('give a group everything, wherever another one stands and whatever is forgotten meanwhile', () => {
    publish(...Array.from({ length: 9_000 }, (_, nth) => String(nth)));
    const all = [...pages.after('t', 0, 20_000).items];
    expect(all).toHaveLength(9_003);
    const read = (from: number, limit: number): readonly unknown[] => {
      const items: unknown[] = [];
      for (let page = pages.after('t', from, limit); ; page = pages.after('t', page.last, limit)) {
        items.push(...page.items);
        if (page.caughtUp) return items;
        pages.after('t', 8_500, 700);
      }
    };
    for (const [from, limit] of [
      [0, 700],
      [4_999, 1_000],
      [8_000, 3],
    ] as const)
      // prettier-ignore
      expect(read(from, limit)).toEqual(all.slice(from));
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
