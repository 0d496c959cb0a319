import 'reflect-metadata';
import {
  addDays,
  clientAssigned,
  outletOpened,
  opportunityAdvanced,
  opportunityLost,
  optOutReceived,
  type Tier,
} from '@pcrm/contracts';
import { guardsEveryRoute, refusesBadBodies, type OpenService } from '@pcrm/platform/testing';
import { clientIdOf } from '../src/client-directory.js';
import { administrator, analyst, branchManager, core, head, manager, openBranch, otherHead } from './branch.js';

const HEADING =
  'clientNo,outletId,name,phone,idNumber,birthday,birthdayCalendar,tier,signedOn,openingAverageFen,occupation,orientation,preferredChannel,consents';
const yuan = (amount: number): number => amount * 100;
const line = (clientNo: string, businessDate: string, amount: number, sequence: number): string =>
  `core,${String(sequence)},${clientNo},deposit,${businessDate},${String(yuan(amount))},CNY`;
const signedClient = (clientNo: string, tier: string, average: number, name = '王小芳') =>
  `${clientNo},NN01,${name},13812345678,450100199001011234,1990-08-15,lunar,${tier},${tier ? '2024-01-01' : ''},${String(yuan(average))},executive,value,phone,marketing:sms=granted`;
const opportunityId = '11111111-1111-5111-8111-111111111111';
const opportunity = (clientNo: string) => ({
  opportunityId,
  clientId: clientIdOf(clientNo),
  outletId: 'NN01',
  staffId: 'M1',
  pipeline: 'SIGNING_UPGRADE' as const,
});

let b: OpenService;
beforeEach(async () => {
  b = await openBranch('2026-01-02T04:00:00.000Z');
});
afterEach(async () => {
  expect(b.failures).toEqual([]);
  await b.stop();
});

const importClients = (...lines: readonly string[]) => b.upload(head, 'clients/import', [HEADING, ...lines].join('\n'));
/** It is 18:00 of that day in Shanghai; what fell due meanwhile was done. */
const at = async (date: string): Promise<void> => {
  await b.until(`${date}T10:00:00.000Z`);
};
const patch = (path: string, text: string) =>
  b.ask(core, 'PATCH', path, text, { 'content-type': 'text/csv; charset=utf-8' });
const feed = (...lines: readonly string[]) => b.upload(core, 'feeds', `${lines.join('\n')}\n`);
const feedOn = async (date: string, ...lines: readonly string[]) => {
  await at(date);
  return await feed(...lines);
};
const close = (date: string) => b.post(core, `business-days/${date}/close`);
const closeOn = async (date: string) => {
  await at(date);
  return await close(date);
};
const standing = async (clientNo: string, asOf?: string) =>
  (await b.get(head, `clients/${clientIdOf(clientNo)}/standing${asOf ? `?asOf=${asOf}` : ''}`)).body;
const card = async (clientNo: string) => (await b.get(head, `clients/${clientIdOf(clientNo)}`)).body;

