import { Refusal, type Decide } from '@pcrm/event-sourcing';
import type { ClientPlacement } from '../client-placement.js';
import type { ClientPlaced } from '../client-placement.events.js';

export type MovePlacement = {
  readonly clientId: string;
  readonly fromOutletId: string;
  readonly toOutletId: string;
  readonly on: string;
};

/** Moves a client to another outlet after the old one's book has let them go. */
export const movePlacement: Decide<MovePlacement, ClientPlacement, ClientPlaced> = (command, placement) => {
  const { clientId, fromOutletId, toOutletId, on } = command;
  if (placement.outletId === toOutletId) return [];
  if (placement.outletId !== fromOutletId) throw new Refusal('placement.not-there', { outletId: fromOutletId });
  return [{ type: 'ClientPlaced', data: { clientId, outletId: toOutletId, on } }];
};
