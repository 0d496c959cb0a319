import type { Aggregate } from '@pcrm/event-sourcing';
import type { Channel, ConsentPurpose, ConsentState } from '@pcrm/contracts';
import type { ConsentChanged } from './consent.events.js';

/** What one client said about being written to: `<purpose>:<channel>` → answer and when. */
export type Consent = { readonly [what: string]: { readonly state: ConsentState; readonly changedAt: string } };

/** An answer about one purpose and channel. */
export type ConsentAnswer = {
  readonly purpose: ConsentPurpose;
  readonly channel: Channel;
  readonly state: ConsentState;
};

export const consentKey = (purpose: ConsentPurpose, channel: Channel): string => `${purpose}:${channel}`;

/** Of two words about one purpose and channel the last. */
export const lastOf = (answers: readonly ConsentAnswer[]): readonly ConsentAnswer[] => [
  ...new Map(answers.map((answer) => [consentKey(answer.purpose, answer.channel), answer])).values(),
];

export const consent: Aggregate<Consent, ConsentChanged> = {
  name: 'consent',
  initial: () => ({}),
  evolve: (known, { data: { purpose, channel, state, changedAt } }) => ({
    ...known,
    [consentKey(purpose, channel)]: { state, changedAt },
  }),
};
