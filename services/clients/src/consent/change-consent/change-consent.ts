import type { Decide } from '@pcrm/event-sourcing';
import { consentKey, lastOf, type Consent, type ConsentAnswer } from '../consent.js';
import type { ConsentChanged } from '../consent.events.js';

export type ChangeConsent = {
  readonly clientId: string;
  readonly changes: readonly ConsentAnswer[];
  /** When the client said so. */
  readonly at: string;
};

/**
 * Writes down what the client said per purpose and channel. What they said later stands, whenever it arrives; of two words in one
 * command it is the last.
 */
export const changeConsent: Decide<ChangeConsent, Consent, ConsentChanged> = ({ clientId, changes, at }, known) =>
  lastOf(changes)
    .filter(({ purpose, channel, state }) => {
      const stands = known[consentKey(purpose, channel)];
      return !stands || (stands.state !== state && stands.changedAt <= at);
    })
    .map((change) => ({ type: 'ConsentChanged', data: { clientId, ...change, changedAt: at } }));
