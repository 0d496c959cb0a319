import type { Aggregate } from '@pcrm/event-sourcing';
import { DECK, type CapacityPolicyEvent, type CapacityVersion } from './capacity-policy.events.js';

/** A version that nobody else has approved yet. */
export type ProposedCapacity = CapacityVersion & { readonly proposedBy: string };

/** 配比制度 of the branch: the versions adopted so far, and those that wait for a second person. Its one stream is `capacityPolicy-branch`. */
export type CapacityPolicy = {
  readonly newest: number;
  readonly adopted: readonly CapacityVersion[];
  readonly proposed: readonly ProposedCapacity[];
};

export const capacityPolicy: Aggregate<CapacityPolicy, CapacityPolicyEvent> = {
  name: 'capacityPolicy',
  initial: () => ({ newest: DECK.version, adopted: [DECK], proposed: [] }),
  evolve(policy, { type, data }) {
    const proposed = policy.proposed.filter(({ version }) => version !== data.version);
    switch (type) {
      case 'CapacityPolicyProposed':
        return { ...policy, newest: data.version, proposed: [...proposed, data] };
      case 'CapacityPolicyAdopted': {
        const { version, effectiveFrom, terms } = data;
        return { ...policy, adopted: [...policy.adopted, { version, effectiveFrom, terms }], proposed };
      }
      case 'CapacityPolicyDropped':
        return { ...policy, proposed };
    }
  },
};
