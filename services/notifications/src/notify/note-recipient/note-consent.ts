import type { ConsentState, MessageKind } from '@pcrm/contracts';
import type { Decide } from '@pcrm/event-sourcing';
import type { Outreach } from '../outreach.js';
import type { ConsentNoted, MessageSuppressed } from '../outreach.events.js';
import { suppressOpen } from '../suppressing.js';

export type NoteConsent = {
  readonly clientId: string;
  readonly purpose: MessageKind;
  readonly state: ConsentState;
  readonly at: string;
};

/**
 * Notes what the client said about SMS of one purpose; a no takes back what waits of that kind. An older word changes nothing. Of two
 * of the same instant the one that `clients` says last stands, there and here.
 */
export const noteConsent: Decide<NoteConsent, Outreach, ConsentNoted | MessageSuppressed> = (command, outreach) => {
  const { clientId, purpose, state, at } = command;
  const known = outreach.consents[purpose];
  const stands = known && (known.at > at || (known.at === at && known.state === state));
  if (outreach.forgotten || stands) return [];
  const noted: ConsentNoted = { type: 'ConsentNoted', data: { clientId, purpose, state, at } };
  if (state === 'granted') return [noted];
  const ofKind = (messageId: string): boolean => outreach.messages.get(messageId)?.kind === purpose;
  return [noted, ...suppressOpen(outreach, { clientId, at }, `consent.${state}`, ofKind)];
};
