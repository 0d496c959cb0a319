import type { Decide } from '@pcrm/event-sourcing';
import { ASSET_CLASSES, dateOfDay, type AssetClass } from '@pcrm/contracts';
import type { Day } from '../../calendar.js';
import type { BalancesRecorded, CellRun } from '../asset-account.events.js';
import type { BalanceRecord } from '../balance-record.js';
import { KEPT_DAYS, totalOn, type AssetAccount } from '../asset-account.js';
import { balanceOn, changes, orderOf, placeOf, type Cells } from '../cells.js';

export type RecordBalances = { readonly clientId: string; readonly records: readonly BalanceRecord[] };

/**
 * Writes down what one batch of the feed says about one client, as one fact. For one cell the highest rank, then the highest
 * sequence wins. A day confirmed unchanged is kept; only a record that changes no cell is dropped.
 */
export const recordBalances: Decide<RecordBalances, AssetAccount, BalancesRecorded> = (
  { clientId, records },
  account,
) => {
  const won = winners(records, account);
  if (won.length === 0) return [];
  const first = Math.min(...won.map(({ day }) => day));
  const last = Math.max(account.lastDay ?? -Infinity, ...won.map(({ day }) => day));
  const data = {
    clientId,
    runs: runsOf(won),
    asOf: dateOfDay(last),
    totalFen: totalAfter(account, won, last),
    changedFrom: dateOfDay(first),
  };
  return [{ type: 'BalancesRecorded', data }];
};

/** How many of a batch's records change a cell: the others are duplicates. */
export const accepted = (events: readonly BalancesRecorded[]): number =>
  events.reduce((sum, { data }) => sum + data.runs.reduce((days, run) => days + run[2], 0), 0);

const beats = (a: BalanceRecord, b: BalanceRecord): boolean => {
  const [left, right] = [orderOf(a.rank, a.sequence), orderOf(b.rank, b.sequence)];
  return left > right || (left === right && a.balanceFen > b.balanceFen);
};

function winners(records: readonly BalanceRecord[], account: AssetAccount): readonly BalanceRecord[] {
  const sorted =
    records.length < 2
      ? records
      : records.toSorted((a, b) => a.classIndex - b.classIndex || a.day - b.day || (beats(a, b) ? 1 : -1));
  return sorted.filter((record, i) => {
    const next = sorted[i + 1];
    if (next && next.classIndex === record.classIndex && next.day === record.day) return false;
    return adds(account, record);
  });
}

/** Whether the account would be another one with this record. What lies before all that is kept only matters as the earliest day. */
function adds(account: AssetAccount, { classIndex, day, balanceFen, rank, sequence }: BalanceRecord): boolean {
  const cells = account.cells[classIndex];
  if (!cells) return true;
  if (forgotten(cells, day, account.lastDay) && day >= (account.firstDay as Day)) return false;
  return changes(cells, day, balanceFen, orderOf(rank, sequence));
}

const forgotten = (cells: Cells, day: Day, lastDay: Day | undefined): boolean =>
  lastDay !== undefined &&
  day < lastDay - KEPT_DAYS &&
  day < (cells.days[0] as Day) &&
  (cells.days[0] as Day) <= lastDay - KEPT_DAYS;

function runsOf(records: readonly BalanceRecord[]): readonly CellRun[] {
  const runs: [AssetClass, string, number, number, string, number, number, number][] = [];
  let previous: BalanceRecord | undefined;
  for (const record of records) {
    const run = runs.at(-1);
    const step = previous ? record.sequence - previous.sequence : 0;
    if (run && previous && follows(previous, record) && (run[2] === 1 || run[7] === step)) {
      run[2]++;
      run[7] = step;
    } else runs.push(runOf(record));
    previous = record;
  }
  return runs;
}

const runOf = ({ classIndex, day, balanceFen, source, rank, sequence }: BalanceRecord) =>
  [ASSET_CLASSES[classIndex] as AssetClass, dateOfDay(day), 1, balanceFen, source, rank, sequence, 0] as [
    AssetClass, string, number, number, string, number, number, number,
  ]; // prettier-ignore

const follows = (a: BalanceRecord, b: BalanceRecord): boolean =>
  a.classIndex === b.classIndex &&
  b.day === a.day + 1 &&
  a.balanceFen === b.balanceFen &&
  a.source === b.source &&
  a.rank === b.rank;

/** The end-of-day total on `day` as it will be: per class the newest of what stands and what was won. */
function totalAfter(account: AssetAccount, won: readonly BalanceRecord[], day: Day): number {
  const newest = new Map<number, BalanceRecord>();
  for (const record of won) newest.set(record.classIndex, record);
  let total = totalOn(account, day);
  for (const [index, record] of newest) {
    const cells = account.cells[index];
    if (!cells) total += record.balanceFen;
    else if ((cells.days[placeOf(cells, day + 1) - 1] ?? -Infinity) <= record.day)
      total += record.balanceFen - balanceOn(cells, day);
  }
  return total;
}
