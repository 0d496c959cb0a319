import { specification } from '@pcrm/event-sourcing/testing';
import {
  admitted,
  advised,
  assigned,
  client,
  deciding,
  held,
  on,
  outletId,
  staffNoted,
} from '../../test/book-words.js';
import { allotGold } from './allot-gold/allot-gold.js';
import { outletBook } from './outlet-book.js';
import { dismissClient } from './dismiss-client/dismiss-client.js';
import { releaseClient } from './release-client/release-client.js';
import { reassignClient } from './reassign-client/reassign-client.js';

const given = specification(outletBook);
const to = (staffId: string) => ({ ...deciding, clientId: client(1), staffId });
const managers = [staffNoted('m-1'), staffNoted('m-2')];
const clerk = staffNoted('t-1', { role: 'teller' });
const of = { outletId, clientId: client(1) };
const moved = (staffId: string, role: 'clientManager' | 'teller' = 'clientManager', more: object = {}) =>
  ({
    type: 'ClientReassigned',
    data: { ...assigned(1, { by: staffId, role }).data, ...more, fromStaffId: 'm-1' },
  }) as const;
const proposed = (settled = false) =>
  ({
    type: 'ReassignmentProposed',
    data: { ...of, staffId: 'm-1', reasonCode: 'staff.departed', on, ...(settled && { settled: true as const }) },
  }) as const;
const released = (reasonCode: string) =>
  ({ type: 'ClientReleased', data: { ...of, staffId: 'm-1', reasonCode, from: on } }) as const;

describe('re-assigning a client (A1)', () => {
  it('gives them to another maintainer', () =>
    given(...managers, ...held(1, 1, {}))
      .when(reassignClient, to('m-2'))
      .then(moved('m-2')));
  it('changes nothing when they are with that one', () =>
    given(...managers, ...held(1, 1, {}))
      .when(reassignClient, to('m-1'))
      .thenNothing());
  it('is refused while nobody maintains them', () =>
    given(...managers, admitted(1))
      .when(reassignClient, to('m-2'))
      .thenRefused('book.not-assigned'));
  it('settles what was proposed', () =>
    given(...managers, ...held(1, 1, {}), proposed())
      .when(reassignClient, to('m-2'))
      .then(proposed(true), moved('m-2')));
  it('A9: leaves the first book and fills the second', () =>
    given(...managers, ...held(1, 1, { tier: 'diamond' }), ...held(30, 2, { tier: 'diamond', by: 'm-2' }))
      .when(reassignClient, to('m-2'))
      .thenRefused('book.capacity-exceeded'));
});

describe('allotting gold to a lobby manager or teller (A8)', () => {
  const gold = { band: '100k-200k' } as const;
  it('takes the client off the manager’s book, and warns while the managers have room', () =>
    given(...managers, clerk, ...held(1, 1, gold))
      .when(allotGold, to('t-1'))
      .then(moved('t-1', 'teller', { managersHadRoom: true })));
  it('does not warn when the managers together are at 1.00', () =>
    given(staffNoted('m-1'), clerk, ...held(1, 1, gold), ...held(199, 2, {}))
      .when(allotGold, to('t-1'))
      .then(moved('t-1', 'teller')));
  it('is refused to a client manager', () =>
    given(...managers, ...held(1, 1, gold))
      .when(allotGold, to('m-2'))
      .thenRefused('book.role-is-not-allotted', { rule: 'A8', role: 'clientManager' }));
});

describe('letting a client go', () => {
  const release = { ...deciding, clientId: client(1), reasonCode: 'byHead' };
  it('releases them, once', () => {
    given(...managers, ...held(1, 1, {}))
      .when(releaseClient, release)
      .then(released('byHead'));
    given(...managers, admitted(1))
      .when(releaseClient, release)
      .thenNothing();
    given(...managers)
      .when(releaseClient, release)
      .thenRefused('book.client-unknown');
  });
  it('for another outlet: released first, then dismissed with what is known of them', () => {
    const { tier, targetTier, basis, band } = admitted(1, { band: '100k-200k' }).data;
    const dismissed = {
      type: 'ClientDismissed',
      data: { ...of, toOutletId: 'N02', tier, targetTier, basis, band, on },
    } as const;
    const dismiss = { ...deciding, clientId: client(1), toOutletId: 'N02' };
    given(...managers, ...held(1, 1, { band: '100k-200k' }))
      .when(dismissClient, dismiss)
      .then(released('transferred'), dismissed);
    const detached = {
      type: 'AdviserDetached',
      data: { ...of, staffId: 'w-1', from: on },
    } as const;
    given(
      ...managers,
      staffNoted('w-1', { role: 'wealthAdviser' }),
      ...held(1, 1, { band: '100k-200k' }),
      advised(1, 'w-1', 'wealthAdviser'),
    )
      .when(dismissClient, dismiss)
      .then(released('transferred'), detached, dismissed);
    given(...managers)
      .when(dismissClient, dismiss)
      .thenNothing();
    given(...managers, admitted(1))
      .when(dismissClient, { ...dismiss, toOutletId: outletId })
      .thenRefused('book.same-outlet');
  });
});
