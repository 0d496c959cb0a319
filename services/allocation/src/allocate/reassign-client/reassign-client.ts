import { Refusal, type Decide } from '@pcrm/event-sourcing';
import { BookDraft, type Deciding } from '../book-draft.js';
import { move, type Move } from '../book-moves.js';
import type { OutletBook } from '../book-pages.js';
import type { OutletBookEvent } from '../outlet-book.events.js';

export type ReassignClient = Deciding & Move;

/** 客户调整: gives a maintained client to another maintainer (A1–A9); an open proposal is settled. The same maintainer changes nothing. */
export const reassignClient: Decide<ReassignClient, OutletBook, OutletBookEvent> = (command, book) => {
  const client = book.clients.get(command.clientId);
  if (client?.staffId === null) throw new Refusal('book.not-assigned', { rule: 'A1', clientId: command.clientId });
  const draft = new BookDraft(book, command);
  const against = move(draft, command);
  if (against) throw new Refusal(against.code, against.details);
  return draft.facts;
};
