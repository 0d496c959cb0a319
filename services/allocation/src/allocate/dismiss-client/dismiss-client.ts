import { Refusal, type Decide } from '@pcrm/event-sourcing';
import { detach } from '../book-consequences.js';
import { BookDraft, type Deciding } from '../book-draft.js';
import { release } from '../book-moves.js';
import type { OutletBook } from '../book-pages.js';
import type { OutletBookEvent } from '../outlet-book.events.js';

/** `toOutletId` null: the client was erased. */
export type DismissClient = Deciding & { readonly clientId: string; readonly toOutletId: string | null };

/** The client leaves this book, for another outlet or for ever: released first, admitted elsewhere after that. Not here: nothing. */
export const dismissClient: Decide<DismissClient, OutletBook, OutletBookEvent> = (command, book) => {
  const { outletId, clientId, toOutletId, on } = command;
  if (toOutletId === outletId) throw new Refusal('book.same-outlet', { outletId });
  const draft = new BookDraft(book, command);
  const client = draft.client(clientId);
  if (!client) return [];
  release(draft, clientId, toOutletId === null ? 'erased' : 'transferred');
  for (const adviser of [...client.advisers]) detach(draft, clientId, adviser);
  const { tier, targetTier, basis, band } = client;
  draft.record({
    type: 'ClientDismissed',
    data: { outletId, clientId, toOutletId, tier, targetTier, basis, band, on },
  });
  return draft.facts;
};
