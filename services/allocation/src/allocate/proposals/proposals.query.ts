import type { AverageBand, Tier } from '@pcrm/contracts';
import type { BookClientRow } from '../book-clients.row.js';

/** A client whose maintainer no longer fits (A3, A8), and since when. */
export type Proposal = {
  readonly clientId: string;
  readonly name: string | null;
  readonly outletId: string | null;
  readonly staffId: string | null;
  readonly tier: Tier | null;
  readonly targetTier: Tier | null;
  readonly band: AverageBand | null;
  readonly reasonCode: string;
  readonly on: string;
};

export const proposalOf = ({
  clientId,
  name,
  outletId,
  staffId,
  tier,
  target,
  band,
  proposed,
}: BookClientRow): Proposal => ({
  ...{ clientId, name, outletId, staffId, tier, targetTier: target?.tier ?? null, band },
  ...{ reasonCode: proposed?.reasonCode ?? '', on: proposed?.on ?? '' },
});
