import fc from 'fast-check';
import {
  adviserAttached,
  adviserDetached,
  averageBandChanged,
  clientAssigned,
  clientErased,
  clientFileUpdated,
  clientMarkedPotential,
  clientReassigned,
  clientRegistered,
  clientReleased,
  clientTransferred,
  clientUpgraded,
  followUpTerminated,
  potentialWithdrawn,
  reassignmentProposed,
} from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import { interleavings, project } from '@pcrm/event-sourcing/testing';
import { client } from '../../test/book-words.js';
import { bookClients, type BookClientsMessage } from './book-clients.projection.js';
import type { BookClientRow } from './book-clients.row.js';
import { adviserLoads, bookLoads, outletLoads } from './book-clients.totals.js';
import { KINDS } from './load.js';

const clientId = client(1);
const outletId = 'N01';
const registered = (position = 1, id = clientId) =>
  say(
    clientRegistered,
    { clientId: id, clientNo: 'C1', outletId, name: '王小芳', phone: null, registeredOn: '2026-01-02' },
    { position },
  );
const signed = (position: number, id: string, tier: 'gold' | 'platinum' | 'diamond') =>
  say(
    clientRegistered,
    {
      clientId: id,
      clientNo: 'C1',
      outletId,
      name: '王小芳',
      phone: null,
      registeredOn: '2026-01-02',
      signed: { tier, signedOn: '2025-01-01' },
    },
    { position },
  );
const potential = (position: number, targetTier: 'gold' | 'platinum' = 'gold') =>
  say(
    clientMarkedPotential,
    { clientId, outletId, basis: 'reached', targetTier, currentTier: null, averageFen: 1, markedOn: '2026-02-01' },
    { position },
  );
const assigned = (position: number, staffId = 'm-1', id = clientId, from = '2026-02-03') =>
  say(
    clientAssigned,
    { clientId: id, outletId, staffId, role: 'clientManager', tier: null, targetTier: 'gold', from, overridden: false },
    { position },
  );
const rowOf = (...messages: readonly BookClientsMessage[]): BookClientRow | undefined =>
  project(bookClients, messages).get(clientId);

