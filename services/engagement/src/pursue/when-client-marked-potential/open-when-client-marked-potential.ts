import type { Reaction } from '@pcrm/event-sourcing';
import type { ClientsMessage } from '@pcrm/contracts';
import type { NotePotential, WithdrawPotential } from './note-potential.js';

/** What `clients` says about potential reaches the pursuit of that client. */
export const openWhenClientMarkedPotential: Reaction<ClientsMessage> = {
  name: 'open-when-client-marked-potential',
  fromStart: true,
  on: {
    ClientMarkedPotential: ({
      data: { clientId, targetTier, currentTier, markedOn },
      metadata: { occurredAt: at },
    }) => [
      {
        handler: 'pursuit.notePotential',
        id: clientId,
        command: { clientId, targetTier, currentTier, markedOn, at } satisfies NotePotential,
        occurredAt: at,
      },
    ],
    PotentialWithdrawn: ({ data: { clientId, withdrawnOn }, metadata: { occurredAt: at } }) => [
      {
        handler: 'pursuit.withdrawPotential',
        id: clientId,
        command: { clientId, withdrawnOn, at } satisfies WithdrawPotential,
        occurredAt: at,
      },
    ],
  },
};
