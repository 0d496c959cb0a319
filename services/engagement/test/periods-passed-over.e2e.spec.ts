import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientAssigned, clientReassigned, clientRegistered, staffJoined, staffRoleChanged } from '@pcrm/contracts';
import type { Identity } from '@pcrm/platform';
import { openService, type OpenService } from '@pcrm/platform/testing';
import { engagementDefinition, EngagementModule } from '../src/index.js';

const head: Identity = { staffId: 'h1', role: 'outletHead', outletId: 'o1' };
const clientId = '00000000-0000-4000-8000-000000000001';
const [SINCE, LATER] = ['2026-04-01', '2026-07-01T01:00:00.000Z'];
/** 05:00 of a Monday in Shanghai: the week before is not judged yet, nor is June. */
const NIGHT = '2026-06-28T21:00:00.000Z';
const held = { clientId, outletId: 'o1', role: 'clientManager', tier: 'diamond', targetTier: null, overridden: false } as const; // prettier-ignore
const post = { outletId: 'o1', role: 'clientManager', capacityPercent: 100 } as const;

let on: OpenService;
beforeAll(async () => {
  on = await openService(engagementDefinition, EngagementModule, { now: '2026-04-01T02:00:00.000Z' });
  for (const staffId of ['cm1', 'cm2'])
    await on.say(staffJoined, { ...post, staffId, name: staffId, joinedOn: '2026-01-01' });
  const signed = { tier: 'diamond', signedOn: '2026-01-01' } as const;
  const file = { clientId, clientNo: 'C1', outletId: 'o1', name: '王小芳', phone: null, registeredOn: SINCE };
  await on.say(clientRegistered, { ...file, signed });
  await on.say(clientAssigned, { ...held, staffId: 'cm1', from: SINCE });
  await on.until(NIGHT);
});
afterAll(() => on.stop());

const closedMonths = async (): Promise<unknown[]> => {
  const { items = [] } = (await on.get(head, `compliance/clients/${clientId}/periods`)).body;
  return items.map(({ rule, period, owed, staffId }) => [rule, period, owed, staffId]);
};
const closedWeeks = async (staffId: string): Promise<readonly string[]> => {
  const { items = [] } = (await on.get(head, 'compliance/staff')).body as { items?: { staffId: string; strip: { week: string }[] }[] }; // prettier-ignore
  return items.find((line) => line.staffId === staffId)?.strip.map(({ week }) => week) ?? [];
};

describe('what is said after a period has ended and is heard before it was judged', () => {
  it('does not take the period off: it is closed with the next one, by the leave of who had the client (C9)', async () => {
    const before = [
      ['C3', '2026-04', 2, 'cm1'],
      ['C3', '2026-05', 2, 'cm1'],
    ];
    expect(await closedMonths()).toEqual(before);
    expect(await closedWeeks('cm1')).toContain('2026-W25');
    const leave = { staffId: 'cm1', from: '2026-04-20', to: '2026-06-30' };
    expect((await on.post(head, 'leaves', leave)).status).toBe(200);
    await on.say(clientReassigned, { ...held, fromStaffId: 'cm1', staffId: 'cm2', from: '2026-07-01' }, { at: LATER });
    await on.say(staffRoleChanged, { ...post, staffId: 'cm1', changedOn: '2026-07-01' }, { at: LATER });
    await on.until('2026-08-02T02:00:00.000Z');
    expect(await closedMonths()).toEqual([
      ...before,
      ['C3', '2026-06', 2, 'cm1'],
      ['C2', '2026-Q2', 0, 'cm1'],
      ['C3', '2026-07', 2, 'cm2'],
    ]);
    expect(await closedWeeks('cm1')).toEqual(
      expect.arrayContaining(['2026-W25', '2026-W26', '2026-W27', '2026-W28', '2026-W29', '2026-W30']),
    );
    expect(on.failures).toEqual([]);
  });
});

describe('C2, C9: a quarter in which a client was handed over', () => {
  const quarter = async (): Promise<unknown> =>
    (await closedMonths()).find((line) => JSON.stringify(line).includes('2026-Q3'));
  const leave = async (staffId: string, from: string, to: string): Promise<unknown> => {
    const noted = await on.post(head, 'leaves', { staffId, from, to });
    expect([noted.status, on.failures]).toEqual([200, []]);
    return await quarter();
  };
  it('is closed again by leave of who had them before, noted later, and that of who has them beside it', async () => {
    const back = { ...held, fromStaffId: 'cm2', staffId: 'cm1', from: '2026-08-15' };
    await on.say(clientReassigned, back, { at: '2026-08-15T01:00:00.000Z' });
    await on.until('2026-10-02T02:00:00.000Z');
    expect(await quarter()).toEqual(['C2', '2026-Q3', 1, 'cm1']);
    expect(await leave('cm2', '2026-07-01', '2026-08-14')).toEqual(['C2', '2026-Q3', 1, 'cm1']);
    expect(await leave('cm1', '2026-09-20', '2026-09-30')).toEqual(['C2', '2026-Q3', 0, 'cm1']);
  });
});
