import { Refusal, type Decide } from '@pcrm/event-sourcing';
import { rank, type Tier } from '@pcrm/contracts';
import { opening, type KnownClient } from '../known-client.js';
import type { TierStandingEvent } from '../tier-standing.events.js';
import type { TierStanding } from '../tier-standing.js';

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
  const facts = opening(clientId, client, standing);
  const currentTier = standing.opened ? standing.tier : (client.signed?.tier ?? null);
  if (rank(targetTier) <= rank(currentTier)) throw new Refusal('potential.not-above-tier', { targetTier, currentTier });
  if (standing.coolOff && markedOn <= standing.coolOff.until) throw new Refusal('potential.cooling-off', { until: standing.coolOff.until });
  if (standing.potential?.basis === 'reached') return facts;
  if (standing.potential?.targetTier === targetTier) return facts;

  const outletId = standing.opened ? standing.outletId : client.outletId;
  const data = { clientId, outletId, basis: 'judged' as const, targetTier, currentTier, averageFen, markedOn, policyVersion, reason };
  return [...facts, { type: 'ClientMarkedPotential', data }];
};
