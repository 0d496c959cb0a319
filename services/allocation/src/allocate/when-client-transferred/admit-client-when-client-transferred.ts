import type { AllocationMessage } from '@pcrm/contracts';
import type { Reaction } from '@pcrm/event-sourcing';
import type { AdmitClient } from '../admit-client/admit-client.js';
import type { MovePlacement } from '../move-placement/move-placement.js';

type Heard = Extract<AllocationMessage, { type: 'ClientTransferred' }>;

/** Release precedes admission: when the old outlet's book has let a client go, the placement moves and the new outlet's book admits them. */
export const admitClientWhenClientTransferred: Reaction<Heard> = {
  name: 'admit-client-when-client-transferred',
  fromStart: true,
  on: {
    ClientTransferred: ({ data, metadata: { occurredAt } }) => {
      const { clientId, fromOutletId, toOutletId, on, tier, targetTier, basis, band } = data;
      const place: MovePlacement = { clientId, fromOutletId, toOutletId, on };
      const admit: AdmitClient = { outletId: toOutletId, clientId, tier, targetTier, basis, band, on };
      return [
        { handler: 'clientPlacement.move', id: clientId, command: place, occurredAt },
        { handler: 'outletBook.admitClient', id: toOutletId, command: admit, occurredAt },
      ];
    },
  },
};
