import { describe, expect, it } from '@jest/globals';
import { lineOf } from './measurement.js';
import { numberText, shareText, spreadText, tableOf } from './table.js';

describe('figures in words', () => {
  it('have three digits that mean something', () =>
    expect([0.1234, 1.5, 12.345, 999.6, 1_234_567].map(numberText)).toEqual([
      '0.12',
      '1.50',
      '12.3',
      '1,000',
      '1,234,567',
    ]));

  it('shares are per cent, large ones times', () =>
    expect([0.0042, 0.805, 1, 12.34].map(shareText)).toEqual(['0.4 %', '81 %', '100 %', '12.3 ×']));

  it('spreads name both ends, where there were several runs', () => {
    expect(spreadText({ median: 200, min: 100, max: 300, runs: 5 }, '/s')).toBe('200 /s (100–300)');
    expect(spreadText({ median: 200, min: 200, max: 200, runs: 1 }, 'MiB')).toBe('200 MiB');
  });
});

describe('the table', () => {
  const lines = [
    lineOf({
      ...{ what: 'quick things', unit: '/s', better: 'more', rawIs: 'by hand' },
      ...{ ours: [{ value: 50, p50: 1, p99: 2 }], raw: [{ value: 100, p50: 0.5, p99: 1 }] },
      hopes: [{ kind: 'share', atLeast: 0.8 }],
    }),
    { what: 'things that cannot be had', unit: '/s', goals: [], note: 'not measured: it was not built' },
  ];

  it('has a row for each line, with ratio, percentiles and goals, and says below what was compared', () => {
    const text = tableOf([{ section: 'things', lines }]);
    expect(text.split('\n')).toEqual([
      '                                PCRM  raw limit  of raw  p50 / p99 ms  raw p50 / p99  goal',
      '-'.repeat(107),
      'things',
      '  quick things               50.0 /s     100 /s    50 %   1.00 / 2.00    0.50 / 1.00  ≥ 80 % of raw: MISSED',
      '  things that cannot be had        -',
      '',
      'quick things: raw is by hand',
      'things that cannot be had: not measured: it was not built',
    ]);
  });
});
