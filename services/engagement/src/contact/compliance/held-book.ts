import type { DutyRow } from '../duty-row.js';
import type { Standards } from '../obligations.js';
import type { StaffRow } from '../staff-row.js';
import { monthlyCredits } from '../week.js';
import { addedUp, bookCompliance, type StaffLine } from './compliance.query.js';

/** The clients that a member of staff holds in one outlet, added up. */
export type HeldBook = {
  readonly outletId: string | null;
  readonly staffId: string;
  readonly clients: number;
  readonly rules: StaffLine['rules'];
  /** What C3 and C4 ask a month. */
  readonly credits: number;
};
/** By holder and outlet. */
export type HeldBooks = ReadonlyMap<string, HeldBook>;
/** Who holds clients, and in which outlet. */
type Holding = { readonly outletId?: string; readonly staffId?: string };

const nameOf = ({ outletId, staffId }: Holding): string => JSON.stringify([outletId, staffId]);
const none = ({ outletId = null, staffId = '' }: { outletId?: string | null; staffId?: string }): HeldBook => ({
  ...{ outletId, staffId, clients: 0, rules: {}, credits: 0 },
});

/** The books of those at work in an outlet, before any client is counted. */
export const booksOf = (atWork: readonly StaffRow[]): HeldBooks =>
  new Map(atWork.map((staff) => [nameOf(staff), none(staff)]));

/** The books with some clients more: each client in the outlet they belong to, wherever their maintainer works now. */
export function withClients(books: HeldBooks, rows: readonly DutyRow[], asOf: string, standards: Standards): HeldBooks {
  const more = [...Map.groupBy(rows, nameOf)].map(([name, own]) => {
    const book = books.get(name) ?? none(own[0] ?? {});
    return [name, added(book, own, asOf, standards)] as const;
  });
  return new Map([...books, ...more]);
}

const added = (book: HeldBook, rows: readonly DutyRow[], asOf: string, standards: Standards): HeldBook => ({
  ...book,
  clients: book.clients + rows.length,
  rules: addedUp([book.rules, bookCompliance(rows, asOf, standards)]),
  credits: book.credits + monthlyCredits(rows, asOf, standards),
});

/** Everything a member of staff holds, in whichever outlets, as one book. */
export const wholeBook = (
  { outletId, staffId }: StaffRow,
  rows: readonly DutyRow[],
  asOf: string,
  standards: Standards,
): HeldBook => added(none({ outletId: outletId ?? null, staffId }), rows, asOf, standards);
