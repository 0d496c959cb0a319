import { specification } from '@pcrm/event-sourcing/testing';
import { approveCapacity } from './approve-capacity/approve-capacity.js';
import { capacityPolicy } from './capacity-policy.js';
import { DECK, versionOn, type CapacityTerms } from './capacity-policy.events.js';
import { dropCapacity } from './drop-capacity/drop-capacity.js';
import { proposeCapacity } from './propose-capacity/propose-capacity.js';

const given = specification(capacityPolicy);
const today = '2026-06-01';
const terms: CapacityTerms = { ...DECK.terms, potentialClients: 250 };
const propose = { effectiveFrom: '2026-07-01', terms, proposedBy: 's-1', today };
const proposed = {
  type: 'CapacityPolicyProposed',
  data: { version: 2, effectiveFrom: '2026-07-01', terms, proposedBy: 's-1' },
} as const;
const adopted = {
  type: 'CapacityPolicyAdopted',
  data: { version: 2, effectiveFrom: '2026-07-01', terms, approvedBy: 's-2' },
} as const;
const approve = { version: 2, approvedBy: 's-2', today };
const dropped = { type: 'CapacityPolicyDropped', data: { version: 2, droppedBy: 's-1' } } as const;

describe('the capacity policy as versioned data (A4–A9)', () => {
  it('is proposed as the next version', () => given().when(proposeCapacity, propose).then(proposed));
  it('the same proposal again changes nothing', () => given(proposed).when(proposeCapacity, propose).thenNothing());
  it('stands beside others that wait for their checker', () => {
    const later = { ...proposed, data: { ...proposed.data, version: 3, effectiveFrom: '2026-08-01' } };
    given(proposed)
      .when(proposeCapacity, { ...propose, effectiveFrom: '2026-08-01' })
      .then(later);
    given(proposed, later).thenState({ newest: 3, adopted: [DECK], proposed: [proposed.data, later.data] });
  });
  it('may begin today, not yesterday', () => {
    given()
      .when(proposeCapacity, { ...propose, effectiveFrom: today })
      .then({ ...proposed, data: { ...proposed.data, effectiveFrom: today } });
    given()
      .when(proposeCapacity, { ...propose, effectiveFrom: '2026-05-31' })
      .thenRefused('capacity-policy.date-in-the-past', { effectiveFrom: '2026-05-31', today });
  });
  it('names each role and tier once, and managers for every tier', () => {
    const { maintainers } = DECK.terms;
    given()
      .when(proposeCapacity, {
        ...propose,
        terms: { ...terms, maintainers: [...maintainers, { role: 'teller', tier: 'gold', clients: 9 }] },
      })
      .thenRefused('capacity-policy.capacity-given-twice', { entry: 'teller/gold' });
    given()
      .when(proposeCapacity, {
        ...propose,
        terms: { ...terms, maintainers: maintainers.filter(({ tier }) => tier !== 'platinum') },
      })
      .thenRefused('capacity-policy.managers-cover-every-tier');
  });
  it('A9: keeps loads comparable in exact integers', () => {
    const primes = [997, 991, 983];
    const maintainers = DECK.terms.maintainers.map((entry, index) => ({
      ...entry,
      clients: primes[index] ?? entry.clients,
    }));
    given()
      .when(proposeCapacity, { ...propose, terms: { ...terms, maintainers } })
      .thenRefused('capacity-policy.load-not-exact', { rule: 'A9', largestDenominator: 1_000_000 });
  });
  it('A4, A9: counts what a potential client loads among those integers', () =>
    given()
      .when(proposeCapacity, { ...propose, terms: { ...terms, potentialClients: 999_983 } })
      .thenRefused('capacity-policy.load-not-exact', { rule: 'A9', largestDenominator: 1_000_000 }));
  it('is approved by a second person, once', () => {
    given(proposed).when(approveCapacity, approve).then(adopted);
    given(proposed)
      .when(approveCapacity, { ...approve, approvedBy: 's-1' })
      .thenRefused('capacity-policy.maker-is-checker', { version: 2 });
    given(proposed, adopted).when(approveCapacity, approve).thenNothing();
    given().when(approveCapacity, approve).thenRefused('capacity-policy.not-proposed', { version: 2 });
  });
  it('is not approved after its date has passed', () =>
    given(proposed)
      .when(approveCapacity, { ...approve, today: '2026-07-02' })
      .thenRefused('capacity-policy.date-in-the-past'));
  it('a dropped proposal cannot be approved, an adopted one cannot be dropped, and its number is not used again', () => {
    given(proposed).when(dropCapacity, { version: 2, droppedBy: 's-1' }).then(dropped);
    given(proposed, dropped).when(approveCapacity, approve).thenRefused('capacity-policy.not-proposed');
    given(proposed, adopted)
      .when(dropCapacity, { version: 2, droppedBy: 's-1' })
      .thenRefused('capacity-policy.adopted-already', { version: 2 });
    given().when(dropCapacity, { version: 2, droppedBy: 's-1' }).thenNothing();
    given(proposed, dropped)
      .when(proposeCapacity, propose)
      .then({ ...proposed, data: { ...proposed.data, version: 3 } });
  });
});

describe('the version in force', () => {
  const from = (version: number, effectiveFrom: string) => ({ version, effectiveFrom, terms });
  const versions = [DECK, from(2, '2026-07-01'), from(3, '2026-09-01'), from(4, '2026-07-01')];
  it.each([
    ['2026-06-30', 1],
    ['2026-07-01', 4],
    ['2026-08-31', 4],
    ['2026-09-01', 3],
  ])('is chosen by business date: %s → %i', (date, version) => {
    expect(versionOn(versions, date).version).toBe(version);
    expect(versionOn([...versions].reverse(), date).version).toBe(version);
  });
});
