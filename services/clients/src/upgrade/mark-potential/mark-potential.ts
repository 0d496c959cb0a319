import { Refusal, type Decide } from '@pcrm/event-sourcing';
import { rank, type Tier } from '@pcrm/contracts';
import { opening, type KnownClient } from '../known-client.js';
import type { TierStandingEvent } from '../tier-standing.events.js';
import { Draft, type TierStanding } from '../tier-standing.js';

export type MarkPotential = {
  readonly clientId: string;
  readonly client: KnownClient;
  readonly targetTier: Tier;
  readonly reason: string;
  readonly averageFen: number;
  /** Business date. */
  readonly on: string;
  readonly policyVersion: number;
};

/** A2b: marks a client who has not reached the standard but has potential, by hand and with a reason. */
export const markPotential: Decide<MarkPotential, TierStanding, TierStandingEvent> = (command, standing) => {
  const { clientId, client, targetTier, reason, averageFen, on: markedOn, policyVersion } = command;
  const draft = new Draft(standing);
  draft.add(...opening(clientId, client, standing));
  const { outletId, tier: currentTier, potential } = draft.standing;
  forbid(command, draft.standing);
  if (potential?.basis === 'reached' || potential?.targetTier === targetTier) return draft.facts;

  const data = {
    clientId,
    outletId,
    basis: 'judged' as const,
    targetTier,
    currentTier,
    averageFen,
    markedOn,
    policyVersion,
    reason,
  };
  return [...draft.facts, { type: 'ClientMarkedPotential', data }];
};

function forbid({ targetTier, on }: MarkPotential, { tier, coolOff }: TierStanding): void {
  if (rank(targetTier) <= rank(tier)) throw new Refusal('potential.not-above-tier', { targetTier, currentTier: tier });
  if (coolOff && on <= coolOff.until) throw new Refusal('potential.cooling-off', { until: coolOff.until });
}
