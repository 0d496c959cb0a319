import type { AverageBand, StaffRole, Tier } from '@pcrm/contracts';
import type { AdviserRole } from '../outlet-book.events.js';
import type { BookClientRow } from '../book-clients.row.js';

/** A client in somebody's book. `as`: how this member of staff looks after them. */
export type BookEntry = {
  readonly clientId: string;
  readonly clientNo: string | null;
  readonly name: string | null;
  readonly tier: Tier | null;
  readonly targetTier: Tier | null;
  readonly band: AverageBand | null;
  readonly as: 'maintainer' | 'adviser';
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
  const current = row.maintainers.find(({ to }) => to === null);
  const advisers = row.advised.filter(({ to }) => to === null).map(({ from: since, ...adviser }) => ({ staffId: adviser.staffId, role: adviser.role, since }));
  const as = row.staffId === staffId ? 'maintainer' : 'adviser';
  const since = as === 'maintainer' ? row.since : (advisers.find((adviser) => adviser.staffId === staffId)?.since ?? null);
  return {
    ...{ clientId, clientNo, name, tier, targetTier: target?.tier ?? null, band, as, since },
    ...{ staffId: row.staffId, role: current?.role ?? null, advisers, proposed },
  };
}
