import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { BoundedCache } from './bounded-cache.js';

const of = (size: number, ...keys: readonly string[]): BoundedCache<string> => {
  const cache = new BoundedCache<string>(size);
  for (const key of keys) cache.set(key, `value of ${key}`);
  return cache;
};
const kept = (cache: BoundedCache<string>): readonly string[] =>
  ['a', 'b', 'c', 'd'].filter((key) => cache.take(key) !== undefined);

describe('values used last', () => {
  it('are kept, and those used longest ago forgotten', () => {
    const cache = of(2, 'a', 'b');
    cache.get('a');
    cache.set('c', 'value of c');
    expect(kept(cache)).toEqual(['a', 'c']);
    expect(kept(of(0, 'a'))).toEqual([]);
  });

  it('are forgotten once they are stale, up to the first that is not', () => {
    const cache = of(4, 'a', 'b', 'c', 'd');
    cache.get('a');
    cache.forgetOldest((value) => value !== 'value of c');
    expect(kept(cache)).toEqual(['a', 'c', 'd']);
    const stale = of(4, 'a', 'b');
    stale.forgetOldest(() => true);
    expect(kept(stale)).toEqual([]);
  });

  it('are all that is held on to: what was forgotten is garbage, while others come and go', async () => {
    const cache = new BoundedCache<object>(1_000);
    const all: WeakRef<object>[] = [];
    for (let nth = 0; nth < 5_000; nth++) {
      const value = {};
      all.push(new WeakRef(value));
      cache.set(`k${String(nth)}`, value);
      cache.delete(`k${String(nth - 100)}`);
    }
    await new Promise((resolve) => setTimeout(resolve));
    collectGarbage();
    expect(all.filter((one) => one.deref()).length).toBe(100);
    expect(cache.peek('k4999')).toBeDefined();
  });

  it('are the same as in a list that is searched from its beginning, whatever is done in whatever order', () => {
    const what = fc.constantFrom(...(Object.keys(doings) as (keyof typeof doings)[]));
    const steps = fc.array(fc.record({ what, number: fc.nat({ max: 7 }) }), { maxLength: 60 });
    fc.assert(
      fc.property(fc.nat({ max: 5 }), steps, (size, all) => {
        const [cache, list] = [new BoundedCache<number>(size), new List(size)];
        all.forEach(({ what: doing, number }, nth) =>
          expect(doings[doing](cache, number, nth)).toBe(doings[doing](list, number, nth)),
        );
        for (let number = 0; number < 8; number++) expect(cache.take(keyOf(number))).toBe(list.take(keyOf(number)));
      }),
    );
  });
});

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

type Cache = Pick<BoundedCache<number>, 'get' | 'peek' | 'set' | 'take' | 'delete' | 'forgetOldest'>;
const keyOf = (number: number): string => `k${String(number)}`;
const doings = {
  get: (cache: Cache, number: number) => cache.get(keyOf(number)),
  peek: (cache: Cache, number: number) => cache.peek(keyOf(number)),
  take: (cache: Cache, number: number) => cache.take(keyOf(number)),
  set: (cache: Cache, number: number, nth: number) => cache.set(keyOf(number), nth),
  delete: (cache: Cache, number: number) => cache.delete(keyOf(number)),
  forget: (cache: Cache, number: number) => cache.forgetOldest((value) => value < number * 4),
};

/** The same, as simple as can be. */
class List implements Cache {
  #all: readonly (readonly [key: string, value: number])[] = [];
  constructor(private readonly size: number) {}

  peek(key: string): number | undefined {
    return this.#all.find(([other]) => other === key)?.[1];
  }
  get(key: string): number | undefined {
    const value = this.take(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }
  set(key: string, value: number): void {
    this.delete(key);
    const all = [...this.#all, [key, value] as const];
    this.#all = all.slice(Math.max(0, all.length - this.size));
  }
  take(key: string): number | undefined {
    const value = this.peek(key);
    this.delete(key);
    return value;
  }
  delete(key: string): void {
    this.#all = this.#all.filter(([other]) => other !== key);
  }
  forgetOldest(isStale: (value: number) => boolean): void {
    const first = this.#all.findIndex(([, value]) => !isStale(value));
    this.#all = first < 0 ? [] : this.#all.slice(first);
  }
}
