import type { OutreachTerms } from '@pcrm/contracts';
import { canonicalJson, Refusal, type Decide } from '@pcrm/event-sourcing';
import type { OutreachPolicyProposed } from '../outreach-policy.events.js';
import type { OutreachPolicy } from '../outreach-policy.js';

/** `today`: the business date on which it is proposed. */
export type ProposePolicy = {
  readonly effectiveFrom: string;
  readonly terms: OutreachTerms;
  readonly proposedBy: string;
  readonly today: string;
};

/** Proposes another outreach policy from a date on. What has left has left: a date in the past is refused. */
export const proposePolicy: Decide<ProposePolicy, OutreachPolicy, OutreachPolicyProposed> = (command, policy) => {
  const { effectiveFrom, terms, proposedBy, today } = command;
  if (effectiveFrom < today) throw new Refusal('outreach-policy.date-in-the-past', { effectiveFrom, today });
  const { fromHour, toHour } = terms.window;
  if (fromHour >= toHour) throw new Refusal('outreach-policy.window-is-empty', { fromHour, toHour });
  const wanted = canonicalJson(terms);
  const known = policy.proposed.some(
    (each) => each.effectiveFrom === effectiveFrom && canonicalJson(each.terms) === wanted,
  );
  if (known) return [];
  return [{ type: 'OutreachPolicyProposed', data: { version: policy.newest + 1, effectiveFrom, terms, proposedBy } }];
};
