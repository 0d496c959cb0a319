import fc from 'fast-check';
import { dateOfDay, dayNumber } from '@pcrm/contracts';
import { isMonthEnd, monthEnds, nextMonthEnd } from '../calendar.js';
import { WINDOWS, type AverageWindow } from '../policy.js';
import { averageAt, balanceNeeded, windowStart } from './annual-average.js';
import { assetAccount, type AssetAccount } from './asset-account.js';
import { crossing } from './crossing.js';
import type { BalanceRecord } from './balance-record.js';
import { recordBalances } from './record-balances/record-balances.js';
import { timelineOf, totalAt } from './timeline.js';

const start = dayNumber('2025-01-01');
const record = (classIndex: number, offset: number, balanceFen: number, sequence: number): BalanceRecord => ({
  classIndex,
  day: start + offset,
  balanceFen,
  source: 'core',
  rank: 0,
  sequence,
});

function accountOf(records: readonly BalanceRecord[], openingAverageFen?: number): AssetAccount {
  let account = assetAccount.initial();
  if (openingAverageFen !== undefined) {
    account = assetAccount.evolve(account, { type: 'AccountOpened', data: { clientId: 'c', openingAverageFen } });
  }
  for (const fact of recordBalances({ clientId: 'c', records }, account)) account = assetAccount.evolve(account, fact);
  return account;
}

/** The definition, word by word: for each day of the window, for each class, the newest record at or before it. */
function naiveSum(records: readonly BalanceRecord[], from: number, to: number, opening: number): number {
  const cells = records.filter(
    (one) => !records.some((other) => sameCell(one, other) && other.sequence > one.sequence),
  );
  const first = Math.min(...cells.map(({ day }) => day));
  let sum = 0;
  for (let day = from; day <= to; day++) sum += day < first ? opening : naiveTotal(cells, day);
  return sum;
}
const sameCell = (a: BalanceRecord, b: BalanceRecord): boolean => a.classIndex === b.classIndex && a.day === b.day;
function naiveTotal(cells: readonly BalanceRecord[], day: number): number {
  const newest = new Map<number, BalanceRecord>();
  for (const cell of cells) {
    if (cell.day <= day && cell.day > (newest.get(cell.classIndex)?.day ?? -1)) newest.set(cell.classIndex, cell);
  }
  return [...newest.values()].reduce((total, { balanceFen }) => total + balanceFen, 0);
}

const histories = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 5 }),
      fc.integer({ min: 0, max: 420 }),
      fc.integer({ min: 0, max: 900_000_000_000 }),
    ),
    {
      minLength: 1,
      maxLength: 14,
    },
  )
  .map((rows) => rows.map(([classIndex, offset, fen], i) => record(classIndex, offset, fen, i)));

describe('the annual daily average 年日均', () => {
  it('equals a naive recomputation for 10 000 random histories, corrections included', () => {
    fc.assert(
      fc.property(
        histories,
        fc.constantFrom<AverageWindow>(...WINDOWS),
        fc.integer({ min: 0, max: 500 }),
        fc.option(fc.integer({ min: 0, max: 500_000_000 }), { nil: undefined }),
        (records, window, offset, opening) => {
          const asOf = start + offset;
          const from = windowStart(window, asOf);
          const average = averageAt(timelineOf(accountOf(records, opening)), window, asOf);
          const sum = naiveSum(records, from, asOf, opening ?? 0);
          const days = asOf - from + 1;
          expect(average.sumFen).toBe(sum);
          expect(average.averageFen).toBe(Number(BigInt(sum) / BigInt(days)));
          const first = Math.min(...records.map(({ day }) => day));
          expect(average.coveredDays).toBe(Math.max(0, Math.min(days, asOf - first + 1)));
        },
      ),
      { numRuns: 10_000, seed: 20_261_123 },
    );
  });

  it('is full only when every day has a record or an opening average behind it', () => {
    const records = [record(0, 10, 100, 1)];
    expect(averageAt(timelineOf(accountOf(records)), 'ROLLING_365', start + 10 + 363).full).toBe(false);
    expect(averageAt(timelineOf(accountOf(records)), 'ROLLING_365', start + 10 + 364).full).toBe(true);
    expect(averageAt(timelineOf(accountOf(records, 7)), 'ROLLING_365', start + 10).full).toBe(true);
  });

  it('rounds down to whole fen', () => {
    const average = averageAt(timelineOf(accountOf([record(0, 0, 1, 1)])), 'ROLLING_365', start + 363);
    expect([average.averageFen, average.sumFen, average.coveredDays]).toEqual([0, 364, 364]);
  });

  it('looks back as far as its window', () => {
    const asOf = dayNumber('2026-03-15');
    expect(WINDOWS.map((window) => dateOfDay(windowStart(window, asOf)))).toEqual([
      '2025-03-16',
      '2026-01-01',
      '2025-09-17',
      '2026-03-01',
    ]);
  });
});

