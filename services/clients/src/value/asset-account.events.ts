import type { Fact } from '@pcrm/event-sourcing';
import type { AssetClass } from '@pcrm/contracts';

/**
 * Cells in a row: consecutive business dates of one class with the same balance, whose sequences grow by `step`.
 * [class, first date, days, balance in fen, source, its rank, first sequence, step].
 */
export type CellRun = readonly [AssetClass, string, number, number, string, number, number, number];

/** The client is followed from takeover on; `openingAverageFen` stands for the days before the first record. */
export type AccountOpened = Fact<'AccountOpened', { readonly clientId: string; readonly openingAverageFen: number }>;

/** Balances of one client that one batch of the feed changed or confirmed, run-length coded. */
export type BalancesRecorded = Fact<
  'BalancesRecorded',
  {
    readonly clientId: string;
    readonly runs: readonly CellRun[];
    /** Newest business date known afterwards, and the end-of-day total on it in fen. */
    readonly asOf: string;
    readonly totalFen: number;
    /** Earliest business date that this batch changed. */
    readonly changedFrom: string;
  }
>;
export type AssetAccountEvent = AccountOpened | BalancesRecorded;
