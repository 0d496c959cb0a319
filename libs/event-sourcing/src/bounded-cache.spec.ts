import { describe, expect, it } from '@jest/globals';
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
});
