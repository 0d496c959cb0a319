import { specification } from '@pcrm/event-sourcing/testing';
import { admitted, assigned, client, deciding, held, on, outletId, staffNoted } from '../../../test/book-words.js';
import { outletBook } from '../outlet-book.js';
import type { OutletBookEvent } from '../outlet-book.events.js';
import { moveClients } from './move-clients.js';
import { previewMoves } from './preview-moves.js';

const given = specification(outletBook);
const folded = (...facts: readonly OutletBookEvent[]) =>
  facts.reduce((book, fact) => outletBook.evolve(book, fact), outletBook.initial());
const moves = (...pairs: readonly (readonly [number, string])[]) => ({
  ...deciding,
  moves: pairs.map(([number, staffId]) => ({ clientId: client(number), staffId })),
});
const staff = [staffNoted('m-1'), staffNoted('m-2'), staffNoted('t-1', { role: 'teller' })];

describe('moving many clients in one step', () => {
  it('assigns and re-assigns in order', () =>
    given(...staff, admitted(1), ...held(1, 2, {}))
      .when(moveClients, moves([1, 'm-1'], [2, 'm-2']))
      .then(assigned(1), {
        type: 'ClientReassigned',
        data: { ...assigned(2, { by: 'm-2' }).data, fromStaffId: 'm-1' },
      }));
  it('judges each as if those before it were done: room made by the first is used by the second', () =>
    given(...staff, ...held(30, 1, { tier: 'diamond' }), admitted(99, { tier: 'diamond' }))
      .when(moveClients, moves([1, 'm-2'], [99, 'm-1']))
      .then(
        { type: 'ClientReassigned', data: { ...assigned(1, { tier: 'diamond', by: 'm-2' }).data, fromStaffId: 'm-1' } },
        assigned(99, { tier: 'diamond' }),
      ));
  it('is refused whole by one that is not allowed, naming its place', () =>
    given(...staff, admitted(1), admitted(2, { tier: null, target: 'gold' }))
      .when(moveClients, moves([1, 'm-1'], [2, 't-1']))
      .thenRefused('book.potential-needs-client-manager', { rule: 'A3', role: 'teller', targetTier: 'gold', move: 1 }));
  it('takes 1 000 moves, not 1 001', () => {
    const many = (count: number) => moves(...Array.from({ length: count }, () => [1, 'm-1'] as const));
    given(...staff, admitted(1))
      .when(moveClients, many(1_000))
      .then(assigned(1));
    given(...staff, admitted(1))
      .when(moveClients, many(1_001))
      .thenRefused('book.too-many-moves', { largest: 1_000 });
  });
});

describe('previewing moves', () => {
  it('answers every refusal, warnings, and the loads before and after, without changing the book', () => {
    const book = folded(
      ...staff,
      admitted(1, { band: '100k-200k' }),
      admitted(2, { tier: null, target: 'gold' }),
      ...held(1, 3, { tier: 'platinum' }),
    );
    const before = outletBook.snapshot?.save(book);
    const preview = previewMoves(moves([1, 't-1'], [2, 't-1'], [3, 'm-2'], [77, 'm-1']), book);
    expect(preview).toEqual({
      allowed: false,
      moves: [
        { clientId: client(1), staffId: 't-1', warnings: ['book.managers-have-room'] },
        {
          ...{ clientId: client(2), staffId: 't-1', warnings: [] },
          refused: {
            code: 'book.potential-needs-client-manager',
            details: { rule: 'A3', role: 'teller', targetTier: 'gold' },
          },
        },
        { clientId: client(3), staffId: 'm-2', warnings: [] },
        {
          clientId: client(77),
          staffId: 'm-1',
          refused: { code: 'book.client-unknown', details: { clientId: client(77) } },
          warnings: [],
        },
      ],
      loads: [
        {
          staffId: 'm-1',
          before: { numerator: 1, denominator: 100, index: 0.01 },
          after: { numerator: 0, denominator: 1, index: 0 },
        },
        {
          staffId: 'm-2',
          before: { numerator: 0, denominator: 1, index: 0 },
          after: { numerator: 1, denominator: 100, index: 0.01 },
        },
        {
          staffId: 't-1',
          before: { numerator: 0, denominator: 1, index: 0 },
          after: { numerator: 1, denominator: 20, index: 0.05 },
        },
      ],
    });
    expect(outletBook.snapshot?.save(book)).toEqual(before);
  });
  it('names an override', () => {
    const book = folded(...staff, ...held(30, 1, { tier: 'diamond' }), admitted(99, { tier: 'diamond' }));
    const asked = { ...deciding, moves: [{ clientId: client(99), staffId: 'm-1', reason: 'until July' }] };
    expect(previewMoves(asked, book).moves[0]?.warnings).toEqual(['book.capacity-overridden']);
    expect([outletId, on]).toEqual([asked.outletId, asked.on]);
  });
});
