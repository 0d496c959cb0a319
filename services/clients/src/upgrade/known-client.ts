import type { Tier } from '@pcrm/contracts';
import type { StandingOpened } from './tier-standing.events.js';
import type { TierStanding } from './tier-standing.js';

/** What registration knows of a client and every decision about their standing is told. */
export type KnownClient = {
  readonly outletId: string;
  /** Signed before the takeover. */
  readonly signed?: { readonly tier: Tier; readonly signedOn: string };
};

/** The first fact of a standing; nothing when it is there. */
export const opening = (
  clientId: string,
  { outletId, signed }: KnownClient,
  { opened }: TierStanding,
): readonly StandingOpened[] =>
  opened
    ? []
    : [
        {
          type: 'StandingOpened',
          data: { clientId, outletId, tier: signed?.tier ?? null, signedOn: signed?.signedOn ?? null },
        },
      ];
