import { describe, expect, it } from '@jest/globals';
import {
  adviserAttached,
  adviserDetached,
  businessVisitRecorded,
  clientAssigned,
  clientDowngraded,
  clientErased,
  clientMarkedPotential,
  clientReassigned,
  clientRegistered,
  clientReleased,
  clientTransferred,
  clientUpgraded,
  contactDutyWaived,
  contactLogged,
  followUpTerminated,
  potentialWithdrawn,
  type ContactLogged,
} from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import { businessFields } from '@pcrm/event-sourcing';
import { interleavings, project } from '@pcrm/event-sourcing/testing';
import fc from 'fast-check';
import { clientId, standards } from '../duty.examples.js';
import { countPeriod } from '../obligations.js';
import { contactDuties } from './contact-duties.projection.js';

const registered = say(
  clientRegistered,
  {
    clientId,
    clientNo: 'C1',
    outletId: 'o1',
    name: '王小芳',
    phone: null,
    registeredOn: '2026-01-01',
    signed: { tier: 'gold', signedOn: '2025-05-01' },
  },
  { position: 1 },
);
const marked = say(
  clientMarkedPotential,
  {
    clientId,
    outletId: 'o1',
    basis: 'reached',
    targetTier: 'platinum',
    currentTier: 'gold',
    averageFen: 1,
    markedOn: '2026-06-05',
  },
  { position: 2 },
);
const upgraded = say(
  clientUpgraded,
  { clientId, outletId: 'o1', from: 'gold', to: 'platinum', upgradedOn: '2026-06-16' },
  { position: 3 },
);
const assigned = say(
  clientAssigned,
  {
    clientId,
    outletId: 'o1',
    staffId: 't1',
    role: 'teller',
    tier: 'gold',
    targetTier: null,
    from: '2026-01-05',
    overridden: false,
  },
  { position: 1 },
);
const reassigned = say(
  clientReassigned,
  {
    clientId,
    outletId: 'o1',
    fromStaffId: 't1',
    staffId: 'cm1',
    role: 'clientManager',
    tier: 'gold',
    targetTier: 'platinum',
    from: '2026-06-10',
    overridden: false,
  },
  { position: 2 },
);
const logged = (n: number, contactAt: string, more: Partial<ContactLogged> = {}) =>
  say(
    contactLogged,
    {
      contactId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      clientId,
      staffId: 'cm1',
      channel: 'phone',
      direction: 'outbound',
      reached: true,
      contactAt,
      ...more,
    },
    { position: 10 + n },
  );
const row = (messages: Parameters<typeof project<never, never>>[1] | readonly object[]) =>
  project(contactDuties, messages as never).get(clientId);

