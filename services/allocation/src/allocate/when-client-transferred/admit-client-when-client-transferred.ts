import type { AllocationMessage } from '@pcrm/contracts';
import { tableOf, type Reaction } from '@pcrm/event-sourcing';
import type { AdmitClient } from '../admit-client/admit-client.js';
import { bookClients } from '../book-clients.projection.js';
import type { BookClientRow } from '../book-clients.row.js';
import type { MovePlacement } from '../move-placement/move-placement.js';

type Heard = Extract<AllocationMessage, { type: 'ClientTransferred' }>;

const clientsTable = tableOf(bookClients);

/** Release precedes admission: when the old outlet's book has let a client go, the placement moves and the new outlet's book admits them, as `clients` describes them by now. */
export const admitClientWhenClientTransferred: Reaction<Heard> = {
  name: 'admit-client-when-client-transferred',
  fromStart: true,
  needs: ({ key }) => [{ table: clientsTable, keys: [key] }],
  on: {
    ClientTransferred: ({ data, metadata: { occurredAt } }, known) => {
      const { clientId, fromOutletId, toOutletId, on } = data;
      const row = known.row<BookClientRow>(clientsTable, clientId);
      const { tier, targetTier, basis, band } = row ? standingOf(row) : data;
      const place: MovePlacement = { clientId, fromOutletId, toOutletId, on };
      const admit: AdmitClient = { outletId: toOutletId, clientId, tier, targetTier, basis, band, on };
      return [
        { handler: 'clientPlacement.move', id: clientId, command: place, occurredAt },
        { handler: 'outletBook.admitClient', id: toOutletId, command: admit, occurredAt },
      ];
    },
  },
};

const standingOf = ({
  tier,
  target,
  band,
}: BookClientRow): Pick<AdmitClient, 'tier' | 'targetTier' | 'basis' | 'band'> => ({
  ...{ tier, targetTier: target?.tier ?? null, basis: target?.basis ?? null, band },
});
