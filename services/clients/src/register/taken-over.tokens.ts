import type { Metadata } from '@pcrm/event-sourcing';
import type { Channel, ConsentPurpose, ConsentState, Tier } from '@pcrm/contracts';

/** A client just registered, as the other chapters take them over. */
export type TakenOver = {
  readonly clientId: string;
  readonly outletId: string;
  readonly signed?: { readonly tier: Tier; readonly signedOn: string };
  readonly openingAverageFen?: number;
  readonly consents?: readonly {
    readonly purpose: ConsentPurpose;
    readonly channel: Channel;
    readonly state: ConsentState;
  }[];
  readonly metadata: Metadata;
};

/** Whoever keeps balances and standings is told of clients who came with a past. */
export interface Takeover {
  takeOver(clients: readonly TakenOver[]): Promise<void>;
}
export const Takeover = Symbol('Takeover');
