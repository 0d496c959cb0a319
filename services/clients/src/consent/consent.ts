import type { Aggregate } from '@pcrm/event-sourcing';
import type { Channel, ConsentPurpose, ConsentState } from '@pcrm/contracts';
import type { ConsentChanged } from './consent.events.js';

/** What one client said about being written to: `<purpose>:<channel>` → answer and when. */
export type Consent = { readonly [what: string]: { readonly state: ConsentState; readonly changedAt: string } };

export const consentKey = (purpose: ConsentPurpose, channel: Channel): string => `${purpose}:${channel}`;

export const consent: Aggregate<Consent, ConsentChanged> = {
  name: 'consent',
  initial: () => ({}),
  evolve: (known, { data: { purpose, channel, state, changedAt } }) => ({
    ...known,
    [consentKey(purpose, channel)]: { state, changedAt },
  }),
};
