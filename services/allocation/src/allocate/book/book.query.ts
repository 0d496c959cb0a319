import type { AverageBand, StaffRole, Tier } from '@pcrm/contracts';
import type { AdviserRole } from '../outlet-book.events.js';
import { maintainerOf, type BookClientRow } from '../book-clients.row.js';

/** How a member of staff looks after a client. */
export type BookSide = 'maintainer' | 'adviser';
/** A client in somebody's book. `as`: how this member of staff looks after them. */
export type BookEntry = {
  readonly clientId: string;
  readonly clientNo: string | null;
  readonly name: string | null;
  readonly tier: Tier | null;
  readonly targetTier: Tier | null;
  readonly band: AverageBand | null;
  readonly as: BookSide;
  readonly since: string | null;
  /** The one main maintainer. */
  readonly staffId: string | null;
  readonly role: StaffRole | null;
  readonly advisers: readonly { readonly staffId: string; readonly role: AdviserRole; readonly since: string }[];
  readonly proposed: { readonly reasonCode: string; readonly on: string } | null;
};

/** A row as it stands in the book of `staffId`. */
export function entryOf(row: BookClientRow, staffId: string): BookEntry {
  const { clientId, clientNo, name, tier, target, band, proposed } = row;
  const advisers = row.advised
    .filter(({ to }) => to === null)
    .map(({ staffId: adviser, role, from }) => ({ staffId: adviser, role, since: from }));
  const advised = advisers.find((adviser) => adviser.staffId === staffId)?.since;
  const looks = row.staffId === staffId ? ({ as: 'maintainer', since: row.since } as const) : adviserSince(advised);
  return {
    ...{ clientId, clientNo, name, tier, targetTier: target?.tier ?? null, band, ...looks },
    ...{ staffId: row.staffId, role: maintainerOf(row)?.role ?? null, advisers, proposed },
  };
}

const adviserSince = (since: string | undefined): Pick<BookEntry, 'as' | 'since'> => ({
  as: 'adviser',
  since: since ?? null,
});
