import type { MessageKind } from '@pcrm/contracts';
import type { Decide } from '@pcrm/event-sourcing';
import type { Outreach } from '../outreach.js';
import type { MessageSuggested } from '../outreach.events.js';

export type SuggestMessage = {
  readonly clientId: string;
  /** Derived from client, occasion and day: see `messageIdOf`. */
  readonly messageId: string;
  readonly kind: MessageKind;
  readonly occasion: string;
  readonly on: string;
  readonly usefulUntil: string;
  readonly at: string;
};

/** Suggests a message to the client's maintainer; whom nobody looks after gets none, and one occasion makes one message. */
export const suggestMessage: Decide<SuggestMessage, Outreach, MessageSuggested> = (command, outreach) => {
  if (outreach.forgotten || !outreach.maintainer || outreach.messages.has(command.messageId)) return [];
  const { clientId, messageId, kind, occasion, on, usefulUntil, at } = command;
  const asked = { clientId, messageId, kind, occasion, on, usefulUntil, at };
  return [{ type: 'MessageSuggested', data: { ...asked, ...outreach.maintainer } }];
};
