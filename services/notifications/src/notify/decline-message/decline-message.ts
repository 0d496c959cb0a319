import { Refusal, type Decide } from '@pcrm/event-sourcing';
import { isOpen, type Outreach } from '../outreach.js';
import type { MessageSuppressed } from '../outreach.events.js';

export type DeclineMessage = {
  readonly clientId: string;
  readonly messageId: string;
  readonly by: string;
  readonly note: string;
  readonly at: string;
};

/** The maintainer's no, or taking back a yes before it left. */
export const declineMessage: Decide<DeclineMessage, Outreach, MessageSuppressed> = (command, outreach) => {
  const message = outreach.messages.get(command.messageId);
  if (!message) throw new Refusal('message.unknown');
  if (message.status === 'suppressed') return [];
  if (!isOpen(message)) throw new Refusal('message.left-already');
  return [{ type: 'MessageSuppressed', data: { ...command, reasonCode: 'declined' } }];
};
