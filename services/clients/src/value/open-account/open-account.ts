import type { Decide } from '@pcrm/event-sourcing';
import type { AccountOpened } from '../asset-account.events.js';
import type { AssetAccount } from '../asset-account.js';

export type OpenAccount = { readonly clientId: string; readonly openingAverageFen: number };

/** Takes over the average (fen) of the bank's older records for the days before the first record. The first one stands. */
export const openAccount: Decide<OpenAccount, AssetAccount, AccountOpened> = (
  { clientId, openingAverageFen },
  account,
) =>
  account.openingAverageFen === undefined ? [{ type: 'AccountOpened', data: { clientId, openingAverageFen } }] : [];
