import fc from 'fast-check';
import { addDays, dateOfDay, dayNumber } from '@pcrm/contracts';
import { specification } from '@pcrm/event-sourcing/testing';
import type { BalancesRecorded, CellRun } from './asset-account.events.js';
import { assetAccount, KEPT_DAYS, packAccount, totalOn, unpackAccount, type AssetAccount } from './asset-account.js';
import { packCells, unpackCells } from './packing.js';
import type { BalanceRecord } from './balance-record.js';
import { accepted, recordBalances } from './record-balances/record-balances.js';

const given = specification(assetAccount);
const clientId = '5b0e7a52-6c1f-5b7e-9d0a-2f1f0e9f8a11';
const day = dayNumber('2026-06-01');
const record = (
  offset: number,
  balanceFen: number,
  sequence: number,
  more: Partial<BalanceRecord> = {},
): BalanceRecord => ({
  classIndex: 0,
  day: day + offset,
  balanceFen,
  source: 'core',
  rank: 1,
  sequence,
  ...more,
});
const run = (...[date, days, fen, sequence, step = 0]: [string, number, number, number, number?]): CellRun => [
  ...(['deposit', date, days, fen, 'core', 1, sequence, step] as const),
];
const recorded = (runs: readonly CellRun[], asOf: string, totalFen: number, changedFrom: string): BalancesRecorded => ({
  type: 'BalancesRecorded',
  data: { clientId, runs, asOf, totalFen, changedFrom },
});
const fold = (batches: readonly (readonly BalanceRecord[])[]): AssetAccount => {
  let account = assetAccount.initial();
  for (const records of batches) {
    for (const fact of recordBalances({ clientId, records }, account)) account = assetAccount.evolve(account, fact);
  }
  return account;
};

describe('recording balances', () => {
  it('is one fact per client and batch, days alike in one run', () =>
    given()
      .when(recordBalances, { clientId, records: [record(1, 100, 8), record(0, 100, 7), record(2, 30, 9)] })
      .then(recorded([run('2026-06-01', 2, 100, 7, 1), run('2026-06-03', 1, 30, 9)], '2026-06-03', 30, '2026-06-01')));
  it('keeps a day that was confirmed unchanged', () =>
    given(recorded([run('2026-06-01', 1, 100, 1)], '2026-06-01', 100, '2026-06-01'))
      .when(recordBalances, { clientId, records: [record(1, 100, 2)] })
      .then(recorded([run('2026-06-02', 1, 100, 2)], '2026-06-02', 100, '2026-06-02')));
  it('drops only what changes no cell', () =>
    given(recorded([run('2026-06-01', 2, 100, 5)], '2026-06-02', 100, '2026-06-01'))
      .when(recordBalances, { clientId, records: [record(0, 100, 5), record(1, 70, 4)] })
      .thenNothing());
  it('lets the higher sequence win within a batch, and the higher source above any sequence', () => {
    expect(totalOn(fold([[record(0, 10, 1), record(0, 20, 3), record(0, 30, 2)]]), day)).toBe(20);
    expect(totalOn(fold([[record(0, 10, 1, { rank: 2, source: 'manual' })], [record(0, 20, 99)]]), day)).toBe(10);
  });
  it('tells the total as it will be when the newest known day is corrected', () =>
    given(recorded([run('2026-06-01', 1, 100, 1)], '2026-06-01', 100, '2026-06-01'))
      .when(recordBalances, { clientId, records: [record(0, 70, 2)] })
      .then(recorded([run('2026-06-01', 1, 70, 2)], '2026-06-01', 70, '2026-06-01')));
  it('tells the total of the newest known day, balances carried forward', () =>
    given(recorded([run('2026-06-05', 1, 100, 5)], '2026-06-05', 100, '2026-06-05'))
      .when(recordBalances, { clientId, records: [record(0, 40, 6, { classIndex: 2 })] })
      .then(recorded([['fund', '2026-06-01', 1, 40, 'core', 1, 6, 0]], '2026-06-05', 140, '2026-06-01')));
  it('tells the total as it was when a day before the newest of its class is corrected', () =>
    given(recorded([run('2026-06-01', 1, 100, 1), run('2026-06-05', 1, 80, 2)], '2026-06-05', 80, '2026-06-01'))
      .when(recordBalances, { clientId, records: [record(0, 50, 3)] })
      .then(recorded([run('2026-06-01', 1, 50, 3)], '2026-06-05', 80, '2026-06-01')));
  it('counts the cells that were accepted', () => {
    expect(
      accepted(
        recordBalances(
          { clientId, records: [record(0, 1, 1), record(1, 1, 2), record(0, 9, 0)] },
          assetAccount.initial(),
        ),
      ),
    ).toBe(2);
  });
});

