import { Refusal, type Decide } from '@pcrm/event-sourcing';
import type { Outreach } from '../outreach.js';
import type { Maintainer, MessageRequested, MessageScheduled, MessageSuppressed } from '../outreach.events.js';
import { scheduled, type Yes } from '../scheduling.js';

export type RequestMessage = Yes &
  Maintainer & {
    readonly occasion: string;
    readonly on: string;
    readonly usefulUntil: string;
    readonly values: { readonly [variable: string]: string };
    /** Own holding 持有产品 the message is about: a service message is about nothing else. */
    readonly holding?: string | undefined;
  };

/** A member of staff asks for a message to a client. Asking twice for one occasion and day is asking once. */
export const requestMessage: Decide<
  RequestMessage,
  Outreach,
  MessageRequested | MessageScheduled | MessageSuppressed
> = (command, outreach) => {
  const { messageId, clientId, kind, occasion, on, usefulUntil, staffId, outletId, templateId, values, by, at } =
    command;
  if (outreach.messages.has(messageId)) return [];
  if (outreach.forgotten) throw new Refusal('message.client-erased');
  if (kind === 'service' && !command.holding) throw new Refusal('message.service-needs-own-holding');
  const asked = { clientId, messageId, kind, occasion, on, usefulUntil, staffId, outletId, templateId, at };
  return [
    { type: 'MessageRequested', data: { ...asked, values, requestedBy: by } },
    scheduled(command, { on, usefulUntil, because: 'requested' }, outreach),
  ];
};