describe('the row that duties are derived from', () => {
  const story = [
    registered,
    marked,
    upgraded,
    assigned,
    reassigned,
    logged(1, '2026-06-17T02:00:00.000Z'),
    logged(2, '2026-06-12T02:00:00.000Z'),
  ];

  it('is the same for any interleaving of the three services', () => {
    const rows = interleavings<(typeof story)[number]>(story).map((messages) => row(messages));
    expect(rows.length).toBe(210);
    for (const other of rows) expect(other).toEqual(rows[0]);
    expect(rows[0]).toMatchObject({ name: '王*芳', staffId: 'cm1', outletId: 'o1', everMaintained: ['cm1', 't1'] });
    expect(rows[0]?.tiers.map(({ from, value }) => [from, value])).toEqual([
      ['2025-05-01', 'gold'],
      ['2026-06-16', 'platinum'],
    ]);
    expect(rows[0]?.potentials.map(({ from, value }) => [from, value])).toEqual([
      ['2026-06-05', 'platinum'],
      ['2026-06-16', null],
    ]);
  });

  it('twice is once', () => expect(row([...story, ...story])).toEqual(row(story)));

  it('names the messages behind it as evidence, outside the digest: a feed cut into other pieces has other ones', () => {
    const others = story.map((message) => ({ ...message, id: `other-${message.id}` })) as unknown as typeof story;
    expect(row(others)).not.toEqual(row(story));
    expect(businessFields(row(others))).toEqual(businessFields(row(story)));
  });

  it('a transferred client whom nobody maintains yet belongs to the new outlet, in any interleaving', () => {
    const released = say(
      clientReleased,
      { clientId, outletId: 'o1', staffId: 't1', reasonCode: 'transferred', from: '2026-06-10' },
      { position: 2 },
    );
    const transferred = say(
      clientTransferred,
      { clientId, fromOutletId: 'o1', toOutletId: 'o2', tier: 'gold', targetTier: null, basis: null, band: null, on: '2026-06-10' }, // prettier-ignore
      { position: 3 },
    );
    const moved = [registered, assigned, released, transferred];
    const owners = interleavings<(typeof moved)[number]>(moved).map((messages) => {
      const after = row(messages);
      return after && contactDuties.belongs?.(after);
    });
    expect(owners.length).toBe(4);
    for (const owner of owners) expect(owner).toEqual({ outletId: 'o2', staffIds: undefined });
  });

  it('a client who falls from platinum owes C4 pro rata up to that day, and takes it up again when the fall is taken back', () => {
    const fallen = say(
      clientDowngraded,
      { clientId, outletId: 'o1', from: 'platinum', to: 'gold', downgradedOn: '2026-07-16' },
      { position: 4 },
    );
    const restored = say(
      clientUpgraded,
      { clientId, outletId: 'o1', from: 'gold', to: 'platinum', upgradedOn: '2026-07-16' },
      { position: 5 },
    );
    const july = (...more: readonly object[]) => {
      const after = row([...story, ...more]);
      return after && countPeriod(after, 'C4', '2026-07', standards)?.owed;
    };
    expect([july(), july(fallen), july(fallen, restored)]).toEqual([4, 2, 4]);
  });

  it('an adviser who was detached sees the client no more', () => {
    const of = { clientId, outletId: 'o1', staffId: 'fa1', from: '2026-06-11' };
    const attached = say(adviserAttached, { ...of, role: 'financialAdviser' }, { position: 3 });
    expect(row([...story, attached])?.staffIds).toEqual(['cm1', 'fa1']);
    expect(row([...story, attached, say(adviserDetached, of, { position: 4 })])?.staffIds).toEqual(['cm1']);
  });

  it('a potential that is withdrawn ends on its day', () => {
    const withdrawn = { clientId, withdrawnOn: '2026-06-09', reasonCode: 'below-standard' };
    const after = row([registered, marked, say(potentialWithdrawn, withdrawn, { position: 3 })]);
    expect(after?.potentials.map(({ from, value }) => [from, value])).toEqual([
      ['2026-06-05', 'platinum'],
      ['2026-06-09', null],
    ]);
  });

  it('contacts in any order give the same row, and the same June', () => {
    const contacts = Array.from({ length: 12 }, (_, n) => logged(n, `2026-06-${String(17 + n)}T02:00:00.000Z`));
    const others = [registered, marked, upgraded, assigned, reassigned];
    const inOrder = row([...others, ...contacts]);
    fc.assert(
      fc.property(fc.shuffledSubarray(contacts, { minLength: contacts.length }), (shuffled) => {
        const renumbered = shuffled.map((message, n) => ({ ...message, position: String(100 + n).padStart(16, '0') }));
        const any = row([...others, ...renumbered]);
        expect(any).toEqual(inOrder);
        expect(any && countPeriod(any, 'C4', '2026-06', standards)?.done).toBe(12);
      }),
      { seed: 7, numRuns: 50 },
    );
  });

  it('the newest word about a contact holds: corrected, withdrawn', () => {
    const first = logged(1, '2026-06-17T02:00:00.000Z');
    const corrected = {
      ...logged(1, '2026-06-18T02:00:00.000Z', { channel: 'meeting' }),
      position: '0000000000000050',
    };
    const withdrawn = { ...logged(1, '2026-06-18T02:00:00.000Z', { withdrawn: true }), position: '0000000000000051' };
    expect(row([first, corrected])?.contacts).toMatchObject([{ on: '2026-06-18', channel: 'meeting' }]);
    expect(row([first, corrected, withdrawn])?.contacts).toEqual([]);
  });

  it('C9: the date of a contact is that of Shanghai', () =>
    expect(row([logged(1, '2026-06-30T16:30:00.000Z')])?.contacts[0]?.on).toBe('2026-07-01'));

  it('keeps no contact older than 200 days before the newest', () => {
    const old = logged(1, '2026-01-01T02:00:00.000Z');
    const recent = logged(2, '2026-08-01T02:00:00.000Z');
    expect(row([old, recent])?.contacts.map(({ on }) => on)).toEqual(['2026-08-01']);
    expect(row([{ ...recent, position: '0000000000000001' }, old])?.contacts.map(({ on }) => on)).toEqual([
      '2026-08-01',
    ]);
  });

  it('ends what is owed when nobody maintains the client, or follow-up ended', () => {
    const released = say(
      clientReleased,
      { clientId, outletId: 'o1', staffId: 'cm1', reasonCode: 'x', from: '2026-06-20' },
      { position: 3 },
    );
    const gone = row([...story, released]);
    expect([gone?.staffId, gone?.outletId, gone?.staffIds]).toEqual([undefined, undefined, undefined]);
    expect(gone && countPeriod(gone, 'C2', '2026-Q3', standards)).toBeUndefined();
    const ended = say(
      followUpTerminated,
      { clientId, reasonCode: 'declined', remainsTier: null, terminatedOn: '2026-06-20', coolOffUntil: '2026-12-17' },
      { position: 4 },
    );
    const over = row([...story, ended]);
    expect(over && countPeriod(over, 'C2', '2026-Q3', standards)).toBeUndefined();
  });

  it('knows visits, waivers and advisers, and no name after an erasure', () => {
    const visit = (n: number, visitedOn: string) =>
      say(businessVisitRecorded, { clientId, visitedOn, outletId: 'o1' }, { position: n });
    const visits = [4, 5, 6].map((n) => visit(n, `2026-06-0${String(10 - n)}`));
    const waived = say(
      contactDutyWaived,
      { clientId, rule: 'C4', period: '2026-06', waivedAt: '2026-06-20T02:00:00.000Z' },
      { position: 60 },
    );
    const adviser = say(
      adviserAttached,
      { clientId, outletId: 'o1', staffId: 'fa1', role: 'financialAdviser', from: '2026-06-20' },
      { position: 7 },
    );
    const erased = say(
      clientErased,
      { clientId, erasedAt: '2026-06-30T02:00:00.000Z', identityLocked: false, identityLockedUntil: null },
      { position: 8 },
    );
    const known = row([...story, ...visits, waived, adviser, erased]);
    expect(known).toMatchObject({
      visits: ['2026-06-04', '2026-06-05', '2026-06-06'],
      waivers: { 'C4:2026-06': waived.id },
      staffIds: ['cm1', 'fa1'],
      name: null,
    });
  });
});
