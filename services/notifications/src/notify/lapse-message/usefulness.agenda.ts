import type { MessageRequested } from '@pcrm/contracts';
import { addDays, shanghaiInstant, toShanghaiDate } from '@pcrm/contracts';
import type { Agenda, Message } from '@pcrm/event-sourcing';
import type { LapseMessage } from './lapse-message.js';

/** So long after its end a message is still told that it lapsed, should the platform have stood still. */
const TOLD_FOR_DAYS = 3_650;

/** What is not sent by the end of its use lapses. */
export const usefulness: Agenda<Message<'MessageRequested', MessageRequested>> = {
  name: 'usefulness',
  version: 1,
  on: {
    MessageRequested: ({ data: { messageId, clientId, usefulUntil } }) => {
      const command: LapseMessage = { clientId, messageId, at: usefulUntil };
      const toldUntil = shanghaiInstant(addDays(toShanghaiDate(usefulUntil), TOLD_FOR_DAYS));
      const issue = { handler: 'outreach.lapse', id: clientId, command };
      return [{ key: messageId, dueAt: usefulUntil, usefulUntil: toldUntil, issue }];
    },
  },
};
