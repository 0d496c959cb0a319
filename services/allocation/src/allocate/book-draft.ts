import type { CapacityTerms } from '../capacity/capacity-policy.events.js';
import { kindOf, unknownStaff, type BookClient, type BookStaff, type OutletBook } from './book-pages.js';
import { isAbove, maintainerLoad, noClients, type Kind, type Load } from './load.js';
import { apply } from './outlet-book.evolve.js';
import type { ExceededCause, OutletBookEvent } from './outlet-book.events.js';

/** Under which a decision about a book is taken: whose book, on which business date, by which numbers. */
export type Deciding = { readonly outletId: string; readonly on: string; readonly terms: CapacityTerms };

/** Facts in the making, laid over the book: each one counts for the next, the book itself is only read. So a batch decides as its sequence would. */
export class BookDraft {
  readonly facts: OutletBookEvent[] = [];
  private readonly clients = new Map<string, BookClient | undefined>();
  private readonly people = new Map<string, BookStaff>();

  constructor(
    private readonly book: OutletBook,
    readonly deciding: Deciding,
  ) {}

  client(id: string): BookClient | undefined {
    if (this.clients.has(id)) return this.clients.get(id);
    const known = this.book.clients.get(id);
    if (!known) return undefined;
    const copy = { ...known, advisers: [...known.advisers] };
    this.clients.set(id, copy);
    return copy;
  }

  /** Somebody the book has heard of. */
  staff(id: string): BookStaff | undefined {
    return this.people.has(id) || this.book.staff.has(id) ? this.page(id) : undefined;
  }

  /** Everybody the book has heard of, as they stand with the facts so far. */
  everybody(): readonly (readonly [string, BookStaff])[] {
    const ids = new Set([...this.book.staff.keys(), ...this.people.keys()]);
    return [...ids].map((id) => [id, this.people.get(id) ?? this.book.staff.get(id) ?? unknownStaff()] as const);
  }

  /** Clients whom this member of staff maintains or advises. */
  clientsOf(staffId: string): readonly string[] {
    const ids = new Set([...this.book.clients.keys(), ...this.clients.keys()]);
    const theirs = (client: BookClient | undefined): boolean =>
      client !== undefined && (client.staffId === staffId || client.advisers.includes(staffId));
    return [...ids].filter((id) => theirs(this.clients.has(id) ? this.clients.get(id) : this.book.clients.get(id)));
  }

  record(fact: OutletBookEvent): void {
    this.facts.push(fact);
    apply(fact, {
      client: (id) => this.client(id),
      putClient: (id, client) => void this.clients.set(id, client),
      staff: (id) => this.page(id),
    });
  }

  /** Load of a maintainer as it stands (A9). */
  loadOf(staffId: string): Load {
    const staff = this.staff(staffId);
    if (!staff) return { numerator: 0, denominator: 1 };
    return maintainerLoad(staff.held, staff.role, staff.capacityPercent, this.deciding.terms);
  }

  /** A8: whether the client managers of the outlet, taken together, are below load 1.00. */
  managersHaveRoom(): boolean {
    const held = noClients();
    let percent = 0;
    for (const [, staff] of this.everybody()) {
      if (staff.role !== 'clientManager' || staff.presence !== 'present') continue;
      percent += staff.capacityPercent;
      for (const kind of Object.keys(held) as Kind[]) held[kind] += staff.held[kind];
    }
    if (percent === 0) return false;
    const { numerator, denominator } = maintainerLoad(held, 'clientManager', percent, this.deciding.terms);
    return numerator < denominator;
  }

  /** Says that a book went above 1.00, when these facts took it there, and each time that it goes further by somebody's override. */
  sayExceeded(staffId: string, before: Load, cause: ExceededCause): void {
    const after = this.loadOf(staffId);
    if (!isAbove(after) || (isAbove(before) && cause !== 'override')) return;
    const { outletId, on } = this.deciding;
    this.record({ type: 'CapacityExceeded', data: { outletId, staffId, ...after, cause, on } });
  }

  private page(id: string): BookStaff {
    const known = this.people.get(id);
    if (known) return known;
    const { held, advised, ...rest } = this.book.staff.get(id) ?? unknownStaff();
    const copy = { ...rest, held: { ...held }, advised: { ...advised } };
    this.people.set(id, copy);
    return copy;
  }
}

/** Whether anybody has to look after the client: signed or potential (A1). */
export const needsMaintainer = (client: Pick<BookClient, 'tier' | 'targetTier'>): boolean => kindOf(client) !== null;
