import type { Decide } from '@pcrm/event-sourcing';
import type { MessageStatus, Outreach } from '../outreach.js';
import type { MessageDelivered, MessageDispatched, MessageFailed, OutcomeUnknown } from '../outreach.events.js';

type OfMessage = { readonly clientId: string; readonly messageId: string; readonly at: string };
/** What became of a message that was handed over, or may have been. */
export type NoteOutcome = OfMessage &
  (
    | { readonly outcome: 'unknown' | 'dispatched' | 'delivered' }
    | { readonly outcome: 'failed'; readonly reasonCode: string }
  );
type Result = MessageDispatched | MessageDelivered | MessageFailed | OutcomeUnknown;

/** From which state which outcome is news; a receipt that came before is never undone by a later one. */
const NEWS: { readonly [outcome in NoteOutcome['outcome']]: readonly MessageStatus[] } = {
  unknown: ['dispatching'],
  dispatched: ['dispatching', 'unknown'],
  delivered: ['dispatching', 'unknown', 'dispatched'],
  failed: ['dispatching', 'unknown', 'dispatched'],
};

/** Notes what the gateway answered, or its receipt said. Nothing of it can make the message be sent again. */
export const noteOutcome: Decide<NoteOutcome, Outreach, Result> = (command, outreach) => {
  const { clientId, messageId, at } = command;
  const status = outreach.messages.get(messageId)?.status;
  if (!status || !NEWS[command.outcome].includes(status)) return [];
  const data = { clientId, messageId, at };
  switch (command.outcome) {
    case 'unknown':
      return [{ type: 'OutcomeUnknown', data }];
    case 'dispatched':
      return [{ type: 'MessageDispatched', data }];
    case 'delivered':
      return [{ type: 'MessageDelivered', data }];
    case 'failed':
      return [{ type: 'MessageFailed', data: { ...data, reasonCode: command.reasonCode } }];
  }
};
