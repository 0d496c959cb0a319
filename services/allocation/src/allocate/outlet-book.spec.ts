import fc from 'fast-check';
import { Refusal, type Json } from '@pcrm/event-sourcing';
import { TIERS } from '@pcrm/contracts';
import { admitted, client, deciding, staffNoted } from '../../test/book-words.js';
import { assignClient } from './assign-client/assign-client.js';
import { kindOf, type OutletBook } from './book-pages.js';
import { isAbove, KINDS, maintainerLoad, noClients, type Counts } from './load.js';
import { moveClients } from './move-clients/move-clients.js';
import { noteClient } from './note-client/note-client.js';
import { noteStaff } from './note-staff/note-staff.js';
import type { OutletBookEvent } from './outlet-book.events.js';
import { outletBook } from './outlet-book.js';
import { reassignClient } from './reassign-client/reassign-client.js';
import { releaseClient } from './release-client/release-client.js';

const CLIENTS = 24;
const STAFF = ['m-1', 'm-2', 't-1', 'l-1', 'h-1', 'w-1'];
/** A branch whose books are small, so that the index is met all the time: a manager holds two diamond clients. */
const tight = {
  ...deciding.terms,
  maintainers: deciding.terms.maintainers.map((entry) => ({
    ...entry,
    clients: Math.max(2, Math.ceil(entry.clients / 60)),
  })),
  potentialClients: 12,
};
const begun: readonly OutletBookEvent[] = [
  ...[staffNoted('m-1'), staffNoted('m-2', { percent: 60 }), staffNoted('t-1', { role: 'teller' })],
  ...[
    staffNoted('l-1', { role: 'lobbyManager' }),
    staffNoted('h-1', { role: 'outletHead' }),
    staffNoted('w-1', { role: 'wealthAdviser' }),
  ],
  ...Array.from({ length: CLIENTS }, (_, index) =>
    admitted(index, { tier: TIERS[index % 3] ?? null, band: '100k-200k' }),
  ),
];
const fold = (book: OutletBook, facts: readonly OutletBookEvent[]): OutletBook =>
  facts.reduce((state, fact) => outletBook.evolve(state, fact), book);

