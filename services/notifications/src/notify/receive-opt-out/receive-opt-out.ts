import type { MessageKind } from '@pcrm/contracts';
import type { Decide } from '@pcrm/event-sourcing';
import type { Outreach } from '../outreach.js';
import type { ConsentNoted, MessageSuppressed, OptOutReceived } from '../outreach.events.js';
import { suppressOpen } from '../suppressing.js';

export type ReceiveOptOut = { readonly clientId: string; readonly messageId: string; readonly at: string };
type Result = OptOutReceived | ConsentNoted | MessageSuppressed;

/** What an answer 退订 is about: everything that the bank may not send without being welcome. */
const COMMERCIAL: readonly MessageKind[] = ['marketing', 'greeting'];

/** The client answered with an opt-out word: it holds here at once, what waits is taken back, and `clients` withdraws the consent. */
export const receiveOptOut: Decide<ReceiveOptOut, Outreach, Result> = ({ clientId, messageId, at }, outreach) => {
  const standing = COMMERCIAL.filter((purpose) => {
    const known = outreach.consents[purpose];
    return !known || (known.state === 'granted' && known.at < at);
  });
  if (!outreach.messages.has(messageId) || standing.length === 0) return [];
  const withdrawn = standing.map((purpose): Result => ({
    type: 'ConsentNoted',
    data: { clientId, purpose, state: 'withdrawn', at },
  }));
  const ofKind = (id: string): boolean => standing.includes(outreach.messages.get(id)?.kind ?? 'service');
  const cancelled = suppressOpen(outreach, { clientId, at }, 'consent.withdrawn', ofKind);
  return [{ type: 'OptOutReceived', data: { clientId, messageId, at } }, ...withdrawn, ...cancelled];
};
