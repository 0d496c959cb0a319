import { Refusal, type Decide } from '@pcrm/event-sourcing';
import { BookDraft, type Deciding } from '../book-draft.js';
import { move, type Move } from '../book-moves.js';
import type { OutletBook } from '../book-pages.js';
import type { OutletBookEvent } from '../outlet-book.events.js';

export type AssignClient = Deciding & Move;

/** 客户分配: gives a client nobody maintains to one maintainer (A1–A9). The same again changes nothing; to change a maintainer, re-assign. */
export const assignClient: Decide<AssignClient, OutletBook, OutletBookEvent> = (command, book) => {
  const { clientId, staffId } = command;
  const holder = book.clients.get(clientId)?.staffId ?? null;
  if (holder !== null && holder !== staffId)
    throw new Refusal('book.already-assigned', { rule: 'A3', clientId, staffId: holder });
  const draft = new BookDraft(book, command);
  const against = move(draft, command);
  if (against) throw new Refusal(against.code, against.details);
  return draft.facts;
};
