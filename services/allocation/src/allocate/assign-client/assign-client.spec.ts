import { specification } from '@pcrm/event-sourcing/testing';
import { admitted, assigned, client, deciding, held, on, outletId, staffNoted } from '../../../test/book-words.js';
import { outletBook } from '../outlet-book.js';
import { assignClient } from './assign-client.js';

const given = specification(outletBook);
const assign = (number: number, staffId: string, reason?: string) => ({
  ...deciding,
  clientId: client(number),
  staffId,
  ...(reason !== undefined && { reason }),
});
const manager = staffNoted('m-1');

describe('assigning a client (A1–A9)', () => {
  it('A1: makes a member of staff the one maintainer', () =>
    given(manager, admitted(1, { tier: 'platinum' }))
      .when(assignClient, assign(1, 'm-1'))
      .then(assigned(1, { tier: 'platinum' })));
  it('A1: changes nothing when they are already', () =>
    given(manager, ...held(1, 1, {}))
      .when(assignClient, assign(1, 'm-1'))
      .thenNothing());
  it('A3: is refused while somebody else maintains the client', () =>
    given(manager, staffNoted('m-2'), ...held(1, 1, {}))
      .when(assignClient, assign(1, 'm-2'))
      .thenRefused('book.already-assigned', { rule: 'A3', clientId: client(1), staffId: 'm-1' }));
  it('A1: is refused for somebody neither signed nor potential', () =>
    given(manager, admitted(1, { tier: null }))
      .when(assignClient, assign(1, 'm-1'))
      .thenRefused('book.not-a-vip-client', { rule: 'A1' }));
  it('is refused for a client of another outlet', () =>
    given(manager).when(assignClient, assign(1, 'm-1')).thenRefused('book.client-unknown'));
  it.each([
    ['unknown', [], 'book.staff-unknown'],
    ['departed', [staffNoted('m-1', { presence: 'departed' })], 'staff.departed'],
    ['elsewhere', [staffNoted('m-1', { presence: 'elsewhere' })], 'book.staff-elsewhere'],
  ] as const)('is refused to staff that are %s', (_how, staff, code) =>
    given(...staff, admitted(1))
      .when(assignClient, assign(1, 'm-1'))
      .thenRefused(code, { staffId: 'm-1' }),
  );
  it.each(['wealthAdviser', 'financialAdviser', 'branchManager'] as const)('A5–A7: %s maintains nobody', (role) =>
    given(staffNoted('x-1', { role }), admitted(1))
      .when(assignClient, assign(1, 'x-1'))
      .thenRefused('book.role-may-not-maintain'),
  );
});

describe('acceptance example 1: thirty diamond clients (A5)', () => {
  const full = [manager, ...held(30, 1, { tier: 'diamond' }), admitted(31, { tier: 'diamond' })];
  const load = { numerator: 31, denominator: 30 };

  it('the 31st is refused', () =>
    given(...full)
      .when(assignClient, assign(31, 'm-1'))
      .thenRefused('book.capacity-exceeded', {
        rule: 'A9',
        staffId: 'm-1',
        load,
        before: { numerator: 1, denominator: 1 },
      }));
  it('with the head’s written reason it is accepted, flagged and said', () =>
    given(...full)
      .when(assignClient, assign(31, 'm-1', ' covers a colleague on leave '))
      .then(
        {
          type: 'ClientAssigned',
          data: {
            ...assigned(31, { tier: 'diamond' }).data,
            overridden: true,
            reason: 'covers a colleague on leave',
          },
        },
        { type: 'CapacityExceeded', data: { outletId, staffId: 'm-1', ...load, cause: 'override', on } },
      ));
  it('a blank reason is none', () =>
    given(...full)
      .when(assignClient, assign(31, 'm-1', '  '))
      .thenRefused('book.capacity-exceeded'));
  it('a reason of 501 characters is refused', () =>
    given(...full)
      .when(assignClient, assign(31, 'm-1', 'x'.repeat(501)))
      .thenRefused('book.reason-too-long', { longest: 500 }));
  it('A4: a manager of capacity 150 % takes 45, not 46', () => {
    const able = (count: number) =>
      given(
        staffNoted('m-1', { percent: 150 }),
        ...held(count, 1, { tier: 'diamond' }),
        admitted(99, { tier: 'diamond' }),
      );
    able(44)
      .when(assignClient, assign(99, 'm-1'))
      .then(assigned(99, { tier: 'diamond' }));
    able(45).when(assignClient, assign(99, 'm-1')).thenRefused('book.capacity-exceeded');
  });
});

describe('a book of gold clients (A7)', () => {
  const gold = (count: number) => given(manager, ...held(count, 1, { tier: 'gold' }), admitted(999));

  it('A7: takes the 200th', () => gold(199).when(assignClient, assign(999, 'm-1')).then(assigned(999)));
  it('A7: takes no 201st', () =>
    gold(200)
      .when(assignClient, assign(999, 'm-1'))
      .thenRefused('book.capacity-exceeded', {
        ...{ rule: 'A9', staffId: 'm-1' },
        load: { numerator: 201, denominator: 200 },
        before: { numerator: 1, denominator: 1 },
      }));
});

