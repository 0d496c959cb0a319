import type { Decide } from '@pcrm/event-sourcing';
import { consentKey, lastOf, type Consent, type ConsentAnswer } from '../consent.js';
import type { ConsentChanged } from '../consent.events.js';

export type OpenConsents = {
  readonly clientId: string;
  readonly answers: readonly ConsentAnswer[];
  /** When the bank's file was taken. */
  readonly at: string;
};

/**
 * Takes over what a file of the bank says where nothing is known yet, and what takes a consent back at any time. What grants one
 * is no new word of the client, who may have taken it back since: it changes nothing that stands.
 */
export const openConsents: Decide<OpenConsents, Consent, ConsentChanged> = ({ clientId, answers, at }, known) =>
  lastOf(answers)
    .filter(({ purpose, channel, state }) => {
      const stands = known[consentKey(purpose, channel)]?.state;
      return stands === undefined || (stands === 'granted' && state !== 'granted');
    })
    .map((answer) => ({ type: 'ConsentChanged', data: { clientId, ...answer, changedAt: at } }));
