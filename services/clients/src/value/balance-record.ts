import type { Day } from '../calendar.js';

/** One line of the feed that was found good. `classIndex` is the place in ASSET_CLASSES; `rank` that of its source. */
export type BalanceRecord = {
  readonly classIndex: number;
  readonly day: Day;
  readonly balanceFen: number;
  readonly source: string;
  readonly rank: number;
  readonly sequence: number;
};
