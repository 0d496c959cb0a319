import { Refusal, type Decide } from '@pcrm/event-sourcing';
import type { OutreachPolicyAdopted } from '../outreach-policy.events.js';
import type { OutreachPolicy } from '../outreach-policy.js';

export type ApprovePolicy = { readonly version: number; readonly approvedBy: string; readonly today: string };

/** Puts a proposed version in force from its date on. Maker and checker are two people; a date that has passed meanwhile is refused. */
export const approvePolicy: Decide<ApprovePolicy, OutreachPolicy, OutreachPolicyAdopted> = (command, policy) => {
  const { version, approvedBy, today } = command;
  if (policy.adopted.some((known) => known.version === version)) return [];
  const proposed = policy.proposed.find((known) => known.version === version);
  if (!proposed) throw new Refusal('outreach-policy.not-proposed', { version });
  if (proposed.proposedBy === approvedBy) throw new Refusal('outreach-policy.maker-is-checker', { version });
  const { effectiveFrom, terms } = proposed;
  if (effectiveFrom < today) throw new Refusal('outreach-policy.date-in-the-past', { effectiveFrom, today });
  return [{ type: 'OutreachPolicyAdopted', data: { version, effectiveFrom, terms, approvedBy } }];
};
