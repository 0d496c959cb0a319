import { isAbove, loadPercent, loadText } from './load.js';

describe('a load index (A9)', () => {
  it.each([
    [19, 20, '0.95', 95, false],
    [1, 1, '1.00', 100, false],
    [201, 200, '1.01', 101, true],
    [199_999, 200_000, '0.99', 100, false],
    [138, 100, '1.38', 138, true],
    [0, 1, '0.00', 0, false],
  ])('%i/%i is shown as %s', (numerator, denominator, ...shown) => {
    const load = { numerator, denominator };
    expect([loadText(load), loadPercent(load), isAbove(load)]).toEqual(shown);
  });
});
