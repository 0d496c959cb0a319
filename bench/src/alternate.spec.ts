import { describe, expect, it } from '@jest/globals';
import { alternately } from './alternate.js';

describe('runs in turn', () => {
  it('warm up once, then begin with another kind each time, and are kept by kind in order', async () => {
    const order: string[] = [];
    const kind = (name: string) => (nth: number) => {
      order.push(name);
      return Promise.resolve({ value: nth });
    };
    const samples = await alternately(3, { ours: kind('a'), raw: kind('b') });
    expect(order.join(' ')).toBe('a b a b b a a b');
    expect(samples).toEqual({
      ours: [{ value: 0 }, { value: 1 }, { value: 2 }],
      raw: [{ value: 0 }, { value: 1 }, { value: 2 }],
    });
  });
});
