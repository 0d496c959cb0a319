import { PCRM_NAMESPACE, uuidV5 } from '@pcrm/event-sourcing';
import { rank } from '@pcrm/contracts';
import { changed, type Pursuit } from './pursuit.js';
import type { OpportunityChanged, OpportunityOpened } from './pursuit.events.js';

const later = (one: string, other: string): string => (one > other ? one : other);

/**
 * A3: opens the opportunity once both are known, that the client has potential and that a client manager maintains them,
 * whichever was heard first: id and time come from the two causes. An open one is raised to a higher target instead.
 */
export function openWhenDue(
  clientId: string,
  { maintainer, potential, open }: Pursuit,
): readonly (OpportunityOpened | OpportunityChanged)[] {
  if (!potential || !maintainer) return [];
  const at = later(potential.at, maintainer.at);
  if (open) {
    const higher = rank(potential.targetTier) > rank(open.targetTier);
    return higher ? [changed(open, { targetTier: potential.targetTier }, { cause: 'raised', at })] : [];
  }
  if (maintainer.role !== 'clientManager') return [];
  const { targetTier, currentTier, markedOn } = potential;
  return [
    {
      type: 'OpportunityOpened',
      data: {
        opportunityId: uuidV5(PCRM_NAMESPACE, `opportunity:${clientId}:${targetTier}:${markedOn}`),
        clientId,
        outletId: maintainer.outletId,
        staffId: maintainer.staffId,
        targetTier,
        currentTier,
        openedAt: at,
      },
    },
  ];
}