const number = fc.nat({ max: CLIENTS });
const staffId = fc.oneof({ weight: 4, arbitrary: fc.constantFrom('m-1', 'm-2') }, fc.constantFrom(...STAFF));
const reason = fc.constantFrom(undefined, undefined, 'agreed with the head');
const tier = fc.constantFrom(...TIERS, null);
type Act = (book: OutletBook) => readonly OutletBookEvent[];
const acted = <C>(
  arb: fc.Arbitrary<C>,
  decide: (command: C & typeof under, book: OutletBook) => readonly OutletBookEvent[],
): fc.Arbitrary<Act> => arb.map((command) => (book) => decide({ ...under, ...command }, book));
const under = { ...deciding, terms: tight };
const moving = fc.record({ number, staffId, reason }).map(({ number: n, staffId: s, reason: r }) => ({
  clientId: client(n),
  staffId: s,
  ...(r !== undefined && { reason: r }),
}));
const act: fc.Arbitrary<Act> = fc.oneof(
  acted(moving, assignClient),
  acted(moving, reassignClient),
  acted(fc.record({ clientId: number.map(client), reasonCode: fc.constant('byHead') }), releaseClient),
  acted(fc.record({ moves: fc.array(moving, { maxLength: 4 }) }), moveClients),
);
const noting: fc.Arbitrary<Act> = fc.oneof(
  acted(fc.record({ clientId: number.map(client), tier, because: fc.constant('noTierLeft') }), noteClient),
  acted(
    fc.record({
      staffId,
      role: fc.constantFrom('clientManager' as const, 'teller' as const),
      capacityPercent: fc.constantFrom(50, 100, 150),
      presence: fc.constantFrom('present' as const, 'departed' as const),
    }),
    noteStaff,
  ),
);
const attempt = (book: OutletBook, by: Act): readonly OutletBookEvent[] => {
  try {
    return by(book);
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
};

/** Keeps a second record of who maintains whom, and expects each fact to fit it. */
function follow(maintainer: Map<string, string>, { type, data }: OutletBookEvent): void {
  if (type === 'ClientAssigned') expect(maintainer.has(data.clientId)).toBe(false);
  if (type === 'ClientReassigned') expect(maintainer.get(data.clientId)).toBe(data.fromStaffId);
  if (type === 'ClientAssigned' || type === 'ClientReassigned') maintainer.set(data.clientId, data.staffId);
  if (type === 'ClientReleased') expect(maintainer.delete(data.clientId)).toBe(true);
}
const overridden = (facts: readonly OutletBookEvent[]): readonly string[] =>
  facts.flatMap(({ type, data }) =>
    (type === 'ClientAssigned' || type === 'ClientReassigned') && data.overridden ? [data.staffId] : [],
  );
function heldBy(staffId: string, book: OutletBook): Counts {
  const held = noClients();
  for (const one of book.clients.values()) {
    const kind = kindOf(one);
    if (one.staffId === staffId && kind !== null) held[kind] += 1;
  }
  return held;
}

describe('an outlet’s book, whatever happens to it', () => {
  it('A1, A3: follows one maintainer per client, and what the staff hold is what the clients say', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(act, noting), { maxLength: 60 }), (acts) => {
        let book = fold(outletBook.initial(), begun);
        const maintainer = new Map<string, string>();
        for (const by of acts) {
          const facts = attempt(book, by);
          for (const fact of facts) follow(maintainer, fact);
          book = fold(book, facts);
        }
        expect(
          new Map([...book.clients].flatMap(([id, { staffId: who }]) => (who === null ? [] : [[id, who]]))),
        ).toEqual(maintainer);
        for (const [id, staff] of book.staff) expect(staff.held).toEqual(heldBy(id, book));
        const total = (of: (kind: (typeof KINDS)[number]) => number): number =>
          KINDS.reduce((sum, kind) => sum + of(kind), 0);
        expect([...book.staff.values()].reduce((sum, { held }) => sum + total((kind) => held[kind]), 0)).toBe(
          maintainer.size,
        );
      }),
      { seed: 20260601, numRuns: 300 },
    );
  });

  it('A9: no load goes above 1.00 by a decision unless it is flagged as overridden', () => {
    let overrides = 0;
    fc.assert(
      fc.property(fc.array(act, { minLength: 30, maxLength: 60 }), (acts) => {
        let book = fold(outletBook.initial(), begun);
        const flagged = new Set<string>();
        for (const by of acts) {
          const facts = attempt(book, by);
          for (const id of overridden(facts)) flagged.add(id);
          overrides += facts.filter(({ type }) => type === 'CapacityExceeded').length;
          book = fold(book, facts);
          for (const [id, { held, role, capacityPercent }] of book.staff) {
            if (isAbove(maintainerLoad(held, role, capacityPercent, tight))) expect(flagged).toContain(id);
          }
        }
      }),
      { seed: 20260602, numRuns: 300 },
    );
    expect(overrides).toBeGreaterThan(100);
  });

  it('a batch is the same as its sequence, or refused whole', () => {
    const seen = { same: 0, refused: 0 };
    fc.assert(
      fc.property(
        fc.array(act, { maxLength: 15 }),
        fc.array(moving, { minLength: 2, maxLength: 6 }),
        (before, moves) => {
          let book = fold(outletBook.initial(), begun);
          for (const by of before) book = fold(book, attempt(book, by));
          const sequence: OutletBookEvent[] = [];
          let refusedAt: number | undefined;
          const alone = copied(book);
          for (const [index, one] of moves.entries()) {
            try {
              const facts = moveClients({ ...under, moves: [one] }, alone);
              fold(alone, facts);
              sequence.push(...facts);
            } catch (error) {
              if (!(error instanceof Refusal)) throw error;
              refusedAt = index;
              break;
            }
          }
          if (refusedAt === undefined) {
            seen.same += 1;
            expect(moveClients({ ...under, moves }, book)).toEqual(sequence);
            return;
          }
          seen.refused += 1;
          const whole = outletBook.snapshot?.save(book);
          expect(() => moveClients({ ...under, moves }, book)).toThrow(
            expect.objectContaining({ details: expect.objectContaining({ move: refusedAt }) }),
          );
          expect(outletBook.snapshot?.save(book)).toEqual(whole);
        },
      ),
      { seed: 20260603, numRuns: 500 },
    );
    expect(seen.same).toBeGreaterThan(20);
    expect(seen.refused).toBeGreaterThan(100);
  });

  it('comes back from its snapshot as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(act, noting), { maxLength: 40 }), (acts) => {
        let book = fold(outletBook.initial(), begun);
        for (const by of acts) book = fold(book, attempt(book, by));
        expect(copied(book)).toEqual(book);
      }),
      { seed: 20260604, numRuns: 100 },
    );
  });
});

const copied = (book: OutletBook): OutletBook => {
  const { save, load } = outletBook.snapshot ?? {};
  if (!save || !load) throw new Error('the book has no snapshot');
  return load(JSON.parse(JSON.stringify(save(book))) as Json);
};
