import type { Aggregate } from '@pcrm/event-sourcing';
import { unknownStaff, type OutletBook } from './book-pages.js';
import { apply } from './outlet-book.evolve.js';
import type { OutletBookEvent } from './outlet-book.events.js';
import { loadBook, saveBook } from './outlet-book.snapshot.js';

/** 网点客户分配簿 of one outlet, stream `outletBook-<outletId>`: folded in place, kept between processes as a snapshot. */
export const outletBook: Aggregate<OutletBook, OutletBookEvent> = {
  name: 'outletBook',
  initial: () => ({ clients: new Map(), staff: new Map() }),
  evolve(book, event) {
    apply(event, {
      client: (id) => book.clients.get(id),
      putClient: (id, client) => void (client ? book.clients.set(id, client) : book.clients.delete(id)),
      staff: (id) => {
        const known = book.staff.get(id) ?? unknownStaff();
        book.staff.set(id, known);
        return known;
      },
    });
    return book;
  },
  snapshot: { every: 2_000, version: 1, save: saveBook, load: loadBook },
};
