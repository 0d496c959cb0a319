import type { AverageBand, Tier } from '@pcrm/contracts';
import type { Decide } from '@pcrm/event-sourcing';
import type { OutletBook } from '../book-pages.js';
import type { Basis, ClientAdmitted } from '../outlet-book.events.js';

export type AdmitClient = {
  readonly outletId: string;
  readonly clientId: string;
  readonly tier: Tier | null;
  readonly targetTier: Tier | null;
  readonly basis: Basis | null;
  readonly band: AverageBand | null;
  readonly on: string;
};

/** Takes a client into the outlet's book. Already there: nothing. */
export const admitClient: Decide<AdmitClient, OutletBook, ClientAdmitted> = (command, book) => {
  if (book.clients.has(command.clientId)) return [];
  const { outletId, clientId, tier, targetTier, basis, band, on } = command;
  return [{ type: 'ClientAdmitted', data: { outletId, clientId, tier, targetTier, basis, band, on } }];
};