describe('acceptance example 2: a mixed book (A9)', () => {
  const mixed = (gold: number) => [
    manager,
    ...held(12, 1, { tier: 'diamond' }),
    ...held(40, 100, { tier: 'platinum' }),
    ...held(gold, 200, { tier: 'gold' }),
    admitted(999),
  ];
  it('12 diamond + 40 platinum + 39 gold takes the 40th: exactly 1.00', () =>
    given(...mixed(39))
      .when(assignClient, assign(999, 'm-1'))
      .then(assigned(999)));
  it('one gold more would be 1.005 and is refused', () =>
    given(...mixed(40))
      .when(assignClient, assign(999, 'm-1'))
      .thenRefused('book.capacity-exceeded', {
        ...{ rule: 'A9', staffId: 'm-1' },
        load: { numerator: 201, denominator: 200 },
        before: { numerator: 1, denominator: 1 },
      }));
  it('A4: the 300 unsigned potential clients fill a book, the 301st is refused', () => {
    const potential = { tier: null, target: 'gold' } as const;
    given(manager, ...held(300, 1, potential), admitted(999, potential))
      .when(assignClient, assign(999, 'm-1'))
      .thenRefused('book.capacity-exceeded');
  });
});

describe('acceptance example 3: gold clients by the band of the average (A8)', () => {
  const clerk = staffNoted('t-1', { role: 'teller' });
  const lobby = staffNoted('l-1', { role: 'lobbyManager' });
  const averaging = (band: '100k-200k' | '200k-500k' | '500k-1m') => given(clerk, lobby, admitted(1, { band }));
  const to = (by: string, role: 'teller' | 'lobbyManager') => assigned(1, { by, role });

  it('199 999.99 yuan: the teller may', () =>
    averaging('100k-200k').when(assignClient, assign(1, 't-1')).then(to('t-1', 'teller')));
  it('200 000.00 yuan: the teller may not, the lobby manager may', () => {
    averaging('200k-500k')
      .when(assignClient, assign(1, 't-1'))
      .thenRefused('book.band-not-allowed', {
        ...{ rule: 'A8', role: 'teller', band: '200k-500k', allowed: ['100k-200k'] },
      });
    averaging('200k-500k').when(assignClient, assign(1, 'l-1')).then(to('l-1', 'lobbyManager'));
  });
  it('500 000.00 yuan: neither', () => {
    for (const staffId of ['t-1', 'l-1'])
      averaging('500k-1m').when(assignClient, assign(1, staffId)).thenRefused('book.band-not-allowed');
  });
  it('without a band, since no business day was closed yet: neither, and that is what the refusal says', () => {
    for (const [given_, staffId, role] of [
      [given(clerk, admitted(1)), 't-1', 'teller'],
      [given(lobby, admitted(1)), 'l-1', 'lobbyManager'],
    ] as const)
      given_
        .when(assignClient, assign(1, staffId))
        .thenRefused('book.band-unknown', { rule: 'A8', role, missing: 'closedBusinessDay' });
  });
  it('platinum and diamond clients are never for them (A5, A6)', () => {
    given(clerk, admitted(1, { tier: 'platinum', band: '100k-200k' }))
      .when(assignClient, assign(1, 't-1'))
      .thenRefused('book.role-may-not-maintain');
    given(lobby, admitted(1, { tier: 'diamond', band: '200k-500k' }))
      .when(assignClient, assign(1, 'l-1'))
      .thenRefused('book.role-may-not-maintain');
  });
  it('a teller takes 20, a lobby manager 50', () => {
    const gold = { band: '100k-200k', by: 't-1', role: 'teller' } as const;
    given(clerk, ...held(20, 1, gold), admitted(99, gold))
      .when(assignClient, assign(99, 't-1'))
      .thenRefused('book.capacity-exceeded');
    const more = { band: '200k-500k', by: 'l-1', role: 'lobbyManager' } as const;
    given(lobby, ...held(49, 1, more), admitted(99, more))
      .when(assignClient, assign(99, 'l-1'))
      .then(assigned(99, more));
    given(lobby, ...held(50, 1, more), admitted(99, more))
      .when(assignClient, assign(99, 'l-1'))
      .thenRefused('book.capacity-exceeded');
  });
});

describe('acceptance example 4: potential clients need a client manager (A3)', () => {
  const details = { rule: 'A3', targetTier: 'platinum' };
  it.each(['teller', 'lobbyManager', 'outletHead'] as const)('a %s is refused', (role) => {
    given(staffNoted('x-1', { role }), admitted(1, { tier: null, target: 'platinum', band: '100k-200k' }))
      .when(assignClient, assign(1, 'x-1'))
      .thenRefused('book.potential-needs-client-manager', { ...details, role });
    given(staffNoted('x-1', { role }), admitted(1, { tier: 'gold', target: 'platinum', band: '200k-500k' }))
      .when(assignClient, assign(1, 'x-1'))
      .thenRefused('book.potential-needs-client-manager', { ...details, role });
  });
  it('a client manager is not', () =>
    given(manager, admitted(1, { tier: null, target: 'platinum' }))
      .when(assignClient, assign(1, 'm-1'))
      .then(assigned(1, { tier: null, target: 'platinum' })));
});

describe('the outlet head as main maintainer (A5)', () => {
  const head = staffNoted('h-1', { role: 'outletHead' });
  const diamond = { tier: 'diamond', by: 'h-1', role: 'outletHead' } as const;
  it('looks after 15 diamond clients, not 16', () => {
    given(head, ...held(14, 1, diamond), admitted(99, diamond))
      .when(assignClient, assign(99, 'h-1'))
      .then(assigned(99, diamond));
    given(head, ...held(15, 1, diamond), admitted(99, diamond))
      .when(assignClient, assign(99, 'h-1'))
      .thenRefused('book.capacity-exceeded');
  });
  it.each([
    ['gold', 'A7'],
    ['platinum', 'A6'],
  ] as const)('looks after no %s client', (tier, rule) =>
    given(head, admitted(1, { tier }))
      .when(assignClient, assign(1, 'h-1'))
      .thenRefused('book.role-may-not-maintain', { rule, role: 'outletHead', tier }),
  );
});
