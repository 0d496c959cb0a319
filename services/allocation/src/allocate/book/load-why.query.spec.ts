import type { StaffRole } from '@pcrm/contracts';
import { DECK } from '../../capacity/capacity-policy.events.js';
import { bookClients, type BookClientsMessage } from '../book-clients.projection.js';
import type { BookClientRow } from '../book-clients.row.js';
import { adviserAttached, clientAssigned, clientRegistered, clientUpgraded } from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import { project } from '@pcrm/event-sourcing/testing';
import { client } from '../../../test/book-words.js';
import { loadWhy } from './load-why.query.js';

const outletId = 'N01';
const person = (role: StaffRole, capacityPercent = 100) => ({
  ...{ staffId: 's-1', name: '韦玲', role, capacityPercent, outletId, outlets: [outletId], departedOn: null },
});
type Signed = 'gold' | 'platinum' | 'diamond' | null;
const registered = (number: number, tier: Signed) =>
  say(
    clientRegistered,
    {
      ...{ clientId: client(number), clientNo: `C${String(number)}`, outletId, name: '王小芳', phone: null },
      registeredOn: '2026-01-02',
      ...(tier && { signed: { tier, signedOn: '2025-01-01' } }),
    },
    { position: number },
  );
const held = (number: number) =>
  say(
    clientAssigned,
    {
      ...{ clientId: client(number), outletId, staffId: 's-1', role: 'clientManager', tier: null, targetTier: null },
      ...{ from: '2026-02-03', overridden: false },
    },
    { position: 1000 + number },
  );
const rows = (...messages: readonly BookClientsMessage[]): readonly BookClientRow[] => [
  ...project(bookClients, messages).values(),
];
const book = (count: number, from: number, tier: Signed) =>
  Array.from({ length: count }, (_, index) => [registered(from + index, tier), held(from + index)]).flat();

describe('why a load is what it is', () => {
  const why = loadWhy(
    person('clientManager', 80),
    rows(...book(12, 1, 'diamond'), ...book(40, 100, 'platinum'), ...book(30, 200, 'gold')),
    DECK,
  );

  it('A9: names the clients by tier, the ratios with their version, the factor, and the exact fraction', () =>
    expect(why).toMatchObject({
      role: 'clientManager',
      capacityPercent: 80,
      load: { numerator: 19, denominator: 16, index: 1.1875 },
      overloaded: true,
      parts: [
        { kind: 'gold', clients: 30, capacity: 200 },
        { kind: 'platinum', clients: 40, capacity: 100 },
        { kind: 'diamond', clients: 12, capacity: 30 },
      ],
      policy: { version: 1, effectiveFrom: '2000-01-01' },
    }));

  it('names for every client the message that put them there and the one that says what they weigh', () => {
    expect(why.facts).toHaveLength(82);
    expect(why.facts[0]).toEqual({
      clientId: client(1),
      kind: 'diamond',
      heldBy: held(1).id,
      weighedBy: registered(1, 'diamond').id,
    });
    const upgraded = say(
      clientUpgraded,
      { clientId: client(1), outletId, from: 'gold', to: 'platinum', upgradedOn: '2026-03-01' },
      { position: 9 },
    );
    const [fact] = loadWhy(person('clientManager'), rows(registered(1, 'gold'), held(1), upgraded), DECK).facts;
    expect(fact).toMatchObject({ kind: 'platinum', weighedBy: upgraded.id });
  });

  it('A8: a client who no longer fits a teller weighs as at a client manager, and the ratio says so', () =>
    expect(loadWhy(person('teller'), rows(...book(1, 1, 'platinum')), DECK)).toMatchObject({
      parts: [{ kind: 'platinum', clients: 1, capacity: 100 }],
      load: { numerator: 1, denominator: 100 },
    }));

  it('A5, A6: of an adviser by whom they support; whoever has no ratio there is named and counts nothing', () => {
    const attached = (number: number) =>
      say(
        adviserAttached,
        { clientId: client(number), outletId, staffId: 's-1', role: 'financialAdviser' as const, from: '2026-02-04' },
        { position: 2000 + number },
      );
    const messages = [registered(1, 'diamond'), attached(1), registered(2, 'gold'), attached(2)];
    expect(loadWhy(person('financialAdviser'), rows(...messages), DECK)).toMatchObject({
      load: { numerator: 1, denominator: 60 },
      parts: [
        { kind: 'gold', clients: 1, capacity: null },
        { kind: 'diamond', clients: 1, capacity: 60 },
      ],
    });
  });

  it('whoever is neither signed nor potential weighs nothing', () =>
    expect(loadWhy(person('clientManager'), rows(...book(3, 1, null)), DECK)).toMatchObject({
      load: { numerator: 0, denominator: 1 },
      parts: [],
      facts: [],
    }));
});
