import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  clientAssigned,
  clientFileUpdated,
  consentChanged,
  clientMarkedPotential,
  clientReassigned,
  clientRegistered,
  clientReleased,
  clientUpgraded,
  followUpTerminated,
  signingRefused,
  staffJoined,
  type Tier,
} from '@pcrm/contracts';
import type { Identity } from '@pcrm/platform';
import { guardsEveryRoute, openService, refusesBadBodies, type OpenService } from '@pcrm/platform/testing';
import { engagementDefinition, EngagementModule } from '../src/index.js';

const cm: Identity = { staffId: 'cm1', role: 'clientManager', outletId: 'o1' };
const cm2: Identity = { staffId: 'cm2', role: 'clientManager', outletId: 'o1' };
const head: Identity = { staffId: 'h1', role: 'outletHead', outletId: 'o1' };
const stranger: Identity = { staffId: 'h2', role: 'outletHead', outletId: 'o2' };
const admin: Identity = { staffId: 'a1', role: 'administrator' };
const branch: Identity = { staffId: 'b1', role: 'branchManager' };

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const commandId = (n: number): string => `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`;
const day = (date: string, hour = 2): string => `${date}T0${String(hour)}:00:00.000Z`;

let on: OpenService;
beforeAll(async () => {
  on = await openService(engagementDefinition, EngagementModule, { now: day('2026-06-01') });
  for (const staffId of ['cm1', 'cm2'])
    await on.say(staffJoined, {
      staffId,
      name: staffId,
      outletId: 'o1',
      role: 'clientManager',
      capacityPercent: 100,
      joinedOn: '2026-01-01',
    });
});
afterAll(() => on.stop());

async function client(
  n: number,
  tier: Tier | null,
  staffId = 'cm1',
  role: 'clientManager' | 'teller' = 'clientManager',
): Promise<string> {
  const clientId = id(n);
  const from = on.clock.now().slice(0, 10);
  const signed = tier ? { signed: { tier, signedOn: '2026-01-01' } } : {};
  await on.say(clientRegistered, {
    clientId,
    clientNo: `C${String(n)}`,
    outletId: 'o1',
    name: '王小芳',
    phone: '13812345678',
    registeredOn: from,
    ...signed,
  });
  await on.say(clientAssigned, {
    clientId,
    outletId: 'o1',
    staffId,
    role,
    tier,
    targetTier: null,
    from,
    overridden: false,
  });
  return clientId;
}
const marked = (
  clientId: string,
  targetTier: Tier,
  currentTier: Tier | null = null,
  markedOn = on.clock.now().slice(0, 10),
) =>
  on.say(clientMarkedPotential, {
    clientId,
    outletId: 'o1',
    basis: 'reached',
    targetTier,
    currentTier,
    averageFen: 60_000_000,
    markedOn,
  });
const filed = (clientId: string, minimumMissing: string[]) =>
  on.say(clientFileUpdated, { clientId, minimumMissing, updatedAt: on.clock.now() });
const contact = (clientId: string, more: object = {}) => ({
  clientId,
  channel: 'phone',
  direction: 'outbound',
  reached: true,
  contactAt: on.clock.now(),
  purpose: 'maintenance',
  outcome: 'done',
  ...more,
});
const opportunityOf = async (clientId: string, who = cm) =>
  (await on.get(who, `opportunities/open/${clientId}`)).body as { opportunityId: string; stage: string };
const june = async (clientId: string, rule: string) => {
  const { items } = (await on.get(cm, `duties/clients/${clientId}`)).body as {
    items: { rule: string; status: string; done: number; owed: number }[];
  };
  return items.find((duty) => duty.rule === rule);
};

