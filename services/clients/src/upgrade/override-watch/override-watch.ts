import { Refusal, type Decide } from '@pcrm/event-sourcing';
import type { WatchOverridden } from '../tier-standing.events.js';
import type { TierStanding } from '../tier-standing.js';

export type OverrideWatch = {
  readonly clientId: string;
  readonly reason: string;
  readonly by: string;
  readonly on: string;
};

/** The head ends a watch with a written reason: the month ends so far do not count towards a fall. */
export const overrideWatch: Decide<OverrideWatch, TierStanding, WatchOverridden> = (
  { clientId, reason, by, on },
  { tier, outletId, overrides, watch },
) => {
  if (tier && overrides[tier] === on) return [];
  if (!watch || !tier) throw new Refusal('tier.not-watched');
  return [{ type: 'WatchOverridden', data: { clientId, outletId, tier, overriddenOn: on, reason, by } }];
};
