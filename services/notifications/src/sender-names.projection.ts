import type { AllocationMessage } from '@pcrm/contracts';
import type { Projection } from '@pcrm/event-sourcing';

export type SenderName = { readonly name: string };
type Heard = Extract<AllocationMessage, { type: 'StaffJoined' | 'OutletOpened' }>;

export const staffKey = (staffId: string): string => `staff:${staffId}`;
export const outletKey = (outletId: string): string => `outlet:${outletId}`;

/** Names of staff and outlets, for the texts they sign. Nobody's client data. */
export const senderNames: Projection<SenderName, Heard> = {
  name: 'sender-names',
  version: 1,
  indexes: {},
  key: (message) =>
    message.type === 'StaffJoined' ? staffKey(message.data.staffId) : outletKey(message.data.outletId),
  on: {
    StaffJoined: (_row, { data: { name } }) => ({ name }),
    OutletOpened: (_row, { data: { name } }) => ({ name }),
  },
};