describe('a signing opportunity over HTTP', () => {
  const clientId = id(1);
  let opportunityId: string;

  it('P1: is opened by the assignment of a potential client, at ALLOCATED, with the masked name', async () => {
    await client(1, null);
    await marked(clientId, 'gold');
    const list = await on.get(cm, 'progress-table');
    expect(list.body['items']).toMatchObject([
      { clientId, clientName: '王*芳', stage: 'ALLOCATED', targetTier: 'gold', staffId: 'cm1', daysInStage: 0 },
    ]);
    ({ opportunityId } = await opportunityOf(clientId));
    expect((await on.get(head, 'progress-table/counts')).body).toEqual({
      open: 1,
      onHold: 0,
      stages: { ALLOCATED: 1 },
    });
    const of = async (staffId: string, who: Identity) =>
      (await on.get(who, `progress-table/counts?staffId=${staffId}`)).body['open'];
    expect([await of('cm1', head), await of('cm2', head), await of('cm1', stranger), await of('cm1', branch)]).toEqual([
      1, 0, 0, 1,
    ]);
  });

  it('its ETag is the If-Match of every change: whoever read an older one gets 412, and nothing is changed', async () => {
    const read = async () => String((await on.get(cm, `opportunities/open/${clientId}`)).headers['etag']);
    const post = (path: string, body: object, tag: string) =>
      on.post(cm, `opportunities/${opportunityId}/${path}`, body, { 'if-match': tag });
    const before = await read();
    expect((await on.get(cm, `opportunities/${opportunityId}`)).headers['etag']).toBe(before);
    const planned = await post('next-step', { on: '2026-06-03' }, before);
    expect(planned.status).toBe(200);
    expect(await read()).toBe(planned.headers['etag']);
    const stale = await Promise.all([
      post('next-step', { on: '2026-06-04' }, before),
      post('advance', { to: 'PREPARING' }, before),
      post('hold', { reason: '出差两周' }, before),
      post('terminate', { reasonCode: 'declined' }, before),
    ]);
    expect(stale.map(({ status, body }) => [status, body['code']])).toEqual(stale.map(() => [412, 'resource.changed']));
    expect(await opportunityOf(clientId)).toMatchObject({
      stage: 'ALLOCATED',
      nextStepOn: '2026-06-03',
      onHold: false,
    });
  });

  it('P5: SIGNING is refused without the report, then without the file, naming what is missing', async () => {
    const advance = (to: string) => on.post(cm, `opportunities/${opportunityId}/advance`, { to });
    expect((await advance('INVITED')).status).toBe(200);
    expect((await advance('SIGNING')).body).toMatchObject({ code: 'opportunity.report-missing', status: 422 });
    const logged = await on.post(
      cm,
      'contacts',
      contact(clientId, { channel: 'meeting', report: { needs: '理财', feedback: '满意' }, opportunityId }),
    );
    expect(logged.status).toBe(200);
    expect(await opportunityOf(clientId)).toMatchObject({ suggestedStage: 'CONTACTED', signingLacks: ['file'] });
    await filed(clientId, ['occupation']);
    expect((await advance('SIGNING')).body).toMatchObject({
      code: 'opportunity.file-incomplete',
      details: { missing: ['occupation', 'consents'] },
    });
    await filed(clientId, []);
    expect((await advance('SIGNING')).body).toMatchObject({ details: { missing: ['consents'] } });
    await on.say(consentChanged, {
      clientId,
      ...{ purpose: 'marketing', channel: 'sms', state: 'refused', changedAt: on.clock.now() },
    });
    expect((await advance('SIGNING')).status).toBe(200);
    expect((await opportunityOf(clientId)).stage).toBe('SIGNING');
  });

  it('shows a refusal to sign and may ask again; ClientUpgraded makes it SIGNED', async () => {
    await on.say(signingRefused, { clientId, opportunityId, code: 'tier.below-standard', refusedAt: on.clock.now() });
    expect(await opportunityOf(clientId)).toMatchObject({ stage: 'SIGNING', refusedCode: 'tier.below-standard' });
    const before = (await on.post(cm, `opportunities/${opportunityId}/advance`, { to: 'SIGNING' })).body;
    expect(before['position']).toBeDefined();
    await on.say(clientUpgraded, {
      clientId,
      outletId: 'o1',
      from: null,
      to: 'gold',
      upgradedOn: '2026-06-01',
      opportunityId,
    });
    expect((await on.get(cm, `opportunities/open/${clientId}`)).status).toBe(404);
    expect((await on.get(cm, `opportunities/${opportunityId}`)).body).toMatchObject({ stage: 'SIGNED', open: false });
    expect(await june(clientId, 'C9')).toMatchObject({ owed: 1, done: 1, status: 'met' });
  });

  it('is not there for another outlet, nor for another manager', async () => {
    expect((await on.get(stranger, `opportunities/${opportunityId}`)).status).toBe(404);
    expect((await on.get(cm2, `opportunities/${opportunityId}`)).status).toBe(404);
    expect((await on.post(cm2, `opportunities/${opportunityId}/reopen`, { reason: 'x' })).status).toBe(404);
    expect((await on.get(cm2, 'progress-table?stage=SIGNED')).body['items']).toEqual([]);
  });
});

