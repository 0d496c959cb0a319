import { Refusal, type Decide } from '@pcrm/event-sourcing';
import type { Client } from '../client.js';
import type { PersonalDataRevealed } from '../client.events.js';

export type RevealClient = {
  readonly clientId: string;
  readonly by: string;
  readonly purpose: string;
  readonly fields: readonly string[];
  readonly at: string;
};

/** Reading unmasked personal data is itself a fact, with its purpose; it is written before anything is shown. */
export const revealClient: Decide<RevealClient, Client, PersonalDataRevealed> = (
  { clientId, by, purpose, fields, at },
  state,
) => {
  if (!state.registered) throw new Refusal('client.unknown');
  return [{ type: 'PersonalDataRevealed', data: { clientId, by, purpose, fields, at } }];
};
