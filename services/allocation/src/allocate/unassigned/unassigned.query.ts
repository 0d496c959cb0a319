import { workdaysBetween, type AverageBand, type Tier, type Workdays } from '@pcrm/contracts';
import type { BookClientRow } from '../book-clients.row.js';

/** Somebody has to look after the client (A1) and nobody does. */
export type Unassigned = {
  readonly clientId: string;
  readonly clientNo: string | null;
  readonly name: string | null;
  readonly outletId: string | null;
  readonly tier: Tier | null;
  readonly targetTier: Tier | null;
  readonly basis: 'reached' | 'judged' | null;
  readonly band: AverageBand | null;
  readonly since: string;
  /** Workdays that have passed since then; today counts when it is one. */
  readonly ageInWorkdays: number;
};

export const unassignedOn =
  (today: string, workdays: Workdays) =>
  ({ clientId, clientNo, name, outletId, tier, target, band, waiting }: BookClientRow): Unassigned => {
    const since = waiting?.since ?? today;
    return {
      ...{ clientId, clientNo, name, outletId, tier, band, since },
      ...{ targetTier: target?.tier ?? null, basis: target?.basis ?? null },
      ageInWorkdays: workdaysBetween(since, today, workdays),
    };
  };
