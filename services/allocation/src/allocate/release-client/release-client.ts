import { Refusal, type Decide } from '@pcrm/event-sourcing';
import { BookDraft, type Deciding } from '../book-draft.js';
import { release } from '../book-moves.js';
import type { OutletBook } from '../book-pages.js';
import type { OutletBookEvent } from '../outlet-book.events.js';

export type ReleaseClient = Deciding & { readonly clientId: string; readonly reasonCode: string };

/** Takes a client off their maintainer: they wait for assignment again. Not maintained: nothing. */
export const releaseClient: Decide<ReleaseClient, OutletBook, OutletBookEvent> = (command, book) => {
  const { clientId, reasonCode } = command;
  if (!book.clients.has(clientId)) throw new Refusal('book.client-unknown', { clientId });
  const draft = new BookDraft(book, command);
  release(draft, clientId, reasonCode);
  return draft.facts;
};
