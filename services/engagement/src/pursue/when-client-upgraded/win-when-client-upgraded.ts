import type { Reaction } from '@pcrm/event-sourcing';
import type { ClientsMessage } from '@pcrm/contracts';
import type { NoteSigningRefused, NoteUpgrade } from './note-signing.js';

/** The answer of `clients` to a step to SIGNING: signed, or refused with a code. */
export const winWhenClientUpgraded: Reaction<ClientsMessage> = {
  name: 'win-when-client-upgraded',
  fromStart: true,
  on: {
    ClientUpgraded: ({ data: { clientId, to }, metadata: { occurredAt: at } }) => [
      {
        handler: 'pursuit.noteUpgrade',
        id: clientId,
        command: { clientId, to, at } satisfies NoteUpgrade,
        occurredAt: at,
      },
    ],
    SigningRefused: ({ data: { clientId, opportunityId, code, refusedAt: at } }) => [
      {
        handler: 'pursuit.noteSigningRefused',
        id: clientId,
        command: { clientId, opportunityId, code, at } satisfies NoteSigningRefused,
        occurredAt: at,
      },
    ],
  },
};