describe('acceptance examples over HTTP', () => {
  it('example 5: diamond, one call is open, two are met; one meeting is met; platinum 1 meeting + 2 calls is met', async () => {
    const [byCalls, byMeeting, platinum] = [
      await client(11, 'diamond'),
      await client(12, 'diamond'),
      await client(13, 'platinum'),
    ];
    await on.post(cm, 'contacts', contact(byCalls));
    expect(await june(byCalls, 'C3')).toMatchObject({ owed: 2, done: 1, status: 'open' });
    await on.post(cm, 'contacts', contact(byCalls));
    expect(await june(byCalls, 'C3')).toMatchObject({ done: 2, status: 'met' });
    await on.post(cm, 'contacts', contact(byMeeting, { channel: 'meeting' }));
    expect(await june(byMeeting, 'C3')).toMatchObject({ done: 2, status: 'met' });
    await on.post(cm, 'contacts', contact(platinum, { channel: 'meeting' }));
    await on.post(cm, 'contacts', contact(platinum));
    expect(await june(platinum, 'C4')).toMatchObject({ owed: 4, done: 3, status: 'open' });
    await on.post(cm, 'contacts', contact(platinum));
    expect(await june(platinum, 'C4')).toMatchObject({ done: 4, status: 'met' });
  });

  it('example 15: a platinum opportunity opens when a client manager takes over from the teller', async () => {
    const clientId = await client(15, 'gold', 't1', 'teller');
    await marked(clientId, 'platinum', 'gold');
    expect((await on.get(head, `opportunities/open/${clientId}`)).status).toBe(404);
    await on.say(clientReassigned, {
      clientId,
      outletId: 'o1',
      fromStaffId: 't1',
      staffId: 'cm1',
      role: 'clientManager',
      tier: 'gold',
      targetTier: 'platinum',
      from: '2026-06-01',
      overridden: false,
    });
    expect(await opportunityOf(clientId)).toMatchObject({
      stage: 'ALLOCATED',
      targetTier: 'platinum',
      currentTier: 'gold',
      staffId: 'cm1',
    });
  });

  it('example 16: a client who declines ends the opportunity and, once released, the duties', async () => {
    const clientId = await client(16, null, 'cm2');
    await marked(clientId, 'gold');
    const { opportunityId } = await opportunityOf(clientId, cm2);
    expect((await on.post(cm2, `opportunities/${opportunityId}/terminate`, { reasonCode: 'declined' })).status).toBe(
      200,
    );
    await on.say(followUpTerminated, {
      clientId,
      reasonCode: 'declined',
      remainsTier: null,
      terminatedOn: '2026-06-01',
      coolOffUntil: '2026-11-28',
    });
    await on.say(clientReleased, {
      clientId,
      outletId: 'o1',
      staffId: 'cm2',
      reasonCode: 'follow-up-ended',
      from: '2026-06-01',
    });
    expect((await on.get(cm2, 'duties/due')).body).toMatchObject({ items: [], total: 0 });
    const again = await on.post(head, `opportunities/${opportunityId}/reopen`, { reason: '再来' });
    expect(again.body).toMatchObject({
      code: 'opportunity.cool-off',
      details: { rule: 'P4', coolOffUntil: '2026-11-28' },
    });
    await marked(clientId, 'gold', null, '2026-06-02');
    await on.say(clientAssigned, {
      clientId,
      outletId: 'o1',
      staffId: 'cm2',
      role: 'clientManager',
      tier: null,
      targetTier: 'gold',
      from: '2026-06-02',
      overridden: false,
    });
    expect((await opportunityOf(clientId, cm2)).stage).toBe('ALLOCATED');
  });

  it('example 19: a gold client whose average reaches 500k opens an upgrade opportunity with the same manager', async () => {
    const clientId = await client(19, 'gold');
    await marked(clientId, 'platinum', 'gold');
    expect(await opportunityOf(clientId)).toMatchObject({
      staffId: 'cm1',
      currentTier: 'gold',
      targetTier: 'platinum',
    });
  });
});

