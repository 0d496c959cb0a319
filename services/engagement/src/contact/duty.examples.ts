import type { Channel, Tier } from '@pcrm/contracts';
import { BUILT_IN } from './cadence-policy.js';
import { emptyDuty, type CountedContact, type DutyRow } from './duty-row.js';
import type { Standards } from './obligations.js';

/** Rows and contacts that the specs of this chapter begin from. */
export const clientId = '22222222-2222-4222-8222-222222222222';
export const standards: Standards = { policies: [BUILT_IN], leavesOf: () => [] };
export const manager = { staffId: 'cm1', outletId: 'o1', role: 'clientManager' } as const;

export const contactOn = (
  on: string,
  channel: Channel = 'phone',
  more: Partial<CountedContact> = {},
): CountedContact => ({
  id: `${on}-${channel}`,
  on,
  staffId: 'cm1',
  channel,
  reached: true,
  nextStepOn: null,
  ...more,
});

/** A client of this tier, maintained by cm1, both since a date. */
export const signed = (tier: Tier | null, from = '2026-01-01', contacts: readonly CountedContact[] = []): DutyRow => ({
  ...emptyDuty(clientId),
  maintained: [{ from, value: manager, _by: 'm-1' }],
  tiers: [{ from, value: tier, _by: 't-1' }],
  contacts,
  staffId: 'cm1',
  outletId: 'o1',
  staffIds: ['cm1'],
  everMaintained: ['cm1'],
});
