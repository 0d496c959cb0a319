import { specification } from '@pcrm/event-sourcing/testing';
import { admitted, advised, client, deciding, held, on, outletId, staffNoted } from '../../../test/book-words.js';
import { outletBook } from '../outlet-book.js';
import { noteStaff, type NoteStaff } from './note-staff.js';

const given = specification(outletBook);
const noting = (note: Partial<NoteStaff> = {}): NoteStaff => ({
  ...{ ...deciding, staffId: 'm-1', role: 'clientManager', capacityPercent: 100, presence: 'present' },
  ...note,
});
const proposed = (number: number, reasonCode: string, settled = false) =>
  ({
    type: 'ReassignmentProposed',
    data: {
      outletId,
      clientId: client(number),
      staffId: 'm-1',
      reasonCode,
      on,
      ...(settled && { settled: true as const }),
    },
  }) as const;

describe('noting staff in a book', () => {
  it('knows who joined, once', () => {
    given().when(noteStaff, noting()).then(staffNoted('m-1'));
    given(staffNoted('m-1')).when(noteStaff, noting()).thenNothing();
  });
  it('is silent about somebody who was never here', () =>
    given()
      .when(noteStaff, noting({ presence: 'departed' }))
      .thenNothing());
  it('proposes the whole book of whoever departs', () =>
    given(staffNoted('m-1'), ...held(2, 1, {}))
      .when(noteStaff, noting({ presence: 'departed' }))
      .then(staffNoted('m-1', { presence: 'departed' }), proposed(1, 'staff.departed'), proposed(2, 'staff.departed')));
  it('settles the proposals when they come back to the outlet', () =>
    given(
      staffNoted('m-1'),
      ...held(1, 1, {}),
      staffNoted('m-1', { presence: 'elsewhere' }),
      proposed(1, 'book.staff-elsewhere'),
    )
      .when(noteStaff, noting())
      .then(staffNoted('m-1'), proposed(1, 'book.staff-elsewhere', true)));
  it('A3, A6: another role proposes whom it may not maintain', () =>
    given(staffNoted('m-1'), ...held(1, 1, { tier: 'platinum' }), ...held(1, 2, { band: '100k-200k' }))
      .when(noteStaff, noting({ role: 'teller' }))
      .then(staffNoted('m-1', { role: 'teller' }), proposed(1, 'book.role-may-not-maintain')));
  it('A4: a lower capacity factor says that the book is above 1.00', () =>
    given(staffNoted('m-1'), ...held(30, 1, { tier: 'diamond' }))
      .when(noteStaff, noting({ capacityPercent: 50 }))
      .then(staffNoted('m-1', { percent: 50 }), {
        type: 'CapacityExceeded',
        data: { outletId, staffId: 'm-1', numerator: 2, denominator: 1, cause: 'postChanged', on },
      }));
  it('detaches an adviser who departs', () =>
    given(
      staffNoted('m-1', { role: 'wealthAdviser' }),
      admitted(1, { tier: 'diamond' }),
      advised(1, 'm-1', 'wealthAdviser'),
    )
      .when(noteStaff, noting({ role: 'wealthAdviser', presence: 'departed' }))
      .then(staffNoted('m-1', { role: 'wealthAdviser', presence: 'departed' }), {
        type: 'AdviserDetached',
        data: { outletId, clientId: client(1), staffId: 'm-1', from: on },
      }));
});
