import type { Totals } from '@pcrm/event-sourcing';
import { weightOf, type BookClientRow } from './book-clients.row.js';
import { noClients, type Counts } from './load.js';

/** Clients of one book by what they weigh as. */
export type LoadTotal = { readonly counts: Counts; readonly proposals: number };
const nothing = (): LoadTotal => ({ counts: noClients(), proposals: 0 });

const counted = (counts: Counts, row: BookClientRow): Counts => {
  const kind = weightOf(row);
  return kind === null ? counts : { ...counts, [kind]: counts[kind] + 1 };
};
const add = (total: LoadTotal, row: BookClientRow): LoadTotal => ({
  counts: counted(total.counts, row),
  proposals: total.proposals + (row.proposed ? 1 : 0),
});

/** Per maintainer: whom they hold (A9's numerators). */
export const bookLoads: Totals<BookClientRow, LoadTotal> = {
  name: 'book-loads',
  indexes: {},
  of: ({ staffId }) => (staffId === null ? [] : [staffId]),
  by: 'byMaintainer',
  initial: nothing,
  add,
};

/** Per adviser: whom they support (A5, A6). */
export const adviserLoads: Totals<BookClientRow, LoadTotal> = {
  name: 'adviser-loads',
  indexes: {},
  of: ({ advisers }) => advisers,
  by: 'byAdviser',
  initial: nothing,
  add,
};

/** Per outlet: everybody who has to be looked after, and how many nobody looks after. */
export type OutletTotal = LoadTotal & { readonly held: Counts; readonly waiting: number };
export const outletLoads: Totals<BookClientRow, OutletTotal> = {
  name: 'outlet-loads',
  indexes: {},
  of: ({ outletId }) => (outletId === null ? [] : [outletId]),
  by: 'byOutlet',
  initial: () => ({ ...nothing(), held: noClients(), waiting: 0 }),
  add: (total, row) => ({
    ...add(total, row),
    held: row.staffId === null ? total.held : counted(total.held, row),
    waiting: total.waiting + (row.waiting ? 1 : 0),
  }),
};
