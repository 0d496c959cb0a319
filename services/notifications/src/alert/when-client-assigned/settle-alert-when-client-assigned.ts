import type { AllocationMessage, ClientsMessage } from '@pcrm/contracts';
import type { Issued, Reaction } from '@pcrm/event-sourcing';
import type { SettleAlert } from '../settle-alert/settle-alert.js';

type Heard =
  | Extract<AllocationMessage, { type: 'ClientAssigned' | 'ClientReassigned' | 'ClientTransferred' }>
  | Extract<ClientsMessage, { type: 'PotentialWithdrawn' | 'ClientUpgraded' | 'FollowUpTerminated' | 'ClientErased' }>;

const settle = ({ data: { clientId }, metadata: { occurredAt } }: Heard): readonly Issued[] => {
  const command: SettleAlert = { clientId, at: occurredAt };
  return [{ handler: 'staffAlert.settle', id: clientId, command, occurredAt }];
};

/** Somebody looks after the client now (A3), nobody has to any more, or another outlet has to: its head is told anew. */
export const settleAlertWhenClientAssigned: Reaction<Heard> = {
  name: 'settle-alert-when-client-assigned',
  fromStart: true,
  on: {
    ClientAssigned: settle,
    ClientReassigned: settle,
    ClientTransferred: settle,
    PotentialWithdrawn: settle,
    ClientUpgraded: settle,
    FollowUpTerminated: settle,
    ClientErased: settle,
  },
};