describe('the row of a client in the books', () => {
  const story: readonly BookClientsMessage[] = [
    registered(1),
    potential(2),
    say(clientUpgraded, { clientId, outletId, from: null, to: 'gold', upgradedOn: '2026-03-01' }, { position: 3 }),
    say(
      averageBandChanged,
      { clientId, outletId, band: '100k-200k' as const, averageFen: 1, asOf: '2026-03-02' },
      { position: 4 },
    ),
    assigned(1),
    say(
      clientReassigned,
      {
        clientId,
        outletId,
        fromStaffId: 'm-1',
        staffId: 't-1',
        role: 'teller',
        tier: 'gold',
        targetTier: null,
        from: '2026-03-05',
        overridden: false,
      },
      { position: 2 },
    ),
    say(
      adviserAttached,
      { clientId, outletId, staffId: 'f-1', role: 'financialAdviser' as const, from: '2026-03-06' },
      { position: 3 },
    ),
    say(
      reassignmentProposed,
      { clientId, outletId, staffId: 't-1', reasonCode: 'book.band-not-allowed', on: '2026-03-07' },
      { position: 4 },
    ),
  ];

  it('keeps who maintained on which days, shows a masked name, and says who waits', () => {
    expect(rowOf(...story)).toEqual({
      ...{ clientId, clientNo: 'C1', name: '王*芳', registeredIn: outletId, transferredTo: null, outletId },
      ...{ tier: 'gold', target: null, band: '100k-200k', neededSince: '2026-02-01', erased: false },
      maintainers: [
        {
          staffId: 'm-1',
          role: 'clientManager',
          from: '2026-02-03',
          to: '2026-03-05',
          overridden: false,
          ended: 'reassigned',
          _by: story[4]?.id,
        },
        { staffId: 't-1', role: 'teller', from: '2026-03-05', to: null, overridden: false, _by: story[5]?.id },
      ],
      advised: [{ staffId: 'f-1', role: 'financialAdviser', from: '2026-03-06', to: null, _by: story[6]?.id }],
      _weighedBy: story[2]?.id,
      proposed: { reasonCode: 'book.band-not-allowed', on: '2026-03-07' },
      proposal: { outletId, on: '2026-03-07' },
      ...{ staffId: 't-1', since: '2026-03-05', advisers: ['f-1'], waiting: null },
    });
  });
  it('is the same in every interleaving of the two services', () => {
    const rows = interleavings(story).map((order) => rowOf(...order));
    expect(rows.length).toBe(70);
    for (const row of rows) expect(row).toEqual(rowOf(...story));
  });
  it('twice is once', () => {
    expect(rowOf(...story, ...story)).toEqual(rowOf(...story));
  });

  it('waits from the day somebody is needed, and again from the day nobody is left', () => {
    expect(rowOf(registered())?.waiting).toBeNull();
    expect(rowOf(registered(), potential(2))?.waiting).toEqual({ outletId, since: '2026-02-01' });
    expect(rowOf(registered(), potential(2), assigned(1))?.waiting).toBeNull();
    const released = say(
      clientReleased,
      { clientId, outletId, staffId: 'm-1', reasonCode: 'byHead', from: '2026-04-01' },
      { position: 2 },
    );
    expect(rowOf(registered(), potential(2), assigned(1), released)?.waiting).toEqual({
      outletId,
      since: '2026-04-01',
    });
    const withdrawn = say(
      potentialWithdrawn,
      { clientId, withdrawnOn: '2026-04-02', reasonCode: 'below' },
      { position: 3 },
    );
    expect(rowOf(registered(), potential(2), withdrawn)?.waiting).toBeNull();
  });
  it('a potential tier that is reached by signing, or followed no more, is gone', () => {
    const upgraded = say(
      clientUpgraded,
      { clientId, outletId, from: null, to: 'platinum', upgradedOn: '2026-03-01' },
      { position: 3 },
    );
    expect(rowOf(registered(), potential(2), upgraded)).toMatchObject({
      tier: 'platinum',
      target: null,
      neededSince: '2026-02-01',
    });
    const ended = say(
      followUpTerminated,
      { clientId, reasonCode: 'declined', remainsTier: null, terminatedOn: '2026-03-01', coolOffUntil: '2026-08-28' },
      { position: 3 },
    );
    expect(rowOf(registered(), potential(2), ended)).toMatchObject({
      tier: null,
      target: null,
      neededSince: null,
      waiting: null,
    });
  });
  it('a transferred client waits in the new outlet', () => {
    const moved = say(clientTransferred, {
      clientId,
      fromOutletId: outletId,
      toOutletId: 'N02',
      tier: null,
      targetTier: 'gold',
      basis: 'reached',
      band: null,
      on: '2026-03-01',
    });
    expect(rowOf(registered(), potential(2), moved)?.waiting).toEqual({ outletId: 'N02', since: '2026-02-01' });
  });
  it('a proposal that is settled and an adviser who is detached are gone', () => {
    const settled = say(
      reassignmentProposed,
      { clientId, outletId, staffId: 't-1', reasonCode: 'book.band-not-allowed', on: '2026-03-08', settled: true },
      { position: 5 },
    );
    const detached = say(adviserDetached, { clientId, outletId, staffId: 'f-1', from: '2026-03-09' }, { position: 6 });
    expect(rowOf(...story, settled, detached)).toMatchObject({
      ...{ proposed: null, proposal: null, advisers: [] },
      advised: [{ staffId: 'f-1', from: '2026-03-06', to: '2026-03-09' }],
    });
  });
  it('belongs to whoever maintains the client and to all who advise; who advised before stays in its history (A5)', () => {
    const advised = (staffId: string, position: number) =>
      say(
        adviserAttached,
        { clientId, outletId, staffId, role: 'financialAdviser' as const, from: '2026-03-06' },
        { position },
      );
    const row = rowOf(registered(), potential(2), assigned(1), advised('f-1', 2), advised('f-2', 3));
    expect(row?.advised).toMatchObject([{ staffId: 'f-1' }, { staffId: 'f-2' }]);
    expect(row && bookClients.belongs?.(row)).toEqual({ outletId, staffIds: ['m-1', 'f-1', 'f-2'] });
    const unmaintained = rowOf(registered(), potential(2), advised('f-1', 1));
    expect(unmaintained && bookClients.belongs?.(unmaintained)).toEqual({ outletId, staffIds: ['f-1'] });
  });
  it('a new name is masked; an erased person has none', () => {
    const renamed = say(
      clientFileUpdated,
      { clientId, name: '欧阳修', minimumMissing: [], updatedAt: '2026-03-01T00:00:00.000Z' },
      { position: 2 },
    );
    expect(rowOf(registered(), renamed)?.name).toBe('欧*修');
    const other = say(
      clientFileUpdated,
      { clientId, occupation: 'scholar', minimumMissing: [], updatedAt: '2026-03-01T00:00:00.000Z' },
      { position: 2 },
    );
    expect(rowOf(registered(), other)?.name).toBe('王*芳');
    const erased = say(
      clientErased,
      { clientId, erasedAt: '2026-05-01T00:00:00.000Z', identityLocked: false, identityLockedUntil: null },
      { position: 3 },
    );
    expect(rowOf(registered(), renamed, erased)).toMatchObject({
      name: null,
      clientNo: null,
      erased: true,
      waiting: null,
    });
  });
});

