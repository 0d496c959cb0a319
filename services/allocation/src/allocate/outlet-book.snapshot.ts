import type { Json } from '@pcrm/event-sourcing';
import type { BookClient, BookStaff, OutletBook } from './book-pages.js';

type Saved = { readonly clients: readonly SavedClient[]; readonly staff: readonly [string, BookStaff][] };
type SavedClient = readonly [
  id: string,
  tier: BookClient['tier'],
  targetTier: BookClient['targetTier'],
  basis: BookClient['basis'],
  band: BookClient['band'],
  staffId: string | null,
  since: string | null,
  advisers: string[],
  proposed: string | null,
];

/** The book as plain rows, a client a row: about 100 bytes each. */
export function saveBook(book: OutletBook): Json {
  const clients = [...book.clients].map(([id, client]): SavedClient => {
    const { tier, targetTier, basis, band, staffId, since, advisers, proposed } = client;
    return [id, tier, targetTier, basis, band, staffId, since, advisers, proposed];
  });
  const saved: Saved = { clients, staff: [...book.staff] };
  return structuredClone(saved);
}

export function loadBook(saved: Json): OutletBook {
  const { clients, staff } = structuredClone(saved) as unknown as Saved;
  return {
    clients: new Map(
      clients.map(([id, tier, targetTier, basis, band, staffId, since, advisers, proposed]) => [
        id,
        { tier, targetTier, basis, band, staffId, since, advisers, proposed },
      ]),
    ),
    staff: new Map(staff),
  };
}
