import { periodParts } from './period.js';

describe('a period', () => {
  it.each([
    ['2026-09', { kind: 'month', year: '2026', n: 9 }],
    ['2026-Q4', { kind: 'quarter', year: '2026', n: 4 }],
    ['2026-W07', { kind: 'week', year: '2026', n: 7 }],
    ['2026-11-03', undefined],
    ['', undefined],
  ])('%s has its parts', (period, parts) => expect(periodParts(period)).toEqual(parts));
});