describe('contacts over HTTP', () => {
  it('are logged once for one command, corrected, withdrawn', async () => {
    const clientId = await client(31, 'diamond');
    const headers = { 'idempotency-key': commandId(1) };
    const first = await on.post(cm, 'contacts', contact(clientId), headers);
    expect(first.body).toMatchObject({ id: commandId(1), revision: 0 });
    expect((await on.post(cm, 'contacts', contact(clientId), headers)).body).toEqual(first.body);
    expect(await june(clientId, 'C3')).toMatchObject({ done: 1 });
    await on.post(cm, `contacts/${commandId(1)}/correct`, { reason: '是面谈', channel: 'meeting' });
    expect(await june(clientId, 'C3')).toMatchObject({ done: 2, status: 'met' });
    expect((await on.post(cm2, `contacts/${commandId(1)}/withdraw`, { reason: 'x' })).status).toBe(404);
    await on.post(cm, `contacts/${commandId(1)}/withdraw`, { reason: '误记' });
    expect(await june(clientId, 'C3')).toMatchObject({ done: 0 });
  });

  it('are about an opportunity of their own client only, and nothing is kept of another one', async () => {
    const [clientId, other] = [await client(33, null, 'cm2'), await client(34, null, 'cm2')];
    for (const one of [clientId, other]) await marked(one, 'gold');
    const [{ opportunityId }, foreign] = [await opportunityOf(clientId, cm2), await opportunityOf(other, cm2)];
    const log = (about: string, n: number) =>
      on.post(cm2, 'contacts', contact(clientId, { opportunityId: about }), { 'idempotency-key': commandId(n) });
    for (const wrong of [foreign.opportunityId, id(99)]) {
      const refused = { status: 422, code: 'contact.not-its-opportunity', details: { opportunityId: wrong } };
      expect((await log(wrong, 33)).body).toMatchObject(refused);
      expect((await on.get(cm2, `contacts/${commandId(33)}`)).status).toBe(404);
    }
    expect((await log(opportunityId, 34)).status).toBe(200);
    const { opportunityId: about } = foreign;
    const change = (path: string, body: object) => on.post(cm2, `contacts/${commandId(34)}/${path}`, body);
    const refused = [
      await change('correct', { reason: '选错商机', opportunityId: about }),
      await change('report', { needs: '理财', opportunityId: about }),
    ];
    expect(refused.map(({ body }) => body['code'])).toEqual(refused.map(() => 'contact.not-its-opportunity'));
    expect((await change('report', { needs: '理财', opportunityId })).status).toBe(200);
  });

  it('never leave their free text readable in the store', async () => {
    const clientId = await client(32, 'gold');
    await on.post(cm, 'contacts', contact(clientId, { note: '儿子要结婚', report: { needs: '买房' } }), {
      'idempotency-key': commandId(2),
    });
    const stored = JSON.stringify(await on.parts.events.read(`contact-${commandId(2)}`));
    expect(stored).toContain('ContactRecorded');
    expect(stored).not.toMatch(/儿子要结婚|买房/);
  });

  it('C9: are refused in the future, and when too old', async () => {
    const clientId = id(32);
    const refused = async (contactAt: string) =>
      (await on.post(cm, 'contacts', contact(clientId, { contactAt }))).body['code'];
    expect(await refused('2026-06-01T02:00:00.001Z')).toBe('contact.in-future');
    expect(await refused('2026-03-01T02:00:00.000Z')).toBe('contact.too-old');
  });

  it('C9: C1 and C2 are not waived, C3 is, by the head only', async () => {
    const clientId = id(31);
    const waive = (who: Identity, rule: string) =>
      on.post(who, 'waivers', { clientId, rule, period: '2026-06', reason: '住院' });
    expect((await waive(cm, 'C3')).status).toBe(403);
    expect((await waive(stranger, 'C3')).status).toBe(404);
    expect((await waive(head, 'C2')).body).toMatchObject({ code: 'waiver.not-allowed', details: { rule: 'C2' } });
    expect((await waive(head, 'C3')).status).toBe(200);
    expect(await june(clientId, 'C3')).toMatchObject({ status: 'waived' });
    expect((await on.get(cm, `waivers?clientId=${clientId}`)).body['items']).toMatchObject([
      { rule: 'C3', period: '2026-06', reason: '住院', waivedBy: head.staffId },
    ]);
    expect((await on.get(stranger, `waivers?clientId=${clientId}`)).status).toBe(404);
    const stored = JSON.stringify(await on.parts.events.read(`dutyWaivers-${clientId}`));
    expect(stored).not.toContain('住院');
  });
});

