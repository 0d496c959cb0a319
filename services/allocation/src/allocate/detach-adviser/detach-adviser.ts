import { Refusal, type Decide } from '@pcrm/event-sourcing';
import type { OutletBook } from '../book-pages.js';
import type { AdviserDetached } from '../outlet-book.events.js';

export type DetachAdviser = {
  readonly outletId: string;
  readonly clientId: string;
  readonly staffId: string;
  readonly on: string;
};

/** The adviser no longer supports the client. Not attached: nothing. */
export const detachAdviser: Decide<DetachAdviser, OutletBook, AdviserDetached> = (command, book) => {
  const { outletId, clientId, staffId, on: from } = command;
  const client = book.clients.get(clientId);
  if (!client) throw new Refusal('book.client-unknown', { clientId });
  if (!client.advisers.includes(staffId)) return [];
  return [{ type: 'AdviserDetached', data: { outletId, clientId, staffId, from } }];
};
