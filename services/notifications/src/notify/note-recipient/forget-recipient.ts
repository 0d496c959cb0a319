import type { Decide } from '@pcrm/event-sourcing';
import type { Outreach } from '../outreach.js';
import type { MessageSuppressed, RecipientForgotten } from '../outreach.events.js';
import { suppressOpen } from '../suppressing.js';

export type ForgetRecipient = { readonly clientId: string; readonly at: string };

/** The client is erased: nothing is sent any more, and what waits is taken back. */
export const forgetRecipient: Decide<ForgetRecipient, Outreach, RecipientForgotten | MessageSuppressed> = (
  { clientId, at },
  outreach,
) => {
  if (outreach.forgotten) return [];
  const forgotten: RecipientForgotten = { type: 'RecipientForgotten', data: { clientId, at } };
  return [forgotten, ...suppressOpen(outreach, { clientId, at }, 'client.erased')];
};
