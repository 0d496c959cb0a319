import type { Aggregate } from '@pcrm/event-sourcing';
import type { ClientPlaced } from './client-placement.events.js';

/** The one outlet a client is placed in; null: none yet. Stream `clientPlacement-<clientId>`. */
export type ClientPlacement = { readonly outletId: string | null };

export const clientPlacement: Aggregate<ClientPlacement, ClientPlaced> = {
  name: 'clientPlacement',
  initial: () => ({ outletId: null }),
  evolve: (_placement, { data: { outletId } }) => ({ outletId }),
};
