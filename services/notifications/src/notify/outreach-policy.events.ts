import type { OutreachTerms } from '@pcrm/contracts';
import type { Fact } from '@pcrm/event-sourcing';

/** One version of the outreach policy, in force from a business date on until a later version is. */
export type OutreachVersion = {
  readonly version: number;
  readonly effectiveFrom: string;
  readonly terms: OutreachTerms;
};

/** 触达制度 proposed: waits for somebody else's approval. */
export type OutreachPolicyProposed = Fact<'OutreachPolicyProposed', OutreachVersion & { readonly proposedBy: string }>;
/** 触达制度 approved by a second person: in force from its date on. */
export type OutreachPolicyAdopted = Fact<'OutreachPolicyAdopted', OutreachVersion & { readonly approvedBy: string }>;

export type OutreachPolicyEvent = OutreachPolicyProposed | OutreachPolicyAdopted;