describe('acceptance examples over HTTP', () => {
  it('9: watched in month 2, cleared in month 4; three month ends in a row below: down at the fourth', async () => {
    await importClients(signedClient('C1', 'platinum', 520_000), signedClient('C2', 'platinum', 520_000));
    await closeOn('2026-01-31');
    expect([(await standing('C1'))['watch'], (await standing('C1'))['tier']]).toEqual([undefined, 'platinum']);
    await feedOn('2026-02-01', line('C1', '2026-02-01', 200_000, 1), line('C2', '2026-02-01', 200_000, 2));
    await closeOn('2026-02-28');
    expect((await standing('C1'))['watch']).toEqual({ since: '2026-02-28' });
    expect((await card('C1'))['watched']).toBe(true);
    await closeOn('2026-03-31');
    await feedOn('2026-04-01', line('C1', '2026-04-01', 2_000_000, 3));
    await closeOn('2026-04-30');
    expect([(await standing('C1'))['watch'], (await standing('C1'))['tier']]).toEqual([undefined, 'platinum']);
    expect([(await standing('C2'))['watch'], (await standing('C2'))['tier'], (await card('C2'))['tier']]).toEqual([
      undefined,
      'gold',
      'gold',
    ]);
  });

  it('10: a corrected balance of a closed day re-opens the decision; asked as of before, the old answer is shown', async () => {
    await importClients(signedClient('C2', 'platinum', 502_000));
    await feedOn('2026-02-01', line('C2', '2026-02-01', 460_000, 1));
    for (const date of ['2026-02-28', '2026-03-31', '2026-04-30']) await closeOn(date);
    expect((await standing('C2'))['tier']).toBe('gold');
    const before = (await b.get(head, `clients/${clientIdOf('C2')}/why`)).body['facts'] as { recordedAt: string }[];
    const asOf = before.at(-1)?.recordedAt ?? '';
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await feedOn('2026-05-04', line('C2', '2026-02-01', 700_000, 2))).body).toMatchObject({ accepted: 1 });
    expect([(await standing('C2'))['tier'], (await card('C2'))['tier']]).toEqual(['platinum', 'platinum']);
    expect((await standing('C2', asOf))['tier']).toBe('gold');
    expect((await b.get(head, `clients/${clientIdOf('C2')}/standing?asOf=yesterday`)).status).toBe(400);
  });

  it('13: the same file twice, or its lines shuffled, gives the same answers and the same digest', async () => {
    const lines: string[] = [];
    for (let n = 0; n < 4; n++)
      for (let d = 0; d < 30; d++)
        lines.push(
          line(
            `C${String(n)}`,
            addDays('2026-09-01', (d * 7) % 30),
            80_000 + ((n * 31 + d * 17) % 11) * 30_000,
            n * 100 + d,
          ),
        );
    const digests: unknown[] = [];
    for (const order of [lines, [...lines].reverse(), [...lines.slice(50), ...lines]]) {
      const branch = b;
      b = await openBranch('2026-10-31T10:00:00.000Z');
      await branch.stop();
      await importClients(...[0, 1, 2, 3].map((n) => signedClient(`C${String(n)}`, '', 99_000)));
      await feed(...order);
      await close('2026-10-31');
      digests.push(await b.running.digest());
    }
    expect(digests[0]).toEqual(
      expect.arrayContaining([expect.objectContaining({ view: expect.stringContaining('client-list'), rows: 4 })]),
    );
    expect(digests[1]).toEqual(digests[0]);
    expect(digests[2]).toEqual(digests[0]);
  });
  it('13: day 1 = 100, day 2 = 100 confirmed, day 1 corrected to 50: day 2 is still 100', async () => {
    await at('2026-11-02');
    await importClients('C1,NN01');
    await feed(line('C1', '2026-11-01', 100, 1), line('C1', '2026-11-02', 100, 2));
    await feed(line('C1', '2026-11-01', 50, 3));
    await close('2026-11-02');
    const { average, balances } = await card('C1');
    expect(balances).toMatchObject({ asOf: '2026-11-02', totalFen: yuan(100) });
    expect(average).toMatchObject({
      averageFen: Math.floor(yuan(150) / 365),
      days: 365,
      coveredDays: 2,
      policyVersion: 1,
    });
  });

  it('16: a potential client declines: follow-up ends for 180 days; a new large sum opens it again', async () => {
    await importClients(signedClient('C1', '', 150_000));
    await feedOn('2026-05-01', line('C1', '2026-05-01', 150_000, 1));
    await close('2026-05-01');
    await at('2026-05-10');
    expect((await b.get(head, 'potentials?basis=reached')).body['items']).toMatchObject([
      { clientNo: 'C1', potential: { basis: 'reached', targetTier: 'gold' } },
    ]);
    await b.say(opportunityLost, {
      ...opportunity('C1'),
      reasonCode: 'declined',
      lostOn: '2026-05-10',
      lostAt: '2026-05-10T02:00:00.000Z',
    });
    expect((await standing('C1'))['coolOff']).toEqual({ terminatedOn: '2026-05-10', until: '2026-11-06' });
    expect((await b.get(head, 'potentials')).body['items']).toEqual([]);
    await closeOn('2026-06-30');
    expect((await b.get(head, 'potentials')).body['items']).toEqual([]);
    await feedOn('2026-07-03', line('C1', '2026-07-03', 260_000, 2));
    await close('2026-07-03');
    expect((await b.get(head, 'potentials')).body['items']).toMatchObject([{ clientNo: 'C1', coolOffUntil: null }]);
  });

  it('19: a gold client signed at 150k whose average reaches 500k is potential for platinum, and signs', async () => {
    await importClients(signedClient('C1', 'gold', 150_000));
    await feedOn('2026-03-01', line('C1', '2026-03-01', 2_000_000, 1), 'x');
    await closeOn('2026-06-30');
    await at('2026-07-01');
    expect((await b.get(head, 'potentials')).body['items']).toMatchObject([
      { tier: 'gold', potential: { basis: 'reached', targetTier: 'platinum' } },
    ]);
    await b.say(opportunityAdvanced, {
      ...opportunity('C1'),
      from: 'PRESENTED',
      to: 'SIGNING',
      targetTier: 'platinum',
      advancedAt: '2026-07-01T02:00:00.000Z',
    });
    expect(await card('C1')).toMatchObject({
      tier: 'platinum',
      since: '2026-07-01',
      potential: null,
      established: true,
    });
    const { facts } = (await b.get(head, `clients/${clientIdOf('C1')}/why`)).body as {
      facts: { type: string; factId: string; data: object }[];
    };
    expect(facts.find(({ type }) => type === 'ClientUpgraded')?.data).toMatchObject({
      from: 'gold',
      to: 'platinum',
      opportunityId,
    });
    expect(facts.find(({ type }) => type === 'ClientMarkedPotential')?.data).toMatchObject({ policyVersion: 1 });
  });
});

