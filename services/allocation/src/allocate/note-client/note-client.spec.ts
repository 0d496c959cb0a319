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
} from '../../../test/book-words.js';
import { outletBook } from '../outlet-book.js';
import { noteClient, type NoteClient } from './note-client.js';

const given = specification(outletBook);
const of = { outletId, clientId: client(1) };
const noting = (note: Partial<NoteClient>): NoteClient => ({
  ...deciding,
  clientId: client(1),
  because: 'noTierLeft',
  ...note,
});
const manager = staffNoted('m-1');
const clerk = staffNoted('t-1', { role: 'teller' });
const tellers = [clerk, admitted(1, { band: '100k-200k' }), assigned(1, { by: 't-1', role: 'teller' })];
const proposedTo = (staffId: string, reasonCode: string, settled = false) =>
  ({
    type: 'ReassignmentProposed',
    data: { ...of, staffId, reasonCode, on, ...(settled && { settled: true as const }) },
  }) as const;
const bandNoted = (band: '100k-200k' | '200k-500k' | '500k-1m') =>
  ({ type: 'ClientBandNoted', data: { ...of, band, on } }) as const;
const tierNoted = (tier: 'gold' | 'platinum' | 'diamond' | null) =>
  ({ type: 'ClientTierNoted', data: { ...of, tier, on } }) as const;
const potentialNoted = (targetTier: 'platinum' | null) =>
  ({
    type: 'ClientPotentialNoted',
    data: { ...of, targetTier, basis: targetTier === null ? null : 'reached', on },
  }) as const;

describe('acceptance example 15: a teller’s gold client leaves the band (A8, A3)', () => {
  it('A8: reaching 500 000.00 proposes re-assignment', () =>
    given(...tellers)
      .when(noteClient, noting({ band: '500k-1m' }))
      .then(bandNoted('500k-1m'), proposedTo('t-1', 'book.band-not-allowed')));
  it('A3: becoming potential for platinum says that a client manager is needed', () =>
    given(...tellers, bandNoted('500k-1m'), proposedTo('t-1', 'book.band-not-allowed'))
      .when(noteClient, noting({ potential: { targetTier: 'platinum', basis: 'reached' } }))
      .then(potentialNoted('platinum'), proposedTo('t-1', 'book.potential-needs-client-manager')));
  it('A8: falling back into the band settles it', () =>
    given(...tellers, bandNoted('200k-500k'), proposedTo('t-1', 'book.band-not-allowed'))
      .when(noteClient, noting({ band: '100k-200k' }))
      .then(bandNoted('100k-200k'), proposedTo('t-1', 'book.band-not-allowed', true)));
  it('A2: a target that was judged and is now reached is noted, the tier being the same', () => {
    const judged = { ...potentialNoted('platinum').data, basis: 'judged' as const };
    given(manager, ...held(1, 1, {}), { type: 'ClientPotentialNoted', data: judged })
      .when(noteClient, noting({ potential: { targetTier: 'platinum', basis: 'reached' } }))
      .then(potentialNoted('platinum'));
  });
  it('the same band again changes nothing', () =>
    given(...tellers)
      .when(noteClient, noting({ band: '100k-200k' }))
      .thenNothing());
  it('a band of a manager’s gold client proposes nothing', () =>
    given(manager, ...held(1, 1, {}))
      .when(noteClient, noting({ band: '500k-1m' }))
      .then(bandNoted('500k-1m')));
});

describe('a tier that rises', () => {
  const fromTeller = proposedTo('t-1', 'book.role-may-not-maintain');
  it('at a teller proposes a client manager and attaches the financial adviser with the lowest load', () =>
    given(
      ...[staffNoted('f-1', { role: 'financialAdviser' }), staffNoted('f-2', { role: 'financialAdviser' })],
      ...[admitted(9, { tier: 'platinum' }), advised(9, 'f-1', 'financialAdviser'), ...tellers],
    )
      .when(noteClient, noting({ tier: 'platinum' }))
      .then(
        tierNoted('platinum'),
        { type: 'AdviserAttached', data: { ...of, staffId: 'f-2', role: 'financialAdviser', from: on } },
        fromTeller,
      ));
  it('without an adviser in the outlet only proposes', () =>
    given(...tellers)
      .when(noteClient, noting({ tier: 'platinum' }))
      .then(tierNoted('platinum'), fromTeller));
  it('is what attaches: another band does not bring back an adviser whom the head detached', () =>
    given(
      ...[staffNoted('f-1', { role: 'financialAdviser' }), ...tellers, tierNoted('platinum')],
      proposedTo('t-1', 'book.role-may-not-maintain'),
    )
      .when(noteClient, noting({ band: '500k-1m' }))
      .then(bandNoted('500k-1m')));
  it('clears the target it has reached', () =>
    given(manager, admitted(1, { tier: 'gold', target: 'platinum' }))
      .when(noteClient, noting({ tier: 'platinum' }))
      .then(tierNoted('platinum'), potentialNoted(null)));
  it('A9: may put the book above capacity, and says so exactly', () =>
    given(
      manager,
      ...held(1, 1, { tier: 'gold' }),
      ...held(30, 2, { tier: 'diamond' }),
      staffNoted('m-1', { percent: 101 }),
    )
      .when(noteClient, noting({ tier: 'diamond' }))
      .then(tierNoted('diamond'), {
        type: 'CapacityExceeded',
        data: { outletId, staffId: 'm-1', numerator: 310, denominator: 303, cause: 'standingNoted', on },
      }));
  it('A9: above capacity already, does not say it again', () =>
    given(manager, ...held(31, 2, { tier: 'diamond' }), ...held(1, 1, { tier: 'gold' }))
      .when(noteClient, noting({ tier: 'diamond' }))
      .then(tierNoted('diamond')));
});

describe('nobody needed any more', () => {
  it('follow-up terminated with no tier left: released', () =>
    given(manager, ...held(1, 1, { tier: null, target: 'platinum' }))
      .when(noteClient, noting({ tier: null, potential: null, because: 'followUpTerminated' }))
      .then(potentialNoted(null), {
        type: 'ClientReleased',
        data: { ...of, staffId: 'm-1', reasonCode: 'followUpTerminated', from: on },
      }));
  it('a gold client who stays gold stays with the manager', () =>
    given(manager, ...held(1, 1, { tier: 'gold', target: 'platinum' }))
      .when(noteClient, noting({ tier: 'gold', potential: null, because: 'followUpTerminated' }))
      .then(potentialNoted(null)));
  it('a tier lost settles what was proposed before it releases', () =>
    given(...tellers, bandNoted('200k-500k'), proposedTo('t-1', 'book.band-not-allowed'))
      .when(noteClient, noting({ tier: null }))
      .then(tierNoted(null), proposedTo('t-1', 'book.band-not-allowed', true), {
        type: 'ClientReleased',
        data: { ...of, staffId: 't-1', reasonCode: 'noTierLeft', from: on },
      }));
  it('a downgrade to gold detaches the adviser (A5, A6)', () =>
    given(
      staffNoted('w-1', { role: 'wealthAdviser' }),
      admitted(1, { tier: 'diamond' }),
      advised(1, 'w-1', 'wealthAdviser'),
    )
      .when(noteClient, noting({ tier: 'gold' }))
      .then(tierNoted('gold'), { type: 'AdviserDetached', data: { ...of, staffId: 'w-1', from: on } }));
  it('who is not in the book is left alone', () =>
    given(manager)
      .when(noteClient, noting({ tier: 'gold' }))
      .thenNothing());
});
