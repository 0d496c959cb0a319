import type { Decide } from '@pcrm/event-sourcing';
import { opening, type KnownClient } from '../known-client.js';
import type { StandingOpened } from '../tier-standing.events.js';
import type { TierStanding } from '../tier-standing.js';

export type OpenStanding = { readonly clientId: string; readonly client: KnownClient };

/** Takes a registered client under observation, with the tier signed before the takeover. */
export const openStanding: Decide<OpenStanding, TierStanding, StandingOpened> = ({ clientId, client }, standing) =>
  opening(clientId, client, standing);
