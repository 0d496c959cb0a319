import type { Aggregate, Json } from '@pcrm/event-sourcing';
import { ASSET_CLASSES, dayNumber, type AssetClass } from '@pcrm/contracts';
import type { Day } from '../calendar.js';
import type { AssetAccountEvent, CellRun } from './asset-account.events.js';
import { balanceOn, forgetBefore, noCells, orderOf, setCell, type Cells } from './cells.js';
import { packCells, unpackCells } from './packing.js';

/** 在行资产 of one client: the set of cells (class, business date) → balance. Nothing else about it is remembered. */
export type AssetAccount = {
  /** By place of the class in ASSET_CLASSES; absent: no record yet. */
  readonly cells: (Cells | undefined)[];
  /** Earliest and newest business date of any record; undefined before the first. */
  firstDay: Day | undefined;
  lastDay: Day | undefined;
  /** Average of the bank's older records, which stands for the days before the first record. */
  openingAverageFen: number | undefined;
};

/** Cells older than this before the newest are forgotten: a full window behind each month end that can still be judged. */
export const KEPT_DAYS = 800;

export const classIndex: { readonly [C in AssetClass]: number } = Object.fromEntries(
  ASSET_CLASSES.map((name, index) => [name, index]),
) as { [C in AssetClass]: number };

/** The end-of-day total over all classes in fen, balances carried forward. */
export function totalOn(account: AssetAccount, day: Day): number {
  let total = 0;
  for (const cells of account.cells) if (cells) total += balanceOn(cells, day);
  return total;
}

function remember(account: AssetAccount, [name, date, days, fen, , rank, sequence, step]: CellRun): void {
  const first = dayNumber(date);
  const cells = (account.cells[classIndex[name]] ??= noCells());
  for (let i = 0; i < days; i++) setCell(cells, first + i, fen, orderOf(rank, sequence + i * step));
  account.firstDay = Math.min(account.firstDay ?? first, first);
  account.lastDay = Math.max(account.lastDay ?? first, first + days - 1);
}

/** 资产账户: what the feed said about one client's balances. */
export const assetAccount: Aggregate<AssetAccount, AssetAccountEvent> = {
  name: 'assetAccount',
  initial: () => ({ cells: [], firstDay: undefined, lastDay: undefined, openingAverageFen: undefined }),
  evolve(account, event) {
    switch (event.type) {
      case 'AccountOpened':
        account.openingAverageFen = event.data.openingAverageFen;
        return account;
      case 'BalancesRecorded':
        for (const run of event.data.runs) remember(account, run);
        for (const cells of account.cells) if (cells) forgetBefore(cells, (account.lastDay as Day) - KEPT_DAYS);
        return account;
    }
  },
  snapshot: { every: 1, version: 1, save: packAccount, load: unpackAccount },
  // The cells tell what was recorded before, and a branch has as many accounts as clients.
  remembers: 16,
};

type Packed = { readonly c: readonly string[]; readonly f?: Day; readonly l?: Day; readonly o?: number };

/** The account as a small document: packed cells per class. */
export function packAccount({ cells, firstDay, lastDay, openingAverageFen }: AssetAccount): Json {
  const packed: Packed = {
    c: ASSET_CLASSES.map((_, index) => (cells[index] ? packCells(cells[index]) : '')),
    ...(firstDay !== undefined && { f: firstDay }),
    ...(lastDay !== undefined && { l: lastDay }),
    ...(openingAverageFen !== undefined && { o: openingAverageFen }),
  };
  return packed;
}

export function unpackAccount(saved: Json): AssetAccount {
  const { c, f, l, o } = saved as unknown as Packed;
  return {
    cells: c.map((text) => (text === '' ? undefined : unpackCells(text))),
    firstDay: f,
    lastDay: l,
    openingAverageFen: o,
  };
}
