import type { Issued, Reaction } from '@pcrm/event-sourcing';
import type { AllocationMessage } from '@pcrm/contracts';
import type { FollowMaintainer } from './follow-maintainer.js';

const follow = (command: FollowMaintainer): readonly Issued[] => [
  { handler: 'pursuit.followMaintainer', id: command.clientId, command, occurredAt: command.at },
];

/** Assigned, re-assigned or released in `allocation`: the pursuit follows. */
export const followWhenClientAssigned: Reaction<AllocationMessage> = {
  name: 'follow-when-client-assigned',
  fromStart: true,
  on: {
    ClientAssigned: ({ data: { clientId, outletId, staffId, role, from }, metadata: { occurredAt: at } }) =>
      follow({ clientId, outletId, staffId, role, from, at }),
    ClientReassigned: ({ data: { clientId, outletId, staffId, role, from }, metadata: { occurredAt: at } }) =>
      follow({ clientId, outletId, staffId, role, from, at }),
    ClientReleased: ({ data: { clientId, outletId, from }, metadata: { occurredAt: at } }) =>
      follow({ clientId, outletId, staffId: null, role: null, from, at }),
  },
};
