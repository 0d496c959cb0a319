import type { Decide } from '@pcrm/event-sourcing';
import { consentKey, lastOf, type Consent, type ConsentAnswer } from '../consent.js';
import type { ConsentChanged } from '../consent.events.js';

export type OpenConsents = {
  readonly clientId: string;
  readonly answers: readonly ConsentAnswer[];
  /** When the bank's file was taken. */
  readonly at: string;
};

/** Takes over what a file of the bank says where nothing is known yet: a file tells no new word of the client, so what stands is never changed by it. */
export const openConsents: Decide<OpenConsents, Consent, ConsentChanged> = ({ clientId, answers, at }, known) =>
  lastOf(answers)
    .filter(({ purpose, channel }) => known[consentKey(purpose, channel)] === undefined)
    .map((answer) => ({ type: 'ConsentChanged', data: { clientId, ...answer, changedAt: at } }));
