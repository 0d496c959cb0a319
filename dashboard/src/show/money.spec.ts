import fc from 'fast-check';
import { exactMoney, shortMoney, signedMoney } from './money.js';

describe('money in fen', () => {
  it.each([
    [0, '0元'],
    [99, '0元'],
    [986_000, '9,860元'],
    [1_000_000, '1.0万'],
    [128_400_000, '128.4万'],
    [49_999_999, '49.9万'],
    [9_999_999_999, '9,999.9万'],
    [10_200_000_000, '1.02亿'],
    [-12_100_000, '−12.1万'],
  ])('%i is short %s', (fen, text) => expect(shortMoney(fen)).toBe(text));

  it.each([
    [986_000, '¥9.8k'],
    [128_400_000, '¥1.28m'],
    [5_000, '¥50'],
  ])('%i is %s in English', (fen, text) => expect(shortMoney(fen, 'en')).toBe(text));

  it('is exact to the fen where one points', () => {
    expect(exactMoney(128_400_005)).toBe('1,284,000.05 元');
    expect(exactMoney(-105, 'en')).toBe('−¥1.05');
  });

  it('says that it grew', () => {
    expect(signedMoney(35_000_000)).toBe('+35.0万');
    expect(signedMoney(-35_000_000)).toBe('−35.0万');
    expect(signedMoney(0)).toBe('0元');
  });

  it('A8: a threshold is never shown as reached before it is', () => {
    for (const threshold of [10_000_000, 20_000_000, 50_000_000, 100_000_000]) {
      expect(shortMoney(threshold - 1)).not.toBe(shortMoney(threshold));
    }
  });

  it('never shows more than there is', () => {
    const units = { 元: 100, 万: 1_000_000, 亿: 10_000_000_000 };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (fen) => {
        const [, number = '', unit = ''] = /^([\d,.]+)(元|万|亿)$/.exec(shortMoney(fen)) ?? [];
        const shown = Number(number.replaceAll(',', '')) * units[unit as keyof typeof units];
        expect(shown).toBeLessThanOrEqual(fen * (1 + Number.EPSILON));
      }),
      { seed: 42, numRuns: 500 },
    );
  });
});
