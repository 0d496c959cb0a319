import { PCRM_NAMESPACE, uuidV5 } from '@pcrm/event-sourcing';
import type { SigningStage, Tier } from '@pcrm/contracts';
import type { MaintainerNoted, OpportunityOpened, OpportunityStepped, PotentialNoted } from './pursuit.events.js';

/** Facts that the specs of this chapter begin from; fixed ids and times. */
export const clientId = '11111111-1111-4111-8111-111111111111';
export const markedOn = '2026-06-01';
export const markedAt = '2026-06-01T22:00:00.000Z';
export const assignedAt = '2026-06-03T02:00:00.000Z';
export const at = '2026-06-10T02:00:00.000Z';
export const opportunityId = uuidV5(PCRM_NAMESPACE, `opportunity:${clientId}:gold:${markedOn}`);
export const about = { opportunityId, clientId, outletId: 'o1', staffId: 'cm1' };

export const maintained = (staffId = 'cm1', role: 'clientManager' | 'teller' = 'clientManager'): MaintainerNoted => ({
  type: 'MaintainerNoted',
  data: { clientId, outletId: 'o1', staffId, role, from: '2026-06-03', at: assignedAt },
});
export const potential = (targetTier: Tier = 'gold', currentTier: Tier | null = null): PotentialNoted => ({
  type: 'PotentialNoted',
  data: { clientId, targetTier, currentTier, markedOn, at: markedAt },
});
export const opened = (targetTier: Tier = 'gold', currentTier: Tier | null = null): OpportunityOpened => ({
  type: 'OpportunityOpened',
  data: {
    ...about,
    opportunityId: uuidV5(PCRM_NAMESPACE, `opportunity:${clientId}:${targetTier}:${markedOn}`),
    targetTier,
    currentTier,
    openedAt: assignedAt,
  },
});
export const stepped = (from: SigningStage, to: SigningStage, reason: string | null = null): OpportunityStepped => ({
  type: 'OpportunityStepped',
  data: { ...about, from, to, targetTier: 'gold', reason, at },
});
/** A potential client assigned to a client manager, with the opportunity at ALLOCATED. */
export const allocated = [potential(), maintained(), opened()] as const;
