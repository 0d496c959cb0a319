import { Refusal, type Decide } from '@pcrm/event-sourcing';
import type { CapacityPolicy } from '../capacity-policy.js';
import type { CapacityPolicyAdopted } from '../capacity-policy.events.js';

export type ApproveCapacity = { readonly version: number; readonly approvedBy: string; readonly today: string };

/** Puts a proposed version in force from its date on. Maker and checker are two people; a date that has passed meanwhile is refused. */
export const approveCapacity: Decide<ApproveCapacity, CapacityPolicy, CapacityPolicyAdopted> = (command, policy) => {
  const { version, approvedBy, today } = command;
  if (policy.adopted.some((known) => known.version === version)) return [];
  const proposed = policy.proposed.find((known) => known.version === version);
  if (!proposed) throw new Refusal('capacity-policy.not-proposed', { version });
  if (proposed.proposedBy === approvedBy) throw new Refusal('capacity-policy.maker-is-checker', { version });
  const { effectiveFrom, terms } = proposed;
  if (effectiveFrom < today) throw new Refusal('capacity-policy.date-in-the-past', { effectiveFrom, today });
  return [{ type: 'CapacityPolicyAdopted', data: { version, effectiveFrom, terms, approvedBy } }];
};