describe('signing', () => {
  const sign = (to: string) => b.post(head, `clients/${clientIdOf('C1')}/tier/sign`, { to });
  it('is refused with its rule below the standard and with an incomplete file, and a fact when an opportunity asked', async () => {
    await importClients('C1,NN01,王小芳');
    expect((await sign('gold')).body).toMatchObject({
      status: 422,
      code: 'tier.below-standard',
      title: '年日均未达到该等级标准',
    });
    await feedOn('2026-01-31', line('C1', '2026-01-01', 9_000_000, 1));
    await close('2026-01-31');
    await at('2026-02-01');
    expect((await sign('gold')).body).toMatchObject({
      code: 'tier.file-incomplete',
      details: { missing: ['phone', 'id', 'birthday', 'occupation', 'orientation', 'preferredChannel', 'consents'] },
    });
    await b.say(opportunityAdvanced, {
      ...opportunity('C1'),
      from: 'PRESENTED',
      to: 'SIGNING',
      targetTier: 'gold',
      advancedAt: '2026-02-01T02:00:00.000Z',
    });
    const { facts } = (await b.get(head, `clients/${clientIdOf('C1')}/why`)).body as {
      facts: { type: string; data: object }[];
    };
    expect(facts.at(-1)).toMatchObject({
      type: 'SigningRefused',
      data: { code: 'tier.file-incomplete', opportunityId },
    });
    const file = {
      phone: '13812345678',
      idNumber: '450100199001011234',
      birthday: { calendar: 'lunar', month: 8, day: 15 },
      occupation: 'executive',
      orientation: 'value',
      preferredChannel: 'phone',
    };
    expect((await b.ask(head, 'PATCH', `clients/${clientIdOf('C1')}/file`, file)).status).toBe(200);
    await b.post(head, `clients/${clientIdOf('C1')}/consents`, {
      changes: [{ purpose: 'marketing', channel: 'sms', state: 'refused' }],
    });
    expect((await sign('gold')).status).toBe(200);
    expect((await sign('gold')).body['code']).toBe('tier.already-held');
  });
});

