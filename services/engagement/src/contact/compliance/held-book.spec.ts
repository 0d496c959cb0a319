import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contactOn, signed, standards } from '../duty.examples.js';
import type { DutyRow } from '../duty-row.js';
import { nobodyYet } from '../staff-row.js';
import { monthlyCredits } from '../week.js';
import { bookCompliance } from './compliance.query.js';
import { booksOf, wholeBook, withClients, type HeldBook } from './held-book.js';

const asOf = '2026-06-25';
const held = (outletId: string, staffId: string, n: number): DutyRow => ({
  ...signed(n % 2 ? 'diamond' : 'gold', '2026-01-01', n % 3 ? [contactOn('2026-06-03', 'meeting')] : []),
  ...{ clientId: `c-${String(n)}`, outletId, staffId },
});
const rows = [
  ...[held('o1', 'a', 1), held('o1', 'b', 2), held('o1', 'a', 3), held('o1', 'a', 4)],
  ...[held('o2', 'a', 5), held('o2', 'b', 6)],
];
const staff = { ...nobodyYet('a'), outletId: 'o2' };
const summed = (of: readonly DutyRow[]): Partial<HeldBook> => ({
  clients: of.length,
  rules: bookCompliance(of, asOf, standards),
  credits: monthlyCredits(of, asOf, standards),
});
const read = (...pages: readonly (readonly DutyRow[])[]) => [
  ...pages.reduce((books, page) => withClients(books, page, asOf, standards), booksOf([staff])).values(),
];

describe('books by who holds them and where', () => {
  it('one for each holder and outlet, an empty one too for whoever works there', () => {
    const books = read(rows.slice(0, 4));
    expect(books).toEqual([
      { outletId: 'o2', staffId: 'a', ...summed([]) },
      { outletId: 'o1', staffId: 'a', ...summed([held('o1', 'a', 1), held('o1', 'a', 3), held('o1', 'a', 4)]) },
      { outletId: 'o1', staffId: 'b', ...summed([held('o1', 'b', 2)]) },
    ]);
  });
  it('are the same in whatever portions the clients are read', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 5 })), (cuts) => {
        const ends = [0, ...cuts.toSorted((a, b) => a - b), rows.length];
        expect(read(...ends.slice(1).map((end, at) => rows.slice(ends[at], end)))).toEqual(read(rows));
      }),
      { seed: 7 },
    );
  });
  it('whole: all that somebody holds, wherever it belongs', () => {
    const own = rows.filter(({ staffId }) => staffId === 'a');
    expect(wholeBook(staff, own, asOf, standards)).toEqual({ outletId: 'o2', staffId: 'a', ...summed(own) });
  });
});
