import type { Decide } from '@pcrm/event-sourcing';
import type { Channel, ConsentPurpose, ConsentState } from '@pcrm/contracts';
import { consentKey, type Consent } from '../consent.js';
import type { ConsentChanged } from '../consent.events.js';

export type ChangeConsent = {
  readonly clientId: string;
  readonly changes: readonly {
    readonly purpose: ConsentPurpose;
    readonly channel: Channel;
    readonly state: ConsentState;
  }[];
  /** When the client said so. */
  readonly at: string;
};

/**
 * Writes down what the client said per purpose and channel. What they said later stands, whenever it arrives; of two words in one
 * command it is the last.
 */
export const changeConsent: Decide<ChangeConsent, Consent, ConsentChanged> = ({ clientId, changes, at }, known) =>
  [...new Map(changes.map((change) => [consentKey(change.purpose, change.channel), change])).values()]
    .filter(({ purpose, channel, state }) => {
      const stands = known[consentKey(purpose, channel)];
      return !stands || (stands.state !== state && stands.changedAt <= at);
    })
    .map((change) => ({ type: 'ConsentChanged', data: { clientId, ...change, changedAt: at } }));
