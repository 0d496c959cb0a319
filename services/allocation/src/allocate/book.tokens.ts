import type { Handler } from '@pcrm/event-sourcing';
import { HandlerOf } from '@pcrm/platform';
import type { OutletBook } from './book-pages.js';
import { clientPlacement, type ClientPlacement } from './client-placement.js';
import type { ClientPlaced } from './client-placement.events.js';
import { outletBook } from './outlet-book.js';
import type { OutletBookEvent } from './outlet-book.events.js';

export const OutletBooks = HandlerOf(outletBook);
export type OutletBooks = Handler<OutletBook, OutletBookEvent>;
export const ClientPlacements = HandlerOf(clientPlacement);
export type ClientPlacements = Handler<ClientPlacement, ClientPlaced>;
