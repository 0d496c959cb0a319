import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@pcrm/event-sourcing/testing';
import { shanghaiInstant } from '@pcrm/contracts';
import {
  balance,
  clientLine,
  closing,
  contact,
  deskOf,
  id,
  moves,
  numbered,
  OUTLETS,
  people,
  STAFF,
  to,
  visit,
  yuan,
  type Desk,
  type Reached,
} from './words.js';

const { head, otherHead, manager, otherManager, teller, branchManager, administrator } = people;

/** The story of one branch in the summer of 2026, told over HTTP only, one chapter after the other: in whatever edition it is opened. */
export function theStory(open: () => Promise<Reached>): void {
  let desk: Desk;
  beforeAll(async () => {
    desk = deskOf(await open());
    await desk.at('2026-06-28', 9);
  });
  afterAll(async () => {
    await desk[Symbol.asyncDispose]();
  });

  const DIAMONDS = numbered('D', 31);
  const CLIENTS = [
    clientLine('U1', { name: '李雷', birthday: '1985-07-22', consents: 'greeting:sms=refused' }),
    clientLine('G1', { tier: 'gold', average: 150_000, birthday: '1980-07-22', occupation: '' }),
    clientLine('P1', { tier: 'platinum', average: 501_000, name: '张伟' }),
    clientLine('N1', { tier: 'gold', average: 150_000, name: '韩梅梅' }),
    ...DIAMONDS.map((clientNo) => clientLine(clientNo, { tier: 'diamond', average: 1_200_000 })),
  ];
  type Listed = { readonly clientNo: string };
  type Opportunity = { readonly opportunityId: string; readonly clientId: string };
  const cardOf = async (clientNo: string) => (await desk.get(head, `clients/${id(clientNo)}`)).body;
  const opportunityOf = async (clientNo: string) =>
    (await desk.get<Opportunity>(manager, `opportunities/open/${id(clientNo)}`)).body;
  const duty = async (clientNo: string, rule: string) =>
    (await desk.items<{ rule: string }>(manager, `duties/clients/${id(clientNo)}`)).find((each) => each.rule === rule);
  const week = async () => (await desk.get(manager, 'duties/due')).body['week'];
  const lineOf = async (staffId: string) => {
    const { body } = await desk.get<{ staff: readonly { staffId: string }[] }>(head, 'load-board');
    return body.staff.find((line) => line.staffId === staffId);
  };

  describe('1. imports, a feed and closed business days', () => {
    it('outlets, staff and clients come from CSV; what is wrong is named, the rest goes in, twice is once', async () => {
      expect((await desk.csv(administrator, 'outlets/import', OUTLETS)).body).toMatchObject({ accepted: 2 });
      expect(
        (await desk.csv(administrator, 'staff/import', [...STAFF, 'x-1,钱进,N09,teller,100,2026-01-05'])).body,
      ).toEqual({
        ...{ accepted: 9, duplicate: 0 },
        rejected: [
          {
            ...{
              line: 11,
              field: 'outletId',
              reason: 'staff.outlet-unknown',
              text: 'x-1,钱进,N09,teller,100,2026-01-05',
            },
            ...{ zh: '没有该网点', en: 'There is no such outlet' },
          },
        ],
      });
      const bad = clientLine('X1', { birthday: '1980-02-30' });
      expect((await desk.clients([...CLIENTS, bad])).body).toEqual({
        ...{ accepted: 35, duplicate: 0 },
        rejected: [
          {
            ...{ line: 37, field: 'birthday', reason: 'birthday.no-date', text: bad },
            ...{ zh: expect.any(String), en: expect.any(String) },
          },
        ],
      });
      expect((await desk.clients(CLIENTS)).body).toEqual({ accepted: 0, duplicate: 35, rejected: [] });
      expect((await cardOf('G1'))['name']).toBe('王*芳');
      expect(await desk.items<Listed>(otherHead, 'clients')).toEqual([]);
    });

    it('a feed of balances and visits closes business days: averages, potentials, watches and crossing dates appear', async () => {
      await desk.at('2026-06-30', 23);
      const days = ['2026-06-28', '2026-06-29', '2026-06-30'];
      const feed = days.flatMap((date) => [
        balance('U1', date, 13_000_000),
        balance('G1', date, 45_000_000),
        balance('P1', date, 0),
        ...(date === '2026-06-30' ? [balance('N1', date, 9_000_000), visit('N1', date)] : []),
        closing(date),
      ]);
      const answer = await desk.feed([
        ...feed,
        balance('U9', '2026-06-30', 1),
        'balance,core,1,U1,deposit,2026-06-30,-5,CNY,',
      ]);
      expect(answer.body).toMatchObject({ accepted: 14, rejected: 2, done: true });
      const rejected = `feeds/${String(answer.body['feedId'])}/rejected`;
      expect(await desk.items(people.analyst, rejected)).toEqual([
        {
          ...{ line: 16, field: 'clientNo', reason: 'clientNo.unknown', text: balance('U9', '2026-06-30', 1) },
          ...{ zh: '不认识此值', en: 'is not known' },
        },
        {
          ...{ line: 17, field: 'balanceFen', reason: 'balanceFen.negative', text: expect.any(String) },
          ...{ zh: '不能为负数', en: 'must not be negative' },
        },
      ]);

      expect(await cardOf('U1')).toMatchObject({ averageFen: Math.floor(yuan(39_000_000) / 365), coveredDays: 3 });
      expect(await cardOf('N1')).toMatchObject({ visitedOn: '2026-06-30', potential: null });
      const potentials = await desk.items<Listed>(head, 'potentials?basis=reached');
      expect(potentials.toSorted((a, b) => (a.clientNo < b.clientNo ? -1 : 1))).toMatchObject([
        { clientNo: 'G1', tier: 'gold', potential: { targetTier: 'platinum', markedOn: '2026-06-30' } },
        { clientNo: 'U1', tier: null, potential: { targetTier: 'gold' } },
      ]);
      expect(await desk.items(head, 'clients?watched=true')).toMatchObject([
        { clientNo: 'P1', tier: 'platinum', watchSince: '2026-06-30' },
      ]);
      const near = await desk.items<Listed>(head, 'near-threshold?days=30');
      // 150 000 × 364 + 9 000 000 are known; each day more brings 8 850 000: 500 000 × 365 is reached on the 15th day.
      expect(near.find(({ clientNo }) => clientNo === 'N1')).toMatchObject({
        crossing: { tier: 'platinum', direction: 'reach', on: '2026-07-14' },
      });
    });
  });

  describe('2. the outlet head assigns within the ratios', () => {
    it('sees whom nobody looks after, and how many staff that needs', async () => {
      await desk.at('2026-07-01', 9);
      expect(await desk.items(head, 'unassigned?limit=100')).toHaveLength(35);
      expect((await desk.get(head, 'load-board')).body).toMatchObject({ waiting: 35, managers: { present: 2 } });
    });

    it('the 31st diamond client is refused with its rule, and taken with a written reason', async () => {
      expect((await desk.post(head, 'assignments/batch', moves(DIAMONDS.slice(0, 30), 'm-2'))).status).toBe(200);
      expect(await desk.post(head, 'assignments', to('D31', 'm-2'))).toMatchObject({
        status: 422,
        body: { code: 'book.capacity-exceeded', title: expect.stringMatching(/[一-龥]/), details: { rule: 'A9' } },
      });
      const reason = { reason: '同事休假期间代管' };
      expect((await desk.post(head, 'assignments', to('D31', 'm-2', reason))).body).toMatchObject({
        warnings: ['book.capacity-overridden'],
      });
    });

    it('a potential client goes to a client manager only, and only the own head assigns', async () => {
      expect(await desk.post(head, 'assignments', to('U1', 't-1'))).toMatchObject({
        status: 422,
        body: { code: 'book.potential-needs-client-manager', details: { rule: 'A3' } },
      });
      expect((await desk.post(otherHead, 'assignments', to('U1', 'm-1'))).status).toBe(404);
      expect((await desk.post(manager, 'assignments', to('U1', 'm-1'))).status).toBe(403);
      expect((await desk.post(head, 'assignments/batch', moves(['U1', 'G1', 'P1'], 'm-1'))).status).toBe(200);
      // 1/300 of an unsigned potential client, 1/200 of gold, 1/100 of platinum.
      expect(await lineOf('m-1')).toMatchObject({ load: { numerator: 11, denominator: 600 }, overloaded: false });
      expect(await desk.items<Listed>(manager, 'clients')).toHaveLength(3);
    });
  });

  describe('3. the assignment opens a signing opportunity and contact duties', () => {
    it('the manager sees them in the progress table and in the due list, each row saying why', async () => {
      const table = await desk.items<Opportunity>(manager, 'progress-table');
      expect(new Set(table.map(({ clientId }) => clientId))).toEqual(new Set([id('U1'), id('G1')]));
      expect(table).toMatchObject([{ stage: 'ALLOCATED' }, { stage: 'ALLOCATED' }]);
      expect((await desk.get(manager, 'progress-table/counts')).body).toMatchObject({
        open: 2,
        stages: { ALLOCATED: 2 },
      });
      const due = await desk.items<{ clientId: string; reasons: readonly { rule: string; text: { zh: string } }[] }>(
        manager,
        'duties/due',
      );
      expect(new Set(due.map(({ clientId }) => clientId))).toEqual(new Set([id('U1'), id('G1'), id('P1')]));
      const ofP1 = due.find(({ clientId }) => clientId === id('P1'));
      expect(ofP1?.reasons.map(({ rule }) => rule).toSorted()).toEqual(['C2', 'C4', 'C9']);
      for (const { reasons } of due) for (const { text } of reasons) expect(text.zh).toMatch(/[一-龥]/);
      expect(await week()).toMatchObject({ week: '2026-W27', target: 3, done: 0 });
      expect((await desk.get(otherHead, 'duties/due?staffId=m-1')).status).toBe(404);
    });

    it('a logged contact moves the pipeline, the credits, the weekly target and the quarter', async () => {
      await desk.at('2026-07-02', 11);
      await desk.feed([
        balance('U1', '2026-07-01', 110_000),
        balance('G1', '2026-07-01', 510_000),
        closing('2026-07-01'),
      ]);
      expect(await duty('P1', 'C4')).toMatchObject({ period: '2026-07', owed: 4, done: 0, status: 'open' });
      expect(await duty('P1', 'C2')).toMatchObject({ period: '2026-Q3', owed: 1, done: 0, status: 'open' });
      const ten = shanghaiInstant('2026-07-02', 10);
      expect((await desk.post(manager, 'contacts', contact('P1', ten, { channel: 'meeting' }))).status).toBe(200);
      expect(await duty('P1', 'C4')).toMatchObject({ done: 2, status: 'open' });
      expect(await duty('P1', 'C2')).toMatchObject({ done: 1, status: 'met' });
      expect(await duty('P1', 'C9')).toMatchObject({ done: 1, status: 'met' });
      expect(await week()).toMatchObject({ done: 1 });

      const { opportunityId } = await opportunityOf('G1');
      const first = contact('G1', ten, { purpose: 'firstContact', outcome: 'interested', opportunityId });
      await desk.post(manager, 'contacts', first);
      await desk.post(manager, 'contacts', contact('G1', ten));
      expect(await week()).toMatchObject({ done: 2 });
      expect(await opportunityOf('G1')).toMatchObject({ suggestedStage: 'CONTACTED', lastReachedOn: '2026-07-02' });
      for (const stage of ['PREPARING', 'INVITED', 'CONTACTED', 'PRESENTED'])
        expect((await desk.post(manager, `opportunities/${opportunityId}/advance`, { to: stage })).status).toBe(200);
      expect((await desk.get(manager, 'progress-table/counts')).body).toMatchObject({
        ...{ open: 2, stages: { ALLOCATED: 1, PRESENTED: 1 } },
      });
      expect(await desk.items(head, 'progress-table?staffId=m-1&stage=PRESENTED')).toMatchObject([
        { clientId: id('G1') },
      ]);
    });
  });

  describe('4. the client signs', () => {
    const advance = (opportunityId: string) =>
      desk.post(manager, `opportunities/${opportunityId}/advance`, { to: 'SIGNING' });

    it('not without the report, nor without the minimum of the file', async () => {
      await desk.at('2026-07-16', 11);
      const { opportunityId } = await opportunityOf('G1');
      expect((await advance(opportunityId)).body).toMatchObject({ status: 422, code: 'opportunity.report-missing' });
      const meeting = contact('G1', shanghaiInstant('2026-07-16', 10), {
        ...{ channel: 'meeting', purpose: 'presentation', outcome: 'interested', opportunityId },
        report: { needs: '年底有一笔资金到期', feedback: '满意' },
      });
      expect((await desk.post(manager, 'contacts', meeting)).status).toBe(200);
      expect((await advance(opportunityId)).body).toMatchObject({
        ...{ status: 422, code: 'opportunity.file-incomplete', details: { missing: ['occupation'] } },
      });
      expect((await opportunityOf('G1')) as object).toMatchObject({ stage: 'PRESENTED', signingLacks: ['occupation'] });
      expect((await desk.patch(manager, `clients/${id('G1')}/file`, { occupation: 'executive' })).status).toBe(200);
    });

    it('then ClientUpgraded makes the opportunity SIGNED, changes the duties pro rata and the book’s load', async () => {
      const { opportunityId } = await opportunityOf('G1');
      expect((await advance(opportunityId)).status).toBe(200);
      expect((await desk.get(manager, `opportunities/${opportunityId}`)).body).toMatchObject({
        stage: 'SIGNED',
        open: false,
      });
      expect(await cardOf('G1')).toMatchObject({ tier: 'platinum', since: '2026-07-16', potential: null });
      // Days [15, 31) of 31: round(4·31/31) − round(4·15/31) = 2; the meeting of the day is worth both.
      expect(await duty('G1', 'C4')).toMatchObject({
        period: '2026-07',
        owed: 2,
        from: '2026-07-16',
        policyVersion: 1,
      });
      expect(await duty('G1', 'C5')).toBeUndefined();
      expect(await lineOf('m-1')).toMatchObject({
        counts: { gold: 0, platinum: 2, potential: 1 },
        load: { numerator: 7, denominator: 300 },
      });
      expect(await desk.items(manager, 'books/m-1')).toEqual(
        expect.arrayContaining([expect.objectContaining({ clientNo: 'G1', tier: 'platinum', targetTier: null })]),
      );
      const { facts } = (await desk.get<{ facts: readonly object[] }>(head, `clients/${id('G1')}/why`)).body;
      expect(facts).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            type: 'ClientUpgraded',
            data: expect.objectContaining({ opportunityId, to: 'platinum' }),
          }),
        ]),
      );
    });
  });

  describe('5. a birthday in three days', () => {
    type Message = { readonly messageId: string; readonly clientId: string; readonly reasonCode: string | null };
    const messageOf = async (clientNo: string, occasion = 'birthday') =>
      (await desk.items<Message & { occasion: string }>(manager, 'outbound-messages')).find(
        (message) => message.clientId === id(clientNo) && message.occasion.startsWith(occasion),
      );
    const suppressed = async () =>
      Object.fromEntries(
        (await desk.items<Message>(manager, 'outbound-messages/suppressed')).map(({ messageId, reasonCode }) => [
          messageId,
          reasonCode,
        ]),
      );

    it('makes a suggested greeting that waits for the manager’s yes', async () => {
      await desk.at('2026-07-19', 7);
      expect(await desk.items(manager, 'outbound-messages/waiting')).toEqual([]);
      await desk.at('2026-07-19', 8);
      const waiting = await desk.items<Message>(manager, 'outbound-messages/waiting');
      expect(new Set(waiting.map(({ clientId }) => clientId))).toEqual(new Set([id('G1'), id('U1')]));
      for (const message of waiting)
        expect(message).toMatchObject({ kind: 'greeting', on: '2026-07-22', status: 'suggested', scheduledFor: null });
      expect(await desk.items(otherManager, 'outbound-messages/waiting')).toEqual([]);
      expect(await desk.items(people.administrator, 'sms-receipts/sandbox/messages')).toEqual([]);
    });

    it('after the yes it is scheduled for the day; the client who refused greetings is listed with the reason', async () => {
      await desk.at('2026-07-20', 9);
      const yes = async (clientNo: string) => {
        const messageId = String((await messageOf(clientNo))?.messageId);
        expect((await desk.post(otherManager, `outbound-messages/${messageId}/confirm`)).status).toBe(404);
        expect((await desk.post(manager, `outbound-messages/${messageId}/confirm`)).status).toBe(200);
        return messageId;
      };
      const preview = await desk.get(
        manager,
        `outbound-messages/${String((await messageOf('G1'))?.messageId)}/preview`,
      );
      expect(preview.body).toMatchObject({ text: expect.stringContaining('生日快乐') });
      await yes('G1');
      const refused = await yes('U1');
      expect(await messageOf('G1')).toMatchObject({
        status: 'scheduled',
        scheduledFor: shanghaiInstant('2026-07-22', 8),
      });
      expect(await messageOf('U1')).toMatchObject({ status: 'suppressed', reasonCode: 'consent.refused' });
      expect(await suppressed()).toEqual({ [refused]: 'consent.refused' });
    });

    it('on the day it leaves through the sandbox gateway, and its receipt comes', async () => {
      await desk.at('2026-07-22', 8);
      await eventually(async () => expect(await messageOf('G1')).toMatchObject({ status: 'dispatched' }));
      expect(await desk.items(administrator, 'sms-receipts/sandbox/messages')).toMatchObject([
        { outcome: 'delivered' },
      ]);
      await desk.at('2026-07-22', 9);
      await eventually(async () => expect(await messageOf('G1')).toMatchObject({ status: 'delivered' }));
      expect(await messageOf('G1')).toMatchObject({ startedAt: shanghaiInstant('2026-07-22', 8), reasonCode: null });
    });

    it('marketing asked for at night waits for the window; without opt-in, or beyond the cap, it is listed with the reason', async () => {
      const templates = await desk.items<{ templateId: string; approved: { name: string } }>(manager, 'templates');
      const templateId = String(templates.find(({ approved }) => approved.name === '新产品发售')?.templateId);
      const sale = (clientNo: string, product: string) => ({
        ...{ clientId: id(clientNo), templateId, values: { product, date: '8月1日' }, holding: product },
      });
      await desk.at('2026-07-22', 21);
      const first = await desk.post(manager, 'outbound-messages', sale('G1', 'BLF-1'));
      const second = await desk.post(manager, 'outbound-messages', sale('G1', 'BLF-2'));
      const unasked = await desk.post(manager, 'outbound-messages', sale('U1', 'BLF-1'));
      expect([first.status, second.status, unasked.status]).toEqual([200, 200, 200]);
      const all = await desk.items<Message>(manager, 'outbound-messages');
      expect(all.find(({ messageId }) => messageId === first.body['id'])).toMatchObject({
        ...{ kind: 'marketing', status: 'scheduled', scheduledFor: shanghaiInstant('2026-07-23', 8) },
      });
      expect(await suppressed()).toMatchObject({
        [String(second.body['id'])]: 'cap.reached',
        [String(unasked.body['id'])]: 'consent.missing',
      });
    });
  });

  describe('6. head and branch see compliance', () => {
    type Counts = { readonly [rule: string]: { readonly [status: string]: number } };
    it('by client, by staff and by outlet; sums agree', async () => {
      await desk.at('2026-07-27', 9);
      const clients = await desk.items<{ clientId: string; rule: string }>(head, 'compliance/clients?staffId=m-1');
      expect(clients.find(({ clientId, rule }) => clientId === id('G1') && rule === 'C4')).toMatchObject({
        ...{ owed: 2, done: 2, status: 'met' },
      });
      expect(clients.find(({ clientId, rule }) => clientId === id('P1') && rule === 'C4')).toMatchObject({
        ...{ owed: 4, done: 2, status: 'atRisk' },
      });
      const staff = await desk.items<{ staffId: string; rules: Counts }>(head, 'compliance/staff');
      expect(staff.map(({ staffId }) => staffId)).toEqual(['m-1', 'm-2']);
      expect(staff[0]).toMatchObject({ clients: 3, rules: { C4: { met: 1, atRisk: 1 } } });
      expect(staff[1]).toMatchObject({ clients: 31, rules: { C3: { atRisk: 31 } } });
      const strip = (staff[0] as unknown as { strip: readonly object[] }).strip;
      expect(strip).toEqual(
        expect.arrayContaining([
          { week: '2026-W27', target: 3, clients: 2, verdict: 'missed' },
          { week: '2026-W29', target: 3, clients: 1, verdict: 'missed' },
        ]),
      );
      const outlets = await desk.items<{ outletId: string; rules: Counts }>(branchManager, 'compliance/outlets');
      const sum = (rule: string, status: string) =>
        staff.reduce((all, { rules }) => all + (rules[rule]?.[status] ?? 0), 0);
      expect(outlets).toEqual([
        {
          ...{ outletId: 'N01', clients: 34, managers: 2, onTarget: 0 },
          rules: {
            C2: { met: sum('C2', 'met'), open: sum('C2', 'open') },
            C3: { atRisk: 31 },
            C4: { met: 1, atRisk: 1 },
            C9: { met: sum('C9', 'met'), missed: sum('C9', 'missed') },
          },
        },
        { outletId: 'N02', clients: 0, managers: 0, onTarget: 0, rules: {} },
      ]);
      expect([sum('C2', 'met'), sum('C9', 'met')]).toEqual([2, 2]);
      expect(await desk.items(branchManager, 'compliance/staff?outletId=N01')).toEqual(staff);
      expect((await desk.get(otherHead, 'compliance/clients?staffId=m-1')).status).toBe(404);
      expect((await desk.get(teller, 'compliance/outlets')).body['items']).toEqual([]);
    });

    it('a closed month has its verdicts, and each names its evidence', async () => {
      await desk.at('2026-08-01', 9);
      const verdicts = async (query: string) =>
        (
          await desk.items<{ rule: string; verdicts: object }>(head, `compliance/periods?period=2026-07${query}`)
        ).toSorted((a, b) => (a.rule < b.rule ? -1 : 1));
      expect(await verdicts('')).toEqual([
        { rule: 'C3', period: '2026-07', verdicts: { missed: 31 } },
        { rule: 'C4', period: '2026-07', verdicts: { met: 1, missed: 1 } },
      ]);
      expect(await verdicts('&staffId=m-1')).toEqual([
        { rule: 'C4', period: '2026-07', verdicts: { met: 1, missed: 1 } },
      ]);
      const why = await desk.items<{ rule: string }>(head, `compliance/clients/${id('G1')}/why`);
      expect(why.find(({ rule }) => rule === 'C4')).toMatchObject({
        ...{ owed: 2, verdict: 'met', policyVersion: 1, contacts: [{ worth: 2 }] },
      });
    });

    it('and nothing was parked on the way', async () => expect(await desk.parked()).toEqual([]));
  });
}