describe('acceptance example 13', () => {
  it('day 1 = 100, day 2 = 100 confirmed, day 1 corrected to 50: day 2 is still 100', () => {
    const account = fold([[record(0, 100, 1)], [record(1, 100, 2)], [record(0, 50, 3)]]);
    expect([totalOn(account, day), totalOn(account, day + 1), totalOn(account, day + 9)]).toEqual([50, 100, 100]);
  });
  const lines = (days: number) =>
    fc.array(
      fc.record({
        classIndex: fc.integer({ min: 0, max: 5 }),
        day: fc.integer({ min: day, max: day + days }),
        balanceFen: fc.integer({ min: 0, max: 10 ** 12 }),
        source: fc.constant('core'),
        rank: fc.integer({ min: 0, max: 3 }),
        sequence: fc.integer({ min: 0, max: 40 }),
      }),
      { minLength: 1, maxLength: 40 },
    );
  it('the total that is told is the one of the account as it is then', () => {
    fc.assert(
      fc.property(lines(9), lines(9), (before, records) => {
        const account = fold([before]);
        for (const fact of recordBalances({ clientId, records }, account))
          expect(fact.data.totalFen).toBe(totalOn(assetAccount.evolve(account, fact), dayNumber(fact.data.asOf)));
      }),
      { numRuns: 600, seed: 13 },
    );
  });
  it('any order, repetition and cutting into batches gives the same state', () => {
    const shuffled = lines(1_200).chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc.shuffledSubarray([...all, ...all.slice(0, 7)], { minLength: all.length + Math.min(7, all.length) }),
        fc.integer({ min: 1, max: 9 }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([all, again, size]) => {
        const batches = Array.from({ length: Math.ceil(again.length / size) }, (_, i) =>
          again.slice(i * size, (i + 1) * size),
        );
        expect(packAccount(fold(batches))).toEqual(packAccount(fold([all])));
      }),
      { numRuns: 600, seed: 13 },
    );
  });
});

describe('the packed account', () => {
  it('is what it was after unpacking', () => {
    const account = fold([[record(0, 5, 1), record(3, 7, 20_260_601_000_123, { classIndex: 4 }), record(9, 0, 2)]]);
    expect(unpackAccount(JSON.parse(JSON.stringify(packAccount(account))) as never)).toEqual(account);
  });
  it('is written as it always was: those in the files stay readable', () => {
    const cells = {
      days: [20_000, 20_001, 20_002, 20_003, 20_010],
      fens: [1, 10 ** 12, 10 ** 12, 10 ** 12, 0],
      orders: [2 ** 47 + 5, 2 ** 47 + 6, 2 ** 47 + 7, 2 ** 47 + 8, 3],
    };
    expect(packCells(cells)).toBe('ginBCqggggggggIC-_n000m6BCDEACOhgo000m6BrggggggggI');
    expect(unpackCells(packCells(cells))).toEqual(cells);
  });
  it('has room for as many cells as there are', () => {
    const days = Array.from({ length: 3_000 }, (_, at) => at);
    const cells = { days, fens: days.map((at) => (at % 2) * 10 ** 12), orders: days.map((at) => (at % 3) * 2 ** 48) };
    expect(unpackCells(packCells(cells))).toEqual(cells);
  });
  it('keeps every number exact', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 30_000 }), { maxLength: 60 }),
        fc.infiniteStream(fc.nat(10 ** 12)),
        fc.infiniteStream(fc.integer({ min: 0, max: 2 ** 50 })),
        (days, fens, orders) => {
          const sorted = days.toSorted((a, b) => a - b);
          const cells = {
            days: sorted,
            fens: sorted.map(() => fens.next().value as number),
            orders: sorted.map(() => orders.next().value as number),
          };
          expect(unpackCells(packCells(cells))).toEqual(cells);
        },
      ),
      { numRuns: 300, seed: 3 },
    );
  });
  it('is at most 4 KB for a year in which one class moves daily and the others are confirmed daily', () => {
    const year = Array.from({ length: 365 }, (_, offset) =>
      [0, 1, 2, 3, 4, 5].map((classIndex) =>
        record(
          offset,
          classIndex === 0 ? 50_000_000 + ((offset * 7_919) % 9_973) * 100 : classIndex * 10_000_000,
          offset * 30_000 + classIndex,
          { classIndex },
        ),
      ),
    ).flat();
    expect(JSON.stringify(packAccount(fold([year]))).length).toBeLessThanOrEqual(4_096);
  });
  it('forgets what no average can need any more, except the balance carried forward and the first day', () => {
    const account = fold([[record(0, 11, 1), record(1, 22, 2)], [record(KEPT_DAYS + 30, 33, 3)]]);
    expect(account.cells[0]?.days).toEqual([day + 1, day + KEPT_DAYS + 30]);
    expect(dateOfDay(account.firstDay ?? 0)).toBe('2026-06-01');
    expect(addDays('2026-06-01', 30)).toBe('2026-07-01');
    expect(totalOn(account, day + KEPT_DAYS)).toBe(22);
  });
});
