import 'reflect-metadata';
import { clientAssigned, optOutReceived, type Tier } from '@pcrm/contracts';
import { clientIdOf } from '../src/client-directory.js';
import {
  branchManager,
  head,
  line,
  manager,
  otherHead,
  signedClient,
  yuan,
  openBranch,
  type Branch,
} from './branch.js';

let b: Branch;
beforeEach(async () => {
  b = await openBranch('2026-01-02T04:00:00.000Z');
});
afterEach(async () => {
  expect(b.failures).toEqual([]);
  await b.stop();
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
    await b.at('2026-11-18');
    await b.importClients(
      signedClient('C1', 'gold', 150_000),
      signedClient('C2', 'platinum', 700_000, '李雷'),
      signedClient('C3', '', 0, '张伟'),
    );
    await b.feed(line('C1', '2026-11-18', 150_000, 1), line('C2', '2026-11-18', 700_000, 2));
    await b.close('2026-11-18');
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
    expect((await b.post(head, 'clients/search', { text: 'C1' })).body['total']).toBe(1);
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
    await b.at('2026-11-19');
    await assignedToM1('C3', null);
    await b.at('2026-11-20');
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
  it('has every hit of a text on one page or another, each once, in the order asked for', async () => {
    const many = Array.from({ length: 120 }, (_, n) => ({
      clientNo: `K${String(n).padStart(3, '0')}`,
      average: ((n * 37) % 60) * 1_000,
    }));
    await b.importClients(...many.map(({ clientNo, average }) => signedClient(clientNo, '', average, '赵一')));
    await b.closeOn('2026-11-19');
    await b.settled();
    const pages = async (sort: string) => {
      const found: Record<string, unknown>[] = [];
      for (let after: unknown; found.length === 0 || after !== undefined; after = found.at(-1)?.['next'])
        found.push((await b.post(head, 'clients/search', { text: '赵', limit: 50, sort, after })).body);
      return found;
    };
    const highest = many.toSorted((a, b) => b.average - a.average).map(({ average }) => yuan(average));
    const byAverage = await pages('average');
    expect(byAverage.map((page) => [numbers(page).length, page['total']])).toEqual([
      [50, 120],
      [50, undefined],
      [20, undefined],
    ]);
    expect(byAverage.flatMap(({ items }) => (items as { averageFen: number }[]).map((c) => c.averageFen))).toEqual(
      highest,
    );
    const all = many.map(({ clientNo }) => clientNo);
    for (const sort of ['average', 'changed']) expect((await pages(sort)).flatMap(numbers).toSorted()).toEqual(all);
    expect((await pages('number')).flatMap(numbers)).toEqual(all);
    expect((await b.post(head, 'clients/search', { text: '赵', after: 'WyJhIl0' })).status).toBe(400);
    for (const text of ['赵', undefined])
      expect((await b.post(head, 'clients/search', { text, after: null })).body['total']).toEqual(expect.any(Number));
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
    await b.feedOn('2026-11-19', line('C1', '2026-11-19', 9_000_000, 3));
    await b.close('2026-11-19');
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
    expect((await b.card('C1'))['consents']).toMatchObject({ 'marketing:sms': 'withdrawn' });
  });
  it('keeps a consent withdrawn when the file that granted it is imported again', async () => {
    await b.say(optOutReceived, { clientId: clientIdOf('C1'), channel: 'sms', receivedAt: '2026-11-18T12:00:00.000Z' });
    await b.at('2026-12-18');
    const again = `${signedClient('C1', 'gold', 150_000)};marketing:email=granted`;
    expect((await b.importClients(again)).body).toMatchObject({ accepted: 0, duplicate: 1 });
    await b.settled();
    expect((await b.card('C1'))['consents']).toMatchObject({
      'marketing:sms': 'withdrawn',
      'marketing:email': 'granted',
    });
  });
});