describe('the client list', () => {
  const assignedToM1 = (clientNo: string, tier: Tier | null) =>
    b.say(clientAssigned, {
      clientId: clientIdOf(clientNo),
      outletId: 'NN01',
      staffId: 'M1',
      role: 'clientManager',
      tier,
      targetTier: null,
      from: '2026-11-18',
      overridden: false,
    });
  beforeEach(async () => {
    await at('2026-11-18');
    await importClients(
      signedClient('C1', 'gold', 150_000),
      signedClient('C2', 'platinum', 700_000, '李雷'),
      signedClient('C3', '', 0, '张伟'),
    );
    await feed(line('C1', '2026-11-18', 150_000, 1), line('C2', '2026-11-18', 700_000, 2));
    await close('2026-11-18');
    await assignedToM1('C2', 'platinum');
    await new Promise((resolve) => setTimeout(resolve, 20));
  });
  const numbers = (body: Record<string, unknown>) =>
    (body['items'] as { clientNo: string }[]).map(({ clientNo }) => clientNo);
  const search = async (text: string, who = head) => numbers((await b.post(who, 'clients/search', { text })).body);

  it('says on its first page how many there are in all, within scope and filters', async () => {
    const first = (await b.get(head, 'clients?limit=2')).body;
    expect([numbers(first), first['total']]).toEqual([['C2', 'C1'], 3]);
    const next = encodeURIComponent(String(first['next']));
    expect((await b.get(head, `clients?limit=2&after=${next}`)).body).not.toHaveProperty('total');
    expect((await b.post(head, 'clients/search', { tier: 'gold', limit: 1 })).body['total']).toBe(1);
    expect((await b.get(manager, 'clients')).body['total']).toBe(1);
    expect((await b.post(head, 'clients/search', { text: 'C1' })).body).not.toHaveProperty('total');
  });

  it('shows masked clients of the scope, sorted and filtered', async () => {
    const all = await b.get(head, 'clients');
    expect(numbers(all.body)).toEqual(['C2', 'C1', 'C3']);
    expect(all.body['items']).toMatchObject([
      {
        name: '李*',
        phone: '138****5678',
        averageAsOf: '2026-11-18',
        averageFen: yuan(700_000),
        maintainer: { staffId: 'M1' },
      },
      {},
      {},
    ]);
    expect(JSON.stringify(all.body)).not.toMatch(/李雷|13812345678|_staff|Tokens/);
    expect(numbers((await b.get(manager, 'clients')).body)).toEqual(['C2']);
    expect(numbers((await b.get(otherHead, 'clients')).body)).toEqual([]);
    expect(numbers((await b.get(branchManager, 'clients?sort=number')).body)).toEqual(['C1', 'C2', 'C3']);
    expect(numbers((await b.get(head, 'clients?established=false')).body)).toEqual(['C3']);
    expect(numbers((await b.get(head, 'clients?tier=gold')).body)).toEqual(['C1']);
    const first = (await b.get(head, 'clients?limit=2')).body;
    expect(
      numbers((await b.get(head, `clients?limit=2&after=${encodeURIComponent(String(first['next']))}`)).body),
    ).toEqual(['C3']);
  });
  it('is sorted in each scope: by average and by last change, the highest first, and by number', async () => {
    await at('2026-11-19');
    await assignedToM1('C3', null);
    await at('2026-11-20');
    await assignedToM1('C1', 'gold');
    for (const who of [manager, head, branchManager])
      for (const [sort, order] of Object.entries({
        average: ['C2', 'C1', 'C3'],
        changed: ['C1', 'C3', 'C2'],
        number: ['C1', 'C2', 'C3'],
      }))
        expect([who.role, sort, numbers((await b.get(who, `clients?sort=${sort}`)).body)]).toEqual([
          who.role,
          sort,
          order,
        ]);
  });
  it('finds by name, pinyin initials, number, phone and its tail, within the scope', async () => {
    expect([
      await search('王小'),
      await search('ll'),
      await search('C2'),
      (await search('5678')).length,
      await search('13812345678', manager),
    ]).toEqual([['C1'], ['C2'], ['C2'], 3, ['C2']]);
    expect(await search('王小', otherHead)).toEqual([]);
  });
  it('is not asked for nothing: a text that is null is bad input, one that is left out asks for all', async () => {
    expect((await b.post(head, 'clients/search', { text: null })).status).toBe(400);
    expect((await b.post(head, 'clients/search', {})).status).toBe(200);
  });
  it('reveals for a purpose, to who may, and writes that down', async () => {
    const revealed = await b.post(manager, `clients/${clientIdOf('C2')}/reveal`, {
      purpose: '电话预约',
      fields: ['name', 'phone', 'birthday'],
    });
    expect(revealed.body).toEqual({
      name: '李雷',
      phone: '13812345678',
      birthday: { calendar: 'lunar', year: 1990, month: 8, day: 15 },
    });
    expect(
      (await b.post(manager, `clients/${clientIdOf('C1')}/reveal`, { purpose: '电话预约', fields: ['name'] })).status,
    ).toBe(404);
    expect(
      (await b.post(branchManager, `clients/${clientIdOf('C2')}/reveal`, { purpose: '电话预约', fields: ['name'] }))
        .status,
    ).toBe(403);
    const facts = await b.parts.events.read(`client-${clientIdOf('C2')}`);
    expect(
      facts.filter(({ type }) => type === 'PersonalDataRevealed').map(({ data }) => [data['by'], data['fields']]),
    ).toEqual([['M1', ['name', 'phone', 'birthday']]]);
    expect(JSON.stringify(facts)).not.toMatch(/李雷|13812345678|电话预约/);
  });
  it('changes the file of the revision that was read, or answers 412: nobody overwrites what they have not seen', async () => {
    const path = `clients/${clientIdOf('C2')}`;
    const tagOf = async () => String((await b.get(manager, path)).headers['etag']);
    const change = (occupation: string, tag: string) =>
      b.ask(manager, 'PATCH', `${path}/file`, { occupation }, { 'if-match': tag });
    const read = await tagOf();
    expect((await change('scholar', read)).status).toBe(200);
    expect((await change('homemaker', read)).body).toMatchObject({ status: 412, code: 'resource.changed' });
    expect((await b.get(manager, path)).body['occupation']).toBe('scholar');
    const revealed = await b.post(manager, `${path}/reveal`, { purpose: '电话预约', fields: ['name'] });
    expect(revealed.headers['etag']).toBe(await tagOf());
    expect((await change('homemaker', await tagOf())).status).toBe(200);
  });
  it('overrides the standing that was read, or answers 412', async () => {
    const path = `clients/${clientIdOf('C3')}`;
    const read = String((await b.get(head, `${path}/standing`)).headers['etag']);
    const mark = (tag: string) =>
      b.post(head, `${path}/potential`, { targetTier: 'gold', reason: '他行资产较多' }, { 'if-match': tag });
    expect((await mark(read)).status).toBe(200);
    expect((await mark(read)).status).toBe(412);
  });
  it('tells who is near a threshold, and the balance that would do', async () => {
    await feedOn('2026-11-19', line('C1', '2026-11-19', 9_000_000, 3));
    await close('2026-11-19');
    const near = (await b.get(head, 'near-threshold?days=60')).body['items'] as {
      clientNo: string;
      crossing: { tier: string; direction: string; on: string };
    }[];
    expect(near).toMatchObject([{ clientNo: 'C1', crossing: { tier: 'platinum', direction: 'reach' } }]);
    const by = '2026-12-31';
    const { balanceFen } = (await b.get(head, `clients/${clientIdOf('C1')}/balance-needed?tier=platinum&by=${by}`))
      .body;
    expect(balanceFen).toBe(Math.ceil((yuan(500_000) * 365 - yuan(150_000) * (365 - 43) - yuan(9_000_000)) / 42));
  });
  it('hears an opt-out and withdraws the consent', async () => {
    await b.say(optOutReceived, { clientId: clientIdOf('C1'), channel: 'sms', receivedAt: '2026-11-18T12:00:00.000Z' });
    expect((await card('C1'))['consents']).toMatchObject({ 'marketing:sms': 'withdrawn' });
  });
});

