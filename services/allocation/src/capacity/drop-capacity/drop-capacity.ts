import { Refusal, type Decide } from '@pcrm/event-sourcing';
import type { CapacityPolicy } from '../capacity-policy.js';
import type { CapacityPolicyDropped } from '../capacity-policy.events.js';

export type DropCapacity = { readonly version: number; readonly droppedBy: string };

/** Turns a proposal down, or takes one's own back. What is adopted stays. */
export const dropCapacity: Decide<DropCapacity, CapacityPolicy, CapacityPolicyDropped> = (
  { version, droppedBy },
  policy,
) => {
  if (policy.adopted.some((known) => known.version === version))
    throw new Refusal('capacity-policy.adopted-already', { version });
  if (!policy.proposed.some((known) => known.version === version)) return [];
  return [{ type: 'CapacityPolicyDropped', data: { version, droppedBy } }];
};
