import { describe, expect, it } from '@jest/globals';
import { median, percentile, spreadOf } from './spread.js';

describe('what several runs came to', () => {
  it('the median is the middle one, of an even number the mean of the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([10, 1, 2, 4])).toBe(3);
    expect(median([7])).toBe(7);
    expect(() => median([])).toThrow('nothing');
  });

  it('a percentile was measured: the smallest value that so many do not exceed', () => {
    const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
    expect(percentile(hundred, 0.5)).toBe(50);
    expect(percentile(hundred, 0.99)).toBe(99);
    expect(percentile(hundred, 1)).toBe(100);
    expect(percentile([3, 1, 2], 0.99)).toBe(3);
    expect(percentile([3, 1, 2], 0)).toBe(1);
    expect(() => percentile([], 0.5)).toThrow('nothing');
  });

  it('sorts as numbers and leaves what it was given as it was', () => {
    const given = [100, 20, 3];
    expect(percentile(given, 0.5)).toBe(20);
    expect(given).toEqual([100, 20, 3]);
  });

  it('a spread names middle, ends and how many', () =>
    expect(spreadOf([4, 2, 9])).toEqual({ median: 4, min: 2, max: 9, runs: 3 }));
});
