import type { AllocationMessage } from '@pcrm/contracts';
import type { Issued, Reaction } from '@pcrm/event-sourcing';
import type { NoteMaintainer } from '../note-recipient/note-maintainer.js';
import type { Maintainer } from '../outreach.events.js';

type Heard = Extract<
  AllocationMessage,
  { type: 'ClientAssigned' | 'ClientReassigned' | 'ClientReleased' | 'ClientTransferred' }
>;

const noted = (message: Heard, maintainer: Maintainer | null): readonly Issued[] => {
  const { occurredAt } = message.metadata;
  const command: NoteMaintainer = { clientId: message.data.clientId, maintainer, at: occurredAt };
  return [{ handler: 'outreach.noteMaintainer', id: command.clientId, command, occurredAt }];
};

/** Who looks after a client is noted where it is decided whose yes a message waits for. Hears history too. */
export const noteMaintainerWhenMaintainerChanges: Reaction<Heard> = {
  name: 'note-maintainer-when-maintainer-changes',
  fromStart: true,
  on: {
    ClientAssigned: (message) => noted(message, { staffId: message.data.staffId, outletId: message.data.outletId }),
    ClientReassigned: (message) => noted(message, { staffId: message.data.staffId, outletId: message.data.outletId }),
    ClientReleased: (message) => noted(message, null),
    ClientTransferred: (message) => noted(message, null),
  },
};
