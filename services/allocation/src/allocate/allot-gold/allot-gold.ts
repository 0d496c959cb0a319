import { Refusal, type Decide } from '@pcrm/event-sourcing';
import { BookDraft, type Deciding } from '../book-draft.js';
import { move, type Move } from '../book-moves.js';
import type { OutletBook } from '../book-pages.js';
import { isAllottedByBand } from '../fit.js';
import type { OutletBookEvent } from '../outlet-book.events.js';

export type AllotGold = Deciding & Move;

/** A8: allots a gold client, maintained or not, to a lobby manager or teller by the band of the average. Said with a warning while the client managers have room. */
export const allotGold: Decide<AllotGold, OutletBook, OutletBookEvent> = (command, book) => {
  const role = book.staff.get(command.staffId)?.role;
  if (role && !isAllottedByBand(command.terms, role))
    throw new Refusal('book.role-is-not-allotted', { rule: 'A8', role });
  const draft = new BookDraft(book, command);
  const against = move(draft, command);
  if (against) throw new Refusal(against.code, against.details);
  return draft.facts;
};
