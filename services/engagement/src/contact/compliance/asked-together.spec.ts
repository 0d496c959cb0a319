import { describe, expect, it } from '@jest/globals';
import { AskedTogether } from './asked-together.js';

/** Work that ends when it is told to, and says how often it began. */
function slow() {
  const ends: (() => void)[] = [];
  const work = (): Promise<number> =>
    new Promise((resolve) => {
      const count = ends.length + 1;
      ends.push(() => {
        resolve(count);
      });
    });
  return { ends, work };
}
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('what is asked for together', () => {
  it('is worked out once for all who ask before it begins', async () => {
    const [asked, { ends, work }] = [new AskedTogether<number>(turn), slow()];
    const both = [asked.ask('a', work), asked.ask('a', work)];
    await turn();
    expect(ends).toHaveLength(1);
    ends[0]?.();
    expect(await Promise.all(both)).toEqual([1, 1]);
  });
  it('once more for all who ask while it is worked out, for they may ask because of a change; one at a time', async () => {
    const [asked, { ends, work }] = [new AskedTogether<number>(turn), slow()];
    const first = asked.ask('a', work);
    await turn();
    const late = [asked.ask('a', work), asked.ask('a', work), asked.ask('a', work)];
    await turn();
    expect(ends).toHaveLength(1);
    ends[0]?.();
    expect(await first).toBe(1);
    await turn();
    expect(ends).toHaveLength(2);
    ends[1]?.();
    expect(await Promise.all(late)).toEqual([2, 2, 2]);
  });
  it('is not kept: who asks afterwards has it worked out anew', async () => {
    const asked = new AskedTogether<number>(turn);
    let count = 0;
    const work = async (): Promise<number> => (count += 1);
    expect([await asked.ask('a', work), await asked.ask('a', work)]).toEqual([1, 2]);
  });
  it('another thing waits for nothing', async () => {
    const [asked, one, other] = [new AskedTogether<number>(turn), slow(), slow()];
    void asked.ask('a', one.work);
    const second = asked.ask('b', other.work);
    await turn();
    other.ends[0]?.();
    expect(await second).toBe(1);
  });
  it('a failure is for all who asked for it, and for nobody after them', async () => {
    const asked = new AskedTogether<number>(turn);
    const failing = async (): Promise<number> => {
      throw new Error('unreadable');
    };
    const outcomes = await Promise.allSettled([asked.ask('a', failing), asked.ask('a', failing)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await asked.ask('a', async () => 7)).toBe(7);
  });
});
