import { Refusal, type Decide } from '@pcrm/event-sourcing';
import type { ClientPlacement } from '../client-placement.js';
import type { ClientPlaced } from '../client-placement.events.js';

export type PlaceClient = { readonly clientId: string; readonly outletId: string; readonly on: string };

/** Places a new client in the outlet they belong to. Placed elsewhere already: moving is a transfer, never a second registration. */
export const placeClient: Decide<PlaceClient, ClientPlacement, ClientPlaced> = (
  { clientId, outletId, on },
  placement,
) => {
  if (placement.outletId === outletId) return [];
  if (placement.outletId !== null) throw new Refusal('placement.elsewhere', { outletId: placement.outletId });
  return [{ type: 'ClientPlaced', data: { clientId, outletId, on } }];
};