describe('feeds', () => {
  beforeEach(() => at('2026-11-18'));
  const id = '22222222-2222-4222-8222-222222222222';
  it('name what was rejected, show the text to the uploader only, and change nothing when sent again', async () => {
    await importClients('C1,NN01');
    const text = `${line('C1', '2026-11-01', 5, 1)}\ncore,1,C9,deposit,2026-11-01,王,CNY\n`;
    const first = await b.upload(core, 'feeds', text, { 'idempotency-key': id });
    expect(first.body).toMatchObject({ feedId: id, lines: 2, accepted: 1, duplicate: 0, rejected: 1, done: true });
    expect((await b.upload(core, 'feeds', text, { 'idempotency-key': id })).body).toEqual(first.body);
    expect((await b.upload(core, 'feeds', text)).body).toMatchObject({ accepted: 0, duplicate: 1, rejected: 1 });
    const rejected = { line: 2, field: 'clientNo', reason: 'clientNo.unknown', zh: '不认识此值', en: 'is not known' };
    expect((await b.get(core, `feeds/${id}/rejected`)).body['items']).toEqual([
      { ...rejected, text: 'core,1,C9,deposit,2026-11-01,王,CNY' },
    ]);
    expect((await b.get(analyst, `feeds/${id}/rejected`)).body['items']).toEqual([{ ...rejected, text: null }]);
  });
  it('under an id that another file has are refused, whole or not', async () => {
    await importClients('C1,NN01');
    const [text, other] = [`${line('C1', '2026-11-01', 5, 1)}\n`, `${line('C1', '2026-11-01', 7, 1)}\n`];
    await b.upload(core, 'feeds', text, { 'idempotency-key': id });
    const reused = { status: 422, code: 'command.id-reused' };
    for (const sent of [other, text.slice(0, -2), `x${text}`])
      expect((await b.upload(core, 'feeds', sent, { 'idempotency-key': id })).body).toMatchObject(reused);
    expect((await b.upload(analyst, 'feeds', text, { 'idempotency-key': id })).body['code']).toBe(
      'feed.other-uploader',
    );
    expect((await b.upload(core, 'feeds', text, { 'idempotency-key': id })).body).toMatchObject({ accepted: 1 });
  });
  it('go on after an interruption, in the middle of a line', async () => {
    await importClients('C1,NN01');
    const text = `${line('C1', '2026-11-01', 5, 1)}\n${line('C1', '2026-11-02', 6, 2)}\n`;
    const begun = await b.upload(core, 'feeds?last=false', text.slice(0, 60), { 'idempotency-key': id });
    const offset = Number(begun.body['offset']);
    expect([offset, begun.body['done']]).toEqual([text.indexOf('\n') + 1, false]);
    expect((await patch(`feeds/${id}?offset=${String(offset + 9)}`, text)).body).toMatchObject({
      status: 422,
      code: 'feed.wrong-offset',
      details: { offset },
    });
    expect((await patch(`feeds/${id}?offset=${String(offset)}`, text.slice(offset))).body).toMatchObject({
      accepted: 2,
      done: true,
    });
  });
  it('close business days by a marker, and bring visits once', async () => {
    await importClients('C1,NN01');
    const lines = [
      'type,clientNo,businessDate,outletId',
      'visit,C1,2026-11-01,NN01',
      'visit,C1,2026-11-01,NN01',
      'close,,2026-11-18,',
    ];
    expect((await b.upload(core, 'feeds', lines.join('\n'))).body).toMatchObject({
      accepted: 2,
      duplicate: 1,
      rejected: 0,
    });
    expect((await b.get(core, 'business-days')).body).toEqual({ closedThrough: '2026-11-18', closing: [] });
    expect((await card('C1'))['visitedOn']).toBe('2026-11-01');
    expect((await close('2026-11-30')).body['code']).toBe('business-day.in-future');
    expect((await close('soon')).status).toBe(400);
  });
  it('reject the visit of an outlet that nobody knows, with line, field, reason and text, until it is opened', async () => {
    await importClients('C1,NN01');
    const lines = ['type,clientNo,businessDate,outletId', 'visit,C1,2026-11-01,NN77', 'visit,C1,2026-11-02,NN02'];
    const first = (await b.upload(core, 'feeds', lines.join('\n'))).body;
    expect(first).toMatchObject({ accepted: 1, rejected: 1 });
    expect((await b.get(core, `feeds/${String(first['feedId'])}/rejected`)).body['items']).toMatchObject([
      { line: 2, field: 'outletId', reason: 'outletId.unknown', text: lines[1] },
    ]);
    await b.say(outletOpened, { outletId: 'NN77', name: '新支行' });
    expect((await b.upload(core, 'feeds', lines.join('\n'))).body).toMatchObject({
      accepted: 1,
      duplicate: 1,
      rejected: 0,
    });
  });
  it('that brought no marker: the next business date is closed at 06:00 of the day after it', async () => {
    await close('2026-11-18');
    await b.until('2026-11-19T21:59:00.000Z');
    expect((await b.get(core, 'business-days')).body['closedThrough']).toBe('2026-11-18');
    b.clock.set('2026-11-19T22:00:30.000Z');
    for (let i = 0; i < 50 && (await b.get(core, 'business-days')).body['closedThrough'] !== '2026-11-19'; i++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await b.get(core, 'business-days')).body['closedThrough']).toBe('2026-11-19');
  });
});

