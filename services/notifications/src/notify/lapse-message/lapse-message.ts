import type { Decide } from '@pcrm/event-sourcing';
import { isOpen, type Outreach } from '../outreach.js';
import type { MessageSuppressed } from '../outreach.events.js';
import { suppressed } from '../suppressing.js';

export type LapseMessage = { readonly clientId: string; readonly messageId: string; readonly at: string };

/** What nobody said yes to in time, or could not leave in time, is of no use any more. */
export const lapseMessage: Decide<LapseMessage, Outreach, MessageSuppressed> = (command, outreach) => {
  const message = outreach.messages.get(command.messageId);
  return message && isOpen(message) ? [suppressed(command, 'lapsed')] : [];
};
