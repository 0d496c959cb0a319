import fc from 'fast-check';
import { addDays, dateOfDay, dayNumber } from '@pcrm/contracts';
import { builtInRules } from '../policy.js';
import { assetAccount } from './asset-account.js';
import { bandOf } from './average-band.js';
import { isLarge, readAccount, reachedBy } from './read-account.js';
import { recordBalances } from './record-balances/record-balances.js';
import { timelineOf, type Timeline } from './timeline.js';

const policies = [{ ...builtInRules, version: 1, effectiveFrom: '2000-01-01' }];
const yuan = (amount: number): number => amount * 100;

/** Balances in yuan by date; `opening`: average of the bank's older records. */
function balances(cells: { readonly [date: string]: number }, opening?: number): Timeline {
  let account = assetAccount.initial();
  if (opening !== undefined)
    account = assetAccount.evolve(account, {
      type: 'AccountOpened',
      data: { clientId: 'c', openingAverageFen: yuan(opening) },
    });
  const records = Object.entries(cells).map(([date, amount], sequence) => ({
    classIndex: 0, day: dayNumber(date), balanceFen: yuan(amount), source: 'core', rank: 0, sequence,
  })); // prettier-ignore
  for (const fact of recordBalances({ clientId: 'c', records }, account)) account = assetAccount.evolve(account, fact);
  return timelineOf(account);
}

describe('bands and tiers of an average', () => {
  it.each([
    [9_999_999, 'below-100k', null],
    [10_000_000, '100k-200k', 'gold'],
    [19_999_999, '100k-200k', 'gold'],
    [20_000_000, '200k-500k', 'gold'],
    [50_000_000, '500k-1m', 'platinum'],
    [100_000_000, '1m-6m', 'diamond'],
    [600_000_000, 'from-6m', 'diamond'],
  ])('%i fen is in %s and reaches %s (A8: half-open)', (fen, band, tier) => {
    expect([bandOf(fen), reachedBy(fen, builtInRules)]).toEqual([band, tier]);
  });
});

describe('large movements', () => {
  const limits = builtInRules.largeMovement;
  it('are 50 000 yuan or 20 percent of the balance in a day, up or down', () => {
    expect([isLarge(5_000_000, 10 ** 12, limits), isLarge(4_999_999, 10 ** 12, limits)]).toEqual([true, false]);
    expect([isLarge(-200, 1_000, limits), isLarge(-199, 1_000, limits), isLarge(300, 0, limits)]).toEqual([
      true,
      false,
      false,
    ]);
  });
  it('do not include the first record', () => {
    const readings = readAccount(
      balances({ '2026-06-01': 900_000, '2026-06-03': 960_000 }),
      { after: undefined, through: '2026-06-04' },
      policies,
    );
    expect(readings.movements).toEqual([{ date: '2026-06-03', deltaFen: yuan(60_000), totalFen: yuan(960_000) }]);
  });
});

describe('what a closing reads', () => {
  const rising = balances({ '2026-01-01': 100_000, '2026-03-01': 900_000 }, 100_000);
  it('looks at every date since the last closing, and tells the dates on which something changed', () => {
    const { moments } = readAccount(rising, { after: '2026-04-01', through: '2026-05-20' }, policies);
    const on = (date: string): number => readAccount(rising, { after: date, through: date }, policies).averageFen;
    const crossed = moments[1]?.date ?? '';
    expect(moments.map(({ band }) => band)).toEqual(['100k-200k', '200k-500k', '200k-500k']);
    expect([on(addDays(crossed, -1)) < yuan(200_000), on(crossed) >= yuan(200_000)]).toEqual([true, true]);
  });
  it('forecasts when the next tier is reached, within the policy horizon', () => {
    const { forecasts } = readAccount(rising, { after: '2026-06-30', through: '2026-07-01' }, policies);
    expect(forecasts).toEqual([{ tier: 'platinum', direction: 'reach', on: '2026-08-30' }]);
    expect(readAccount(rising, { after: '2026-04-30', through: '2026-05-01' }, policies).forecasts).toEqual([]);
  });
  it('reads thirteen month ends, each on its own window', () => {
    const { months } = readAccount(rising, { after: undefined, through: '2026-05-20' }, policies);
    expect([months.length, months[0]?.monthEnd, months.at(-1)?.monthEnd, months.every(({ full }) => full)]).toEqual([
      13,
      '2025-04-30',
      '2026-04-30',
      true,
    ]);
  });
  it('names the day of a balance that is known before its day is closed', () => {
    const due = (cells: Readonly<Record<string, number>>): string =>
      readAccount(balances(cells, 150_000), { after: '2026-06-10', through: '2026-06-10' }, policies).due;
    expect(due({ '2025-01-01': 150_000 })).toBe('2026-06-30');
    expect(due({ '2025-01-01': 150_000, '2026-06-14': 160_000 })).toBe('2026-06-14');
  });
  it('names the next date on which anything can change: nothing does before it', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.integer({ min: 0, max: 500 }).map((offset) => dateOfDay(dayNumber('2025-01-01') + offset)),
          fc.integer({ min: 0, max: 1_400_000 }),
          { minKeys: 1, maxKeys: 8 },
        ),
        (cells) => {
          const timeline = balances(cells, 150_000);
          const through = '2026-06-10';
          const now = readAccount(timeline, { after: through, through }, policies);
          for (let date = addDays(through, 1); date < now.due; date = addDays(date, 1)) {
            const then = readAccount(timeline, { after: addDays(date, -1), through: date }, policies);
            expect(then.moments).toEqual([
              expect.objectContaining({ band: now.moments[0]?.band, reached: now.moments[0]?.reached }),
            ]);
            expect([then.months, then.forecasts]).toEqual([now.months, now.forecasts]);
          }
        },
      ),
      { numRuns: 60, seed: 5 },
    );
  });
});