/** Walks day by day with the balance kept. */
function crossingByWalking(
  account: AssetAccount,
  window: AverageWindow,
  asOf: number,
  thresholdFen: number,
): number | undefined {
  const known = timelineOf(account);
  const kept = { ...known, days: [...known.days], totals: [...known.totals], sums: [...known.sums] };
  const isAbove = (day: number): boolean => averageAt(kept, window, day).averageFen >= thresholdFen;
  const above = isAbove(asOf);
  for (let day = asOf + 1; day <= asOf + 366; day++) if (isAbove(day) !== above) return day;
  return undefined;
}

describe('crossing dates', () => {
  it('are the first day a day-by-day walk would find, for every window', () => {
    let found = 0;
    fc.assert(
      fc.property(
        histories,
        fc.constantFrom<AverageWindow>(...WINDOWS),
        fc.integer({ min: 1, max: 40 }),
        (records, window, twentieth) => {
          const account = accountOf(records, 200_000_000_000);
          const asOf = Math.max(...records.map(({ day }) => day)) + 3;
          const now = averageAt(timelineOf(account), window, asOf).averageFen;
          const kept = totalAt(timelineOf(account), asOf);
          const threshold = Math.max(1, Math.floor(now + ((kept - now) * twentieth) / 40));
          const walked = crossingByWalking(account, window, asOf, threshold);
          if (walked !== undefined) found++;
          expect(crossing(timelineOf(account), window, asOf, threshold)).toBe(walked);
        },
      ),
      { numRuns: 1500, seed: 7 },
    );
    expect(found).toBeGreaterThan(700);
  });

  it('say nothing when the average never gets there', () => {
    expect(crossing(timelineOf(accountOf([record(0, 0, 100, 1)])), 'ROLLING_365', start, 101)).toBeUndefined();
  });
});

describe('the balance needed by a date', () => {
  it('reaches the threshold on the target date, and one fen less does not', () => {
    fc.assert(
      fc.property(
        histories,
        fc.constantFrom<AverageWindow>(...WINDOWS),
        fc.integer({ min: 1, max: 400 }),
        (records, window, ahead) => {
          const asOf = Math.max(...records.map(({ day }) => day)) + 2;
          const [target, thresholdFen] = [asOf + ahead, 50_000_000];
          const needed = balanceNeeded(timelineOf(accountOf(records)), window, asOf, { thresholdFen, target });
          const with_ = (fen: number): number => {
            const rest = [0, 1, 2, 3, 4, 5].map((index) =>
              record(index, asOf + 1 - start, index === 0 ? fen : 0, 1_000 + index),
            );
            return averageAt(timelineOf(accountOf([...records, ...rest])), window, target).averageFen;
          };
          expect(with_(needed)).toBeGreaterThanOrEqual(thresholdFen);
          if (needed > 0) expect(with_(needed - 1)).toBeLessThan(thresholdFen);
        },
      ),
      { numRuns: 500, seed: 11 },
    );
  });
});

describe('the calendar', () => {
  it('knows month ends, leap years and what is no date', () => {
    expect([dayNumber('2026-02-29'), dayNumber('2026-13-01'), dayNumber('20260101')].every(Number.isNaN)).toBe(true);
    expect(dateOfDay(dayNumber('2024-02-29') + 1)).toBe('2024-03-01');
    expect(isMonthEnd(dayNumber('2024-02-28'))).toBe(false);
    expect(monthEnds(dayNumber('2026-03-30'), 3).map(dateOfDay)).toEqual(['2025-12-31', '2026-01-31', '2026-02-28']);
    expect(monthEnds(dayNumber('2026-03-31'), 1).map(dateOfDay)).toEqual(['2026-03-31']);
    expect(dateOfDay(nextMonthEnd(dayNumber('2026-04-30')))).toBe('2026-04-30');
  });
});
