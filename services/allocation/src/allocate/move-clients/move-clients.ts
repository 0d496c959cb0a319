import { Refusal, type Decide } from '@pcrm/event-sourcing';
import { BookDraft, type Deciding } from '../book-draft.js';
import { move, type Move } from '../book-moves.js';
import type { OutletBook } from '../book-pages.js';
import type { OutletBookEvent } from '../outlet-book.events.js';

/** Moves in the order in which they are judged; at most `LARGEST_BATCH` a step. */
export type MoveClients = Deciding & { readonly moves: readonly Move[] };
export const LARGEST_BATCH = 1_000;

/** Many assignments and re-assignments as one atomic step: each is judged as if the ones before it were done; the first that is not allowed refuses them all, naming its place. */
export const moveClients: Decide<MoveClients, OutletBook, OutletBookEvent> = (command, book) => {
  const { moves } = command;
  if (moves.length > LARGEST_BATCH) throw new Refusal('book.too-many-moves', { largest: LARGEST_BATCH });
  const draft = new BookDraft(book, command);
  for (const [index, one] of moves.entries()) {
    const against = move(draft, one);
    if (against) throw new Refusal(against.code, { ...against.details, move: index });
  }
  return draft.facts;
};
