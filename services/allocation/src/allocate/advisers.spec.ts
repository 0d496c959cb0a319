import { specification } from '@pcrm/event-sourcing/testing';
import { admitted, advised, client, deciding, staffNoted } from '../../test/book-words.js';
import { detachAdviser } from './detach-adviser/detach-adviser.js';
import { outletBook } from './outlet-book.js';
import { attachAdviser } from './attach-adviser/attach-adviser.js';

const given = specification(outletBook);
const wealth = staffNoted('w-1', { role: 'wealthAdviser' });
const financial = staffNoted('f-1', { role: 'financialAdviser' });
const attach = (number: number, staffId: string) => ({ ...deciding, clientId: client(number), staffId });

const supporting = (count: number, tier: 'diamond' | 'platinum', by: 'w-1' | 'f-1') =>
  Array.from({ length: count }, (_, index) => [
    admitted(index + 1, { tier }),
    advised(index + 1, by, by === 'w-1' ? 'wealthAdviser' : 'financialAdviser'),
  ]).flat();

describe('acceptance example 14: advisers beside the maintainer (A5, A6)', () => {
  it.each(['w-1', 'f-1'] as const)('A5: the 60th diamond client goes to %s, the 61st is refused', (by) => {
    const role = by === 'w-1' ? 'wealthAdviser' : 'financialAdviser';
    const last = admitted(99, { tier: 'diamond' });
    given(wealth, financial, ...supporting(59, 'diamond', by), last)
      .when(attachAdviser, attach(99, by))
      .then(advised(99, by, role));
    given(wealth, financial, ...supporting(60, 'diamond', by), last)
      .when(attachAdviser, attach(99, by))
      .thenRefused('book.adviser-ratio-exceeded', {
        rule: 'A5',
        staffId: by,
        load: { numerator: 61, denominator: 60 },
      });
  });
  it('A6: a platinum client is refused to a wealth adviser and allowed to a financial adviser', () => {
    const platinum = admitted(1, { tier: 'platinum' });
    given(wealth, platinum)
      .when(attachAdviser, attach(1, 'w-1'))
      .thenRefused('book.adviser-tier-not-allowed', { rule: 'A6', role: 'wealthAdviser', tier: 'platinum' });
    given(financial, platinum)
      .when(attachAdviser, attach(1, 'f-1'))
      .then(advised(1, 'f-1', 'financialAdviser'));
  });
  it('A6: a financial adviser supports 400 platinum clients, not 401', () =>
    given(financial, ...supporting(400, 'platinum', 'f-1'), admitted(999, { tier: 'platinum' }))
      .when(attachAdviser, attach(999, 'f-1'))
      .thenRefused('book.adviser-ratio-exceeded', {
        rule: 'A6',
        staffId: 'f-1',
        load: { numerator: 401, denominator: 400 },
      }));
  it('A6: a financial adviser with 59 diamond clients has room for six platinum ones, not for seven', () => {
    const with59 = (platinum: number) => [
      ...[financial, ...supporting(59, 'diamond', 'f-1')],
      ...Array.from({ length: platinum }, (_, i) => [
        admitted(100 + i, { tier: 'platinum' }),
        advised(100 + i, 'f-1', 'financialAdviser'),
      ]).flat(),
      admitted(999, { tier: 'platinum' }),
    ];
    given(...with59(5))
      .when(attachAdviser, attach(999, 'f-1'))
      .then(advised(999, 'f-1', 'financialAdviser'));
    given(...with59(6))
      .when(attachAdviser, attach(999, 'f-1'))
      .thenRefused('book.adviser-ratio-exceeded');
  });
});

describe('attaching and detaching an adviser', () => {
  it('changes nothing the second time', () =>
    given(wealth, ...supporting(1, 'diamond', 'w-1'))
      .when(attachAdviser, attach(1, 'w-1'))
      .thenNothing());
  it('A5: a client may have a wealth adviser and a financial adviser, and either may go', () => {
    const both = [wealth, financial, ...supporting(1, 'diamond', 'w-1'), advised(1, 'f-1', 'financialAdviser')];
    const { outletId, on } = deciding;
    for (const staffId of ['w-1', 'f-1'])
      given(...both)
        .when(detachAdviser, { outletId, clientId: client(1), staffId, on })
        .then({ type: 'AdviserDetached', data: { outletId, clientId: client(1), staffId, from: on } });
  });
  it('A5: gold clients and unsigned ones have no adviser', () => {
    given(financial, admitted(1)).when(attachAdviser, attach(1, 'f-1')).thenRefused('book.adviser-tier-not-allowed');
    given(financial, admitted(1, { tier: null, target: 'diamond' }))
      .when(attachAdviser, attach(1, 'f-1'))
      .thenRefused('book.adviser-tier-not-allowed');
  });
  it('a client manager is no adviser', () =>
    given(staffNoted('m-1'), admitted(1, { tier: 'diamond' }))
      .when(attachAdviser, attach(1, 'm-1'))
      .thenRefused('book.role-may-not-advise'));
  it('an adviser who left is refused', () =>
    given(staffNoted('w-1', { role: 'wealthAdviser', presence: 'departed' }), admitted(1, { tier: 'diamond' }))
      .when(attachAdviser, attach(1, 'w-1'))
      .thenRefused('staff.departed'));
  it('detaching makes room again', () => {
    const { outletId, on } = deciding;
    const detach = { outletId, clientId: client(1), staffId: 'w-1', on };
    const detached = {
      type: 'AdviserDetached',
      data: { outletId, clientId: client(1), staffId: 'w-1', from: on },
    } as const;
    given(wealth, ...supporting(60, 'diamond', 'w-1'))
      .when(detachAdviser, detach)
      .then(detached);
    given(wealth, ...supporting(60, 'diamond', 'w-1'), detached, admitted(99, { tier: 'diamond' }))
      .when(attachAdviser, attach(99, 'w-1'))
      .then(advised(99, 'w-1', 'wealthAdviser'));
    given(wealth, admitted(1, { tier: 'diamond' }))
      .when(detachAdviser, detach)
      .thenNothing();
  });
});
