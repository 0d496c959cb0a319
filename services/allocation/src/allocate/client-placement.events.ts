import type { Fact } from '@pcrm/event-sourcing';

/** The client belongs to this one outlet from now on. */
export type ClientPlaced = Fact<
  'ClientPlaced',
  { readonly clientId: string; readonly outletId: string; readonly on: string }
>;
