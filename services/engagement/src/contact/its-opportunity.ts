import { Refusal } from '@pcrm/event-sourcing';

/** Part of a command that may name an opportunity 商机: the one that was named, where it is none of the client's. */
export type ItsOpportunity = { readonly foreignOpportunity?: string | undefined };

/** A contact is about an opportunity of its own client; one of another client is refused as an unknown one is. */
export function checkItsOpportunity({ foreignOpportunity }: ItsOpportunity): void {
  if (foreignOpportunity !== undefined)
    throw new Refusal('contact.not-its-opportunity', { opportunityId: foreignOpportunity });
}