describe('the day and its periods over HTTP', () => {
  it('C0: the plan is proposed, dropped with a reason, kept, confirmed, and shows what is done', async () => {
    await on.until(day('2026-06-10'));
    const clientId = id(31);
    const proposed = (await on.get(cm, 'daily-plans/today')).body as {
      items: { clientId: string; state: string; clientName: string }[];
    };
    expect(proposed.items.find((item) => item.clientId === clientId)).toMatchObject({
      state: 'proposed',
      clientName: '王*芳',
      rules: ['C9'],
    });
    const dropped = proposed.items.find((item) => item.clientId !== clientId)?.clientId ?? '';
    await on.post(cm, `daily-plans/today/items/${clientId}/keep`);
    await on.post(cm, `daily-plans/today/items/${dropped}/drop`, { reasonCode: 'clientAway' });
    expect((await on.post(cm, 'daily-plans/today/confirm', {})).status).toBe(200);
    await on.post(cm, 'contacts', contact(clientId));
    const plan = (await on.get(head, 'daily-plans/today?staffId=cm1')).body as {
      confirmedAt: string;
      items: { clientId: string }[];
    };
    expect(plan.confirmedAt).toBe(day('2026-06-10'));
    expect(plan.items.find((item) => item.clientId === clientId)).toMatchObject({ state: 'kept', done: true });
    expect(plan.items.find((item) => item.clientId === dropped)).toMatchObject({
      state: 'dropped',
      reasonCode: 'clientAway',
      done: false,
    });
  });

  it('the due list says why, in two languages, for oneself and for the head', async () => {
    const { body } = await on.get(head, 'duties/due?staffId=cm1&limit=200');
    const items = body['items'] as {
      clientId: string;
      score: number;
      reasons: { rule: string; text: { zh: string; en: string } }[];
    }[];
    expect(items.map(({ score }) => score)).toEqual(items.map(({ score }) => score).toSorted((a, b) => b - a));
    const gold = items.find(({ clientId }) => clientId === id(19));
    expect(gold?.reasons.map(({ rule }) => rule)).toEqual(['C9', 'C5']);
    expect(gold?.reasons.find(({ rule }) => rule === 'C9')?.text).toEqual({
      zh: '2026-06-01分配后首次接触，剩1天',
      en: 'first contact after assignment on 2026-06-01, 1 days left',
    });
    expect((await on.get(stranger, 'duties/due?staffId=cm1')).status).toBe(404);
    expect((await on.get(admin, 'duties/due')).status).toBe(403);
  });

  it('example 6: 9 distinct clients and 3 repeat calls in a week close as 9/10, missed; a late tenth closes it again as met', async () => {
    const clients: string[] = [];
    for (let n = 0; n < 14; n++) clients.push(await client(100 + n, 'gold', 'cm2'));
    await on.until(day('2026-06-16'));
    for (const clientId of [...clients.slice(0, 9), ...clients.slice(0, 3)])
      await on.post(cm2, 'contacts', contact(clientId));
    await on.until(day('2026-06-23'));
    const strip = async () => {
      const { items } = (await on.get(cm2, 'compliance/staff')).body as { items: { strip: { week: string }[] }[] };
      return items[0]?.strip.find(({ week }) => week === '2026-W25');
    };
    expect(await strip()).toEqual({ week: '2026-W25', target: 10, clients: 9, verdict: 'missed' });
    await on.post(cm2, 'contacts', contact(clients[9] ?? '', { contactAt: day('2026-06-17') }));
    expect(await strip()).toEqual({ week: '2026-W25', target: 10, clients: 10, verdict: 'met' });
  });

  it('C2–C4: month and quarter close by client, staff and outlet; a late contact supersedes; the evidence is named', async () => {
    await on.until(day('2026-07-02'));
    const periods = async (clientId: string) =>
      (await on.get(cm, `compliance/clients/${clientId}/periods`)).body['items'] as { rule: string; period: string }[];
    expect((await periods(id(11))).map(({ rule, period }) => `${rule} ${period}`)).toEqual([
      'C3 2026-06',
      'C2 2026-Q2',
    ]);
    expect(await periods(id(13))).toMatchObject([
      { rule: 'C4', owed: 4, done: 4, verdict: 'met' },
      { rule: 'C2', owed: 0, verdict: 'notOwed' },
    ]);
    expect(await june(id(13), 'C2')).toMatchObject({ period: '2026-Q3', owed: 1, done: 0, status: 'open' });
    const late = await client(40, 'diamond');
    expect(await periods(late)).toEqual([]);
    expect(await periods(id(31))).toMatchObject([{ rule: 'C3', done: 1, verdict: 'waived' }, { rule: 'C2' }]);
    await on.post(cm, 'contacts', contact(id(31), { contactAt: day('2026-06-29') }), {
      'idempotency-key': commandId(9),
    });
    expect((await periods(id(31))).find(({ rule }) => rule === 'C3')).toMatchObject({ done: 2, verdict: 'met' });
    const why = (await on.get(head, `compliance/clients/${id(31)}/why`)).body['items'] as {
      rule: string;
      contacts: { id: string }[];
    }[];
    expect(why.find(({ rule }) => rule === 'C3')).toMatchObject({
      policyVersion: 1,
      contacts: expect.arrayContaining([{ id: commandId(9), worth: 1 }]),
    });

    const ofOutlet = (await on.get(head, 'compliance/periods?period=2026-06')).body['items'];
    expect(ofOutlet).toEqual(
      expect.arrayContaining([
        { rule: 'C3', period: '2026-06', verdicts: { met: 3 } },
        { rule: 'C4', period: '2026-06', verdicts: { met: 1 } },
      ]),
    );
    const ofStaff = (await on.get(cm, 'compliance/periods?period=2026-06')).body['items'];
    expect(ofStaff).toEqual(expect.arrayContaining([{ rule: 'C3', period: '2026-06', verdicts: { met: 3 } }]));
    const branchWide = (await on.get(branch, 'compliance/staff?outletId=o1')).body as {
      items: { staffId: string; clients: number; need: { clients: number } }[];
    };
    expect(branchWide.items.map(({ staffId }) => staffId)).toEqual(['cm1', 'cm2']);
    expect((await on.get(branch, 'compliance/outlets')).body['items']).toMatchObject([{ outletId: 'o1', managers: 2 }]);
    expect((await on.get(cm, 'compliance/outlets')).body['items']).toEqual([]);
  });

  it('a policy is proposed by one, approved by another, and flags that platinum is owed more than diamond', async () => {
    const numbers = {
      ...{
        effectiveFrom: '2026-08-01',
        weeklyClients: 12,
        quarterlyContacts: 1,
        monthlyCredits: { platinum: 4, diamond: 3 },
        credits: { phone: 1, meeting: 2 },
      },
      ...{
        goldInactiveDays: 7,
        goldSuggestionsPerDay: 5,
        firstContactDays: 10,
        atRiskPercent: 70,
        reportHours: 24,
        logWithinDays: 90,
      },
      tierWeights: { potential: 2, gold: 2, platinum: 3, diamond: 4, privateBank: 5 },
    };
    const proposed = await on.post(admin, 'cadence-policies/propose', numbers);
    expect(proposed.body).toMatchObject({
      version: 2,
      findings: [{ code: 'TierInversion', lower: 'platinum', higher: 'diamond' }],
    });
    expect((await on.post(admin, 'cadence-policies/2/approve')).body).toMatchObject({
      code: 'cadence-policy.maker-is-checker',
    });
    expect((await on.post(branch, 'cadence-policies/2/approve')).status).toBe(200);
    await on.until(day('2026-08-03'));
    expect((await on.get(cm, 'duties/due')).body['week']).toMatchObject({ week: '2026-W32', target: 9 });
    expect(await june(id(40), 'C3')).toMatchObject({ period: '2026-08', owed: 3, policyVersion: 2 });
  });

  it('C1, C9: leave noted or taken back after a week was closed closes it again', async () => {
    const strip = async () => {
      const { items } = (await on.get(cm2, 'compliance/staff')).body as { items: { strip: { week: string }[] }[] };
      return items[0]?.strip.find(({ week }) => week === '2026-W25');
    };
    expect(await strip()).toMatchObject({ target: 10, clients: 10, verdict: 'met' });
    const leave = { staffId: 'cm2', from: '2026-06-15', to: '2026-06-21' };
    const leaveId = String((await on.post(head, 'leaves', leave)).body['id']);
    expect(await strip()).toMatchObject({ target: 0, clients: 10, verdict: 'notOwed' });
    expect((await on.post(head, 'leaves/cancel', { staffId: 'cm2', leaveId })).status).toBe(200);
    expect(await strip()).toMatchObject({ target: 10, clients: 10, verdict: 'met' });
  });

  it('leave takes its days off the weekly target', async () => {
    const before = (await on.get(cm2, 'compliance/staff')).body as { items: { week: { target: number } }[] };
    expect(before.items[0]?.week.target).toBe(12);
    expect((await on.post(head, 'leaves', { staffId: 'cm2', from: '2026-08-03', to: '2026-08-09' })).status).toBe(200);
    const after = (await on.get(cm2, 'compliance/staff')).body as {
      items: { week: { target: number }; leaves: { leaveId: string; from: string; to: string }[] }[];
    };
    expect(after.items[0]?.week.target).toBe(0);
    expect(after.items[0]?.leaves).toMatchObject([{ from: '2026-08-03', to: '2026-08-09' }]);
    const leaveId = after.items[0]?.leaves[0]?.leaveId;
    expect((await on.post(head, 'leaves/cancel', { staffId: 'cm2', leaveId })).status).toBe(200);
    expect((await on.get(cm2, 'compliance/staff')).body).toMatchObject({
      items: [{ week: { target: 12 }, leaves: [] }],
    });
  });

  it('C2, C9: leave noted or taken back after a quarter was closed closes it again', async () => {
    const clientId = await client(50, 'gold', 'cm2');
    await on.until(day('2026-10-02'));
    const quarter = async () => {
      const { items = [] } = (await on.get(cm2, `compliance/clients/${clientId}/periods`)).body;
      return items.find(({ rule, period }) => rule === 'C2' && period === '2026-Q3');
    };
    const of = async () => {
      const { items = [] } = (await on.get(cm2, 'compliance/periods?period=2026-Q3')).body;
      return items.find(({ rule }) => rule === 'C2')?.['verdicts'];
    };
    const [before, verdicts] = [await quarter(), await of()];
    expect(before).toMatchObject({ owed: 1, verdict: 'missed', staffId: 'cm2' });
    const leave = { staffId: 'cm2', from: '2026-07-01', to: '2026-09-30' };
    const leaveId = String((await on.post(head, 'leaves', leave)).body['id']);
    expect(await quarter()).toMatchObject({ owed: 0, verdict: 'notOwed' });
    expect(Object.keys((await of()) as object)).toEqual(['notOwed']);
    expect((await on.post(head, 'leaves/cancel', { staffId: 'cm2', leaveId })).status).toBe(200);
    expect(await quarter()).toMatchObject({ owed: 1, verdict: 'missed' });
    expect(await of()).toEqual(verdicts);
    const why = (await on.get(head, `compliance/clients/${clientId}/why`)).body.items ?? [];
    expect(why.find(({ period }) => period === '2026-Q3')?.['stretches']).toEqual([
      { start: '2026-08-03', end: '2026-10-01', by: {}, any: 1 },
    ]);
  });
});

describe('the service as a whole', () => {
  it('parked nothing and failed nowhere', async () => {
    expect((await on.running.figures()).members.filter(({ parked }) => parked > 0)).toEqual([]);
    expect(on.failures).toEqual([]);
  });
});

refusesBadBodies(async () => ({ app: on.app, secret: on.secret, params: { version: '2', view: 'progress-table' } }));
guardsEveryRoute(async () => ({ app: on.app, secret: on.secret, params: { version: '2', view: 'progress-table' } }));
