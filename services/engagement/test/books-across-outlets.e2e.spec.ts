import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientAssigned, clientRegistered, staffDeparted, staffJoined, staffRoleChanged } from '@pcrm/contracts';
import type { Identity } from '@pcrm/platform';
import { openService, type OpenService } from '@pcrm/platform/testing';
import { engagementDefinition, EngagementModule } from '../src/index.js';

const headOf = (outletId: string): Identity => ({ staffId: `head-${outletId}`, role: 'outletHead', outletId });
const branch: Identity = { staffId: 'b1', role: 'branchManager' };
const mover: Identity = { staffId: 'mover', role: 'clientManager', outletId: 'N02' };
const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

let on: OpenService;
beforeAll(async () => {
  on = await openService(engagementDefinition, EngagementModule, { now: '2026-06-01T02:00:00.000Z' });
  for (const [staffId, outletId] of [
    ['mover', 'N01'],
    ['stayer', 'N01'],
    ['leaver', 'N01'],
    ['other', 'N02'],
  ] as const)
    await on.say(staffJoined, {
      ...{ staffId, name: `${staffId}名`, outletId, role: 'clientManager', capacityPercent: 100 },
      joinedOn: '2026-01-01',
    });
  await client(1, 'mover', 'N01');
  await client(2, 'mover', 'N01');
  await client(3, 'stayer', 'N01');
  await client(4, 'leaver', 'N01');
  await client(5, 'other', 'N02');
  await on.say(staffRoleChanged, {
    ...{ staffId: 'mover', outletId: 'N02', role: 'clientManager', capacityPercent: 100 },
    changedOn: '2026-06-01',
  });
  await on.say(staffDeparted, { staffId: 'leaver', departedOn: '2026-06-01' });
  await client(6, 'mover', 'N02');
});
afterAll(() => on.stop());

async function client(n: number, staffId: string, outletId: string): Promise<void> {
  const [clientId, from] = [id(n), '2026-06-01'];
  await on.say(clientRegistered, {
    ...{ clientId, clientNo: `C${String(n)}`, outletId, name: '王小芳', phone: '13812345678', registeredOn: from },
    signed: { tier: 'diamond', signedOn: '2026-01-01' },
  });
  await on.say(clientAssigned, {
    ...{ clientId, outletId, staffId, role: 'clientManager', tier: 'diamond', targetTier: null, from },
    overridden: false,
  });
}

type Line = { staffId: string; outletId: string; clients: number; week: { target: number }; rules: object };
const linesOf = async (who: Identity, query = '') =>
  (await on.get(who, `compliance/staff${query}`)).body as { items: Line[]; outlet: object } & object;
const clientsOf = async (who: Identity, path: string) => {
  const { status, body } = await on.get(who, path);
  return status === 200 ? [...new Set((body.items ?? []).map((item) => String(item['clientId'])))].toSorted() : status;
};

describe("the clients of who moved to another outlet are the old outlet's until somebody takes them over", () => {
  it('the new head sees none of them: neither their duties nor their due list', async () => {
    for (const path of ['compliance/clients?staffId=mover', 'duties/due?staffId=mover'])
      expect(await clientsOf(headOf('N02'), path)).toEqual([id(6)]);
  });
  it('the old head sees them, and nothing of the new outlet', async () => {
    for (const path of ['compliance/clients?staffId=mover', 'duties/due?staffId=mover'])
      expect(await clientsOf(headOf('N01'), path)).toEqual([id(1), id(2)]);
  });
  it('their manager and the branch see all of them, a third outlet nothing', async () => {
    const path = 'compliance/clients?staffId=mover';
    expect(await clientsOf(mover, path)).toEqual([id(1), id(2), id(6)]);
    expect(await clientsOf(branch, path)).toEqual([id(1), id(2), id(6)]);
    expect(await clientsOf(headOf('N03'), path)).toBe(404);
    expect(await clientsOf({ ...mover, staffId: 'stayer', outletId: 'N01' }, path)).toBe(404);
  });
  it('the plan of the day is shown where they work', async () => {
    const path = 'daily-plans/today?staffId=mover';
    expect(await clientsOf(headOf('N02'), path)).toEqual([id(6)]);
    expect(await clientsOf(headOf('N01'), path)).toBe(404);
  });
});

describe('compliance of an outlet is that of the clients who belong to it', () => {
  it('by staff: whoever moved or left stands there with the clients they hold, without a week', async () => {
    const { items, outlet } = await linesOf(headOf('N01'));
    expect(items.map(({ staffId, clients, outletId, week }) => [staffId, clients, outletId, week.target])).toEqual([
      ['leaver', 1, 'N01', 0],
      ['mover', 2, 'N01', 0],
      ['stayer', 1, 'N01', 1],
    ]);
    expect(items.find(({ staffId }) => staffId === 'mover')).toMatchObject({
      ...{ name: 'mover名', role: 'clientManager', strip: [], leaves: [], need: { clients: 2, credits: 1 } },
      rules: { C3: { open: 2 } },
    });
    expect(outlet).toMatchObject({ C3: { open: 4 } });
    expect(await linesOf(branch, '?outletId=N01')).toEqual(await linesOf(headOf('N01')));
  });
  it('the outlet they moved to counts only the clients they hold there', async () => {
    const { items, outlet } = await linesOf(headOf('N02'));
    expect(items.map(({ staffId, clients }) => [staffId, clients])).toEqual([
      ['mover', 1],
      ['other', 1],
    ]);
    expect(outlet).toMatchObject({ C3: { open: 2 } });
  });
  it('one sees all of their own', async () =>
    expect((await linesOf(mover)).items).toMatchObject([{ clients: 3, outletId: 'N02', rules: { C3: { open: 3 } } }]));
  it("by outlet: no client is lost with who left, and everybody's week counts where they work", async () => {
    const { items } = (await on.get(branch, 'compliance/outlets')).body;
    expect(items).toMatchObject([
      { outletId: 'N01', clients: 4, managers: 1, rules: { C3: { open: 4 } } },
      { outletId: 'N02', clients: 2, managers: 2, rules: { C3: { open: 2 } } },
    ]);
    expect((await on.get(headOf('N01'), 'compliance/outlets')).body.items).toEqual(items?.slice(0, 1));
  });
  it('another outlet is not there', async () => {
    expect((await on.get(headOf('N02'), 'compliance/staff?outletId=N01')).status).toBe(404);
    expect((await on.get(headOf('N02'), 'compliance/periods?outletId=N01')).status).toBe(404);
  });
});
