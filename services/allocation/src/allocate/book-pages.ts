import type { AverageBand, StaffRole, Tier } from '@pcrm/contracts';
import { noClients, type Counts, type Kind } from './load.js';
import type { Basis, Presence } from './outlet-book.events.js';

/** A client as the book knows them. `staffId`: their one main maintainer. */
export type BookClient = {
  tier: Tier | null;
  targetTier: Tier | null;
  basis: Basis | null;
  band: AverageBand | null;
  staffId: string | null;
  since: string | null;
  advisers: string[];
  /** Reason of an open proposal to re-assign; null: none. */
  proposed: string | null;
};

/** A member of staff as the book knows them, with how many clients they hold and advise. */
export type BookStaff = {
  role: StaffRole;
  capacityPercent: number;
  presence: Presence;
  held: Counts;
  advised: Counts;
};

/** 网点客户分配簿: who maintains whom at one outlet. One stream, so that "exactly one maintainer" and the load index hold. Changed in place by its own evolve, only read by decisions. */
export type OutletBook = { readonly clients: Map<string, BookClient>; readonly staff: Map<string, BookStaff> };

/** What a client weighs as; null: neither signed nor potential. */
export const kindOf = ({ tier, targetTier }: Pick<BookClient, 'tier' | 'targetTier'>): Kind | null =>
  tier ?? (targetTier === null ? null : 'potential');

export const unknownStaff = (): BookStaff => ({
  role: 'teller',
  capacityPercent: 100,
  presence: 'elsewhere',
  held: noClients(),
  advised: noClients(),
});