describe('imports and policies', () => {
  beforeEach(() => at('2026-11-20'));
  it('name bad lines, take the rest, change nothing the second time, and stay within the outlet', async () => {
    const lines = [signedClient('C1', 'gold', 150_000), 'C2,NN02', 'C3,NN01,,12x'];
    expect((await importClients(...lines)).body).toMatchObject({
      accepted: 1,
      duplicate: 0,
      rejected: [
        { line: 3, field: 'outletId', reason: 'access.denied' },
        { line: 4, field: 'phone', reason: 'phone.malformed', text: 'C3,NN01,,12x' },
      ],
    });
    expect((await importClients(...lines)).body).toMatchObject({ accepted: 0, duplicate: 1 });
    expect((await b.upload(analyst, 'clients/import', `${HEADING}\nC2,NN02`)).body).toMatchObject({ accepted: 1 });
  });
  it('know the outlets that allocation has opened: a line of another one is rejected, whoever sends it', async () => {
    const file = [HEADING, 'C1,NN01', 'C2,NN77', 'C3,NN02'].join('\n');
    const headOfNowhere = { ...head, outletId: 'NN77' };
    const [all, one] = await Promise.all([
      b.upload(analyst, 'clients/import', file),
      b.post(headOfNowhere, 'clients', { clientNo: 'C2', outletId: 'NN77' }),
    ]);
    expect(all.body).toMatchObject({
      accepted: 2,
      rejected: [{ line: 3, field: 'outletId', reason: 'outletId.unknown', text: 'C2,NN77', zh: '不认识此值' }],
    });
    expect(one.body).toMatchObject({ status: 422, code: 'client.outlet-unknown', title: '没有此网点' });
    await b.say(outletOpened, { outletId: 'NN77', name: '新支行' });
    expect((await b.upload(analyst, 'clients/import', file)).body).toMatchObject({ accepted: 1, rejected: [] });
    expect((await b.post(headOfNowhere, 'clients', { clientNo: 'C4', outletId: 'NN77' })).status).toBe(200);
  }, 30_000);
  it('under an id that another file has: its changed lines are rejected, the same ones get their first outcome', async () => {
    const key = { 'idempotency-key': '33333333-3333-4333-8333-333333333333' };
    const send = (...lines: string[]) => b.upload(head, 'clients/import', [HEADING, ...lines].join('\n'), key);
    expect((await send('C1,NN01', 'C2,NN01')).body).toMatchObject({ accepted: 2, rejected: [] });
    expect((await send('C1,NN01', 'C2,NN01,王芳')).body).toMatchObject({
      accepted: 1,
      rejected: [{ line: 3, field: 'line', reason: 'command.id-reused' }],
    });
  });
  it('let one propose and another approve a tier policy', async () => {
    const { versions } = (await b.get(head, 'tier-policies')).body as { versions: { thresholdsFen: object }[] };
    const {
      version: _v,
      effectiveFrom: _e,
      ...rules
    } = versions[0] as unknown as { version: number; effectiveFrom: string };
    const proposed = await b.post(administrator, 'tier-policies', {
      rules: { ...rules, window: 'ROLLING_180' },
      effectiveFrom: '2026-11-21',
    });
    const proposalId = String(proposed.body['proposalId']);
    expect((await b.post(administrator, `tier-policies/${proposalId}/approve`)).body['code']).toBe(
      'policy.same-person',
    );
    expect((await b.post(branchManager, `tier-policies/${proposalId}/approve`)).status).toBe(200);
    b.clock.set('2026-11-21T04:00:00.000Z');
    expect((await b.get(head, 'tier-policies')).body).toMatchObject({ inForce: 2 });
    expect((await b.post(administrator, 'tier-policies', { rules, effectiveFrom: '2026-11-21' })).body['code']).toBe(
      'policy.effective-in-past',
    );
  });
  it('judge again what was closed when a policy of the past asks for it, and only then', async () => {
    await importClients(signedClient('C2', 'platinum', 502_000));
    await feedOn('2026-02-01', line('C2', '2026-02-01', 460_000, 1));
    for (const date of ['2026-02-28', '2026-03-31', '2026-04-30']) await closeOn(date);
    expect((await standing('C2'))['tier']).toBe('gold');
    const { versions } = (await b.get(head, 'tier-policies')).body as { versions: { thresholdsFen: object }[] };
    const {
      version: _v,
      effectiveFrom: _e,
      ...inForce
    } = versions[0] as Record<string, unknown> & { thresholdsFen: object };
    const rules = { ...inForce, thresholdsFen: { ...inForce.thresholdsFen, platinum: yuan(450_000) } };
    const propose = (more: object) =>
      b.post(administrator, 'tier-policies', { rules, effectiveFrom: '2026-02-01', ...more });
    expect((await propose({})).body['code']).toBe('policy.effective-in-past');
    const { proposalId } = (await propose({ reevaluate: true })).body;
    expect((await b.post(branchManager, `tier-policies/${String(proposalId)}/approve`)).status).toBe(200);
    for (let round = 0; round < 200 && (await card('C2'))['tier'] !== 'platinum'; round++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      await b.settled();
    }
    expect([(await standing('C2'))['tier'], (await card('C2'))['tier']]).toEqual(['platinum', 'platinum']);
  });
  it('let a manager mark potential by hand, only whom they look after', async () => {
    await importClients('C1,NN01');
    const path = `clients/${clientIdOf('C1')}/potential`;
    expect((await b.post(manager, path, { targetTier: 'gold', reason: '预计近期有大额资金转入' })).status).toBe(404);
    expect((await b.post(head, path, { targetTier: 'gold', reason: '预计近期有大额资金转入' })).status).toBe(200);
    expect((await b.get(head, 'potentials?basis=judged')).body['items']).toMatchObject([{ clientNo: 'C1' }]);
    expect((await b.get(head, 'potentials?basis=reached')).body['items']).toEqual([]);
    expect((await b.post(head, `${path}/withdraw`, { reasonCode: 'misjudged' })).status).toBe(200);
    expect((await b.get(head, 'potentials')).body['items']).toEqual([]);
  });
});

describe('the shell', () => {
  refusesBadBodies(async () => ({ app: b.app, secret: b.secret }));
  guardsEveryRoute(async () => ({ app: b.app, secret: b.secret, params: { date: '2026-11-01' } }));
});
