import type { Reaction } from '@pcrm/event-sourcing';
import { toShanghaiDate, type ClientsMessage } from '@pcrm/contracts';
import type { EndFollowUp } from './end-follow-up.js';

/** Follow-up ended, or the client was erased: the pursuit ends too. */
export const endWhenFollowUpTerminated: Reaction<ClientsMessage> = {
  name: 'end-when-follow-up-terminated',
  fromStart: true,
  on: {
    FollowUpTerminated: ({ data, metadata: { occurredAt: at } }) => {
      const { clientId, reasonCode, terminatedOn: on, coolOffUntil } = data;
      const command: EndFollowUp = { clientId, reasonCode, on, coolOffUntil, at };
      return [{ handler: 'pursuit.endFollowUp', id: clientId, command, occurredAt: at }];
    },
    ClientErased: ({ data: { clientId, erasedAt: at } }) => {
      const command: EndFollowUp = { clientId, reasonCode: 'erased', on: toShanghaiDate(at), coolOffUntil: null, at };
      return [{ handler: 'pursuit.endFollowUp', id: clientId, command, occurredAt: at }];
    },
  },
};