describe('totals', () => {
  it('over managers are the totals over clients (A9)', () => {
    const person = fc.constantFrom('m-1', 'm-2', 'm-3');
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            tier: fc.constantFrom('gold' as const, 'platinum' as const, 'diamond' as const),
            by: fc.option(person),
            adviser: fc.boolean(),
          }),
          { maxLength: 30 },
        ),
        (clients) => {
          const rows = [
            ...project(
              bookClients,
              clients.flatMap(({ tier, by, adviser }, index) => [
                signed(index * 3 + 1, client(index), tier),
                ...(by === null ? [] : [assigned(index * 3 + 2, by, client(index))]),
                ...(adviser
                  ? [
                      say(
                        adviserAttached,
                        {
                          clientId: client(index),
                          outletId,
                          staffId: 'f-1',
                          role: 'financialAdviser' as const,
                          from: '2026-03-06',
                        },
                        { position: index * 3 + 3 },
                      ),
                    ]
                  : []),
              ]),
            ).values(),
          ];
          const sum = (key: string, totals: typeof bookLoads) =>
            rows
              .filter((row) => totals.of(row).includes(key))
              .reduce((total, row) => totals.add(total, row, row.clientId), totals.initial()).counts;
          const outlet = rows.reduce((total, row) => outletLoads.add(total, row, row.clientId), outletLoads.initial());
          for (const kind of KINDS) {
            const managers = ['m-1', 'm-2', 'm-3'].reduce((count, id) => count + sum(id, bookLoads)[kind], 0);
            expect(outlet.counts[kind]).toBe(clients.filter(({ tier }) => tier === kind).length);
            expect(outlet.held[kind]).toBe(managers);
            expect(managers).toBe(clients.filter(({ tier, by }) => tier === kind && by !== null).length);
            expect(sum('f-1', adviserLoads)[kind]).toBe(
              clients.filter(({ tier, adviser }) => tier === kind && adviser).length,
            );
          }
          expect(outlet.waiting).toBe(clients.filter(({ by }) => by === null).length);
        },
      ),
      { seed: 20260605, numRuns: 200 },
    );
  });
});
