import { allContracts, type MessageContract } from '@pcrm/contracts';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { Said, StoredEvent } from '@pcrm/event-sourcing';
import { builtInRules } from '../policy.js';
import { publishClientEvents } from './publish-client-events.js';

const clientId = '5b0e7a52-6c1f-5b7e-9d0a-2f1f0e9f8a11';
const opportunityId = '11111111-1111-5111-8111-111111111111';
const about = { clientId, outletId: 'NN01' };
const at = '2026-06-01T01:00:00.000Z';

/** A fact of each type that is said, with every field it may have. */
const FACTS: { readonly [type: string]: object } = {
  ClientRegistered: {
    ...about,
    clientNo: 'C1',
    name: 'sealed',
    phone: null,
    registeredOn: '2026-06-01',
    signed: { tier: 'gold', signedOn: '2025-01-01' },
    openingAverageFen: 5,
  },
  FileUpdated: {
    clientId,
    name: 'sealed',
    phone: null,
    idNumber: 'sealed',
    occupation: 'executive',
    orientation: 'value',
    preferredChannel: 'phone',
    minimumMissing: ['birthday'],
    updatedAt: at,
  },
  ImportantDateRecorded: { clientId, kind: 'birthday', date: 'sealed', recordedOn: at },
  ConsentChanged: { clientId, purpose: 'marketing', channel: 'sms', state: 'granted', changedAt: at },
  BusinessVisitRecorded: { clientId, visitedOn: '2026-06-01', outletId: 'NN02' },
  BalancesRecorded: {
    clientId,
    runs: [['deposit', '2026-06-01', 1, 5, 'core', 0, 1, 0]],
    asOf: '2026-06-01',
    totalFen: 5,
    changedFrom: '2026-06-01',
  },
  BusinessDateClosed: { businessDate: '2026-06-01', clients: 7 },
  TierPolicyApproved: {
    proposalId: opportunityId,
    version: 2,
    rules: builtInRules,
    effectiveFrom: '2026-07-01',
    approvedBy: 's',
  },
  ClientMarkedPotential: {
    ...about,
    basis: 'judged',
    targetTier: 'gold',
    currentTier: null,
    averageFen: 5,
    markedOn: '2026-06-01',
    policyVersion: 1,
    reason: 'sealed',
  },
  PotentialWithdrawn: { ...about, withdrawnOn: '2026-06-01', reasonCode: 'below-standard' },
  ClientUpgraded: { ...about, from: null, to: 'gold', upgradedOn: '2026-06-01', opportunityId },
  TierRestored: { ...about, from: 'gold', to: 'platinum', restoredOn: '2026-04-30' },
  SigningRefused: { ...about, opportunityId, code: 'tier.below-standard', refusedAt: at },
  ClientDowngraded: { ...about, from: 'gold', to: null, downgradedOn: '2026-06-30' },
  TierWatchStarted: { ...about, tier: 'gold', monthEnd: '2026-06-30', averageFen: 5 },
  TierWatchCleared: { ...about, tier: 'gold', clearedOn: '2026-06-30' },
  WatchOverridden: { ...about, tier: 'gold', overriddenOn: '2026-06-30', reason: 'sealed', by: 's' },
  LargeMovementDetected: { ...about, businessDate: '2026-06-01', deltaFen: -5, totalFen: 5, retracted: true },
  AverageBandChanged: { ...about, band: '100k-200k', averageFen: 5, asOf: '2026-06-01' },
  AverageCrossingForecast: { ...about, tier: 'gold', direction: 'reach', on: null, asOf: '2026-06-01' },
  FollowUpTerminated: {
    ...about,
    reasonCode: 'declined',
    remainsTier: null,
    terminatedOn: '2026-06-01',
    coolOffUntil: '2026-11-28',
  },
};

const tell = (type: string): Said => publishClientEvents[type]?.(FACTS[type] as never, {} as StoredEvent) as Said;
const contractOf = (said: Said): MessageContract => {
  const contract = allContracts.find(({ type }) => type === said.type);
  if (!contract) throw new Error(`no contract ${said.type}`);
  return contract;
};

describe('what clients says', () => {
  it('is tried for every fact that is said', () =>
    expect(Object.keys(publishClientEvents).toSorted()).toEqual(Object.keys(FACTS).toSorted()));

  it.each(Object.keys(FACTS))('%s: its message keeps its contract, no field too many', (type) => {
    const said = tell(type);
    const contract = contractOf(said);
    const sealedDate = said.type === 'ImportantDateRecorded' ? {} : { forbidNonWhitelisted: true };
    expect(validateSync(plainToInstance(contract.data, said.data), { whitelist: true, ...sealedDate })).toEqual([]);
    expect([contract.source, said.key, said.version]).toEqual([
      'clients',
      contract.keyedBy(FACTS[type] as never),
      contract.version,
    ]);
  });

  it('never tells id numbers, reasons or opening averages', () => {
    expect(tell('FileUpdated').data).not.toHaveProperty('idNumber');
    expect(tell('ClientMarkedPotential').data).not.toHaveProperty('reason');
    expect(tell('ClientRegistered').data).not.toHaveProperty('openingAverageFen');
  });
  it('tells a tier that a correction restored as an upgrade from the date of the fall on', () =>
    expect(tell('TierRestored')).toMatchObject({
      type: 'ClientUpgraded',
      data: { from: 'gold', to: 'platinum', upgradedOn: '2026-04-30' },
    }));
  it('tells an overridden watch as a cleared one', () =>
    expect(tell('WatchOverridden')).toMatchObject({ type: 'TierWatchCleared', data: { clearedOn: '2026-06-30' } }));
  it('keeps to itself how months were judged and that a standing was opened', () =>
    expect(
      ['MonthJudged', 'StandingOpened', 'AccountOpened', 'BusinessDateClosing', 'PersonalDataRevealed'].filter(
        (type) => type in publishClientEvents,
      ),
    ).toEqual([]));
});
