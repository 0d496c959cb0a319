import { describe, expect, it } from '@jest/globals';
import { lineOf } from './measurement.js';

const values = (...all: readonly number[]) => all.map((value) => ({ value }));
const rate = { what: 'things', unit: '/s', better: 'more' } as const;

describe('a line', () => {
  it('compares run by run, so that a machine that became slower on the way changes nothing', () => {
    const { share } = lineOf({ ...rate, ours: values(80, 40, 8), raw: values(100, 50, 10) });
    expect(share).toBe(0.8);
  });

  it('of what should be little, a share is how much of ours raw would take', () => {
    const { share } = lineOf({ ...rate, better: 'less', ours: values(20, 40), raw: values(10, 10) });
    expect(share).toBe(0.375);
  });

  it('takes the medians of the percentiles of the runs', () => {
    const ours = [
      { value: 1, p50: 1, p99: 10 },
      { value: 2, p50: 3, p99: 30 },
      { value: 3, p50: 2, p99: 99 },
    ];
    expect(lineOf({ ...rate, ours }).ours).toMatchObject({ median: 2, p50: 2, p99: 30 });
  });

  it('says of each goal whether it is met; one that cannot be known is not', () => {
    const goals = (shares: readonly [number, number]) =>
      lineOf({
        ...{ ...rate, ours: [{ value: shares[0], p50: 1, p99: 4 }], raw: values(shares[1]) },
        hopes: [
          { kind: 'share', atLeast: 0.8 },
          { kind: 'times', atLeast: 10 },
          { kind: 'value', atLeast: 80 },
          { kind: 'p99', below: 5 },
          { kind: 'most', below: 80, unit: '/s' },
          { kind: 'flat', atMost: 1.25, first: 63.5 },
        ],
      }).goals.map(({ met }) => met);
    expect(goals([80, 100])).toEqual([true, false, true, true, false, false]);
    expect(goals([79, 7.9])).toEqual([true, true, false, true, true, true]);
    const unknown = lineOf({
      ...{ ...rate, ours: values(1) },
      hopes: [
        { kind: 'share', atLeast: 0.1 },
        { kind: 'p99', below: 5 },
      ],
    });
    expect(unknown.goals).toEqual([
      { text: '≥ 10 % of raw', met: false },
      { text: 'p99 < 5 ms', met: false },
    ]);
  });
});
