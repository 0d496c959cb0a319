import { Refusal, type Decide } from '@pcrm/event-sourcing';
import { BookDraft, type Deciding } from '../book-draft.js';
import { adviserObstacle } from '../book-moves.js';
import type { OutletBook } from '../book-pages.js';
import type { AdviserRole, OutletBookEvent } from '../outlet-book.events.js';

export type AttachAdviser = Deciding & { readonly clientId: string; readonly staffId: string };

/** 财富顾问 or 理财顾问 supports a client beside the maintainer: diamond 60 per adviser, platinum 400 per financial adviser (A5, A6). */
export const attachAdviser: Decide<AttachAdviser, OutletBook, OutletBookEvent> = (command, book) => {
  const { outletId, clientId, staffId, on: from } = command;
  const draft = new BookDraft(book, command);
  const client = draft.client(clientId);
  if (!client) throw new Refusal('book.client-unknown', { clientId });
  if (client.advisers.includes(staffId)) return [];
  const against = adviserObstacle(draft, client, staffId);
  if (against) throw new Refusal(against.code, against.details);
  const role = draft.staff(staffId)?.role as AdviserRole;
  return [{ type: 'AdviserAttached', data: { outletId, clientId, staffId, role, from } }];
};
