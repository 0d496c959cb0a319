import 'reflect-metadata';
import { addDays, clientTransferred, outletOpened, opportunityAdvanced, opportunityLost } from '@pcrm/contracts';
import { guardsEveryRoute, refusesBadBodies } from '@pcrm/platform/testing';
import { clientIdOf } from '../src/client-directory.js';
import {
  administrator,
  analyst,
  branchManager,
  head,
  HEADING,
  line,
  manager,
  otherHead,
  signedClient,
  yuan,
  openBranch,
  type Branch,
} from './branch.js';

const opportunityId = '11111111-1111-5111-8111-111111111111';
const opportunity = (clientNo: string) => ({
  opportunityId,
  clientId: clientIdOf(clientNo),
  outletId: 'NN01',
  staffId: 'M1',
  pipeline: 'SIGNING_UPGRADE' as const,
});

let b: Branch;
beforeEach(async () => {
  b = await openBranch('2026-01-02T04:00:00.000Z');
});
afterEach(async () => {
  expect(b.failures).toEqual([]);
  await b.stop();
});

describe('acceptance examples over HTTP', () => {
  it('9: watched in month 2, cleared in month 4; three month ends in a row below: down at the fourth', async () => {
    await b.importClients(signedClient('C1', 'platinum', 520_000), signedClient('C2', 'platinum', 520_000));
    await b.closeOn('2026-01-31');
    expect([(await b.standing('C1'))['watch'], (await b.standing('C1'))['tier']]).toEqual([undefined, 'platinum']);
    await b.feedOn('2026-02-01', line('C1', '2026-02-01', 200_000, 1), line('C2', '2026-02-01', 200_000, 2));
    await b.closeOn('2026-02-28');
    expect((await b.standing('C1'))['watch']).toEqual({ since: '2026-02-28' });
    expect((await b.card('C1'))['watched']).toBe(true);
    await b.closeOn('2026-03-31');
    await b.feedOn('2026-04-01', line('C1', '2026-04-01', 2_000_000, 3));
    await b.closeOn('2026-04-30');
    expect([(await b.standing('C1'))['watch'], (await b.standing('C1'))['tier']]).toEqual([undefined, 'platinum']);
    expect([(await b.standing('C2'))['watch'], (await b.standing('C2'))['tier'], (await b.card('C2'))['tier']]).toEqual(
      [undefined, 'gold', 'gold'],
    );
  });

  it('10: a corrected balance of a closed day re-opens the decision; asked as of before, the old answer is shown', async () => {
    await b.importClients(signedClient('C2', 'platinum', 502_000));
    await b.feedOn('2026-02-01', line('C2', '2026-02-01', 460_000, 1));
    for (const date of ['2026-02-28', '2026-03-31', '2026-04-30']) await b.closeOn(date);
    expect((await b.standing('C2'))['tier']).toBe('gold');
    const before = (await b.get(head, `clients/${clientIdOf('C2')}/why`)).body['facts'] as { recordedAt: string }[];
    const asOf = before.at(-1)?.recordedAt ?? '';
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await b.feedOn('2026-05-04', line('C2', '2026-02-01', 700_000, 2))).body).toMatchObject({ accepted: 1 });
    expect([(await b.standing('C2'))['tier'], (await b.card('C2'))['tier']]).toEqual(['platinum', 'platinum']);
    expect((await b.standing('C2', asOf))['tier']).toBe('gold');
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
      await b.importClients(...[0, 1, 2, 3].map((n) => signedClient(`C${String(n)}`, '', 99_000)));
      await b.feed(...order);
      await b.close('2026-10-31');
      digests.push(await b.running.digest());
    }
    expect(digests[0]).toEqual(
      expect.arrayContaining([expect.objectContaining({ view: expect.stringContaining('client-list'), rows: 4 })]),
    );
    expect(digests[1]).toEqual(digests[0]);
    expect(digests[2]).toEqual(digests[0]);
  });
  it('13: day 1 = 100, day 2 = 100 confirmed, day 1 corrected to 50: day 2 is still 100', async () => {
    await b.at('2026-11-02');
    await b.importClients('C1,NN01');
    await b.feed(line('C1', '2026-11-01', 100, 1), line('C1', '2026-11-02', 100, 2));
    await b.feed(line('C1', '2026-11-01', 50, 3));
    await b.close('2026-11-02');
    const { average, balances } = await b.card('C1');
    expect(balances).toMatchObject({ asOf: '2026-11-02', totalFen: yuan(100) });
    expect(average).toMatchObject({
      averageFen: Math.floor(yuan(150) / 365),
      days: 365,
      coveredDays: 2,
      policyVersion: 1,
    });
  });

  it('16: a potential client declines: follow-up ends for 180 days; a new large sum opens it again', async () => {
    await b.importClients(signedClient('C1', '', 150_000));
    await b.feedOn('2026-05-01', line('C1', '2026-05-01', 150_000, 1));
    await b.close('2026-05-01');
    await b.at('2026-05-10');
    expect((await b.get(head, 'potentials?basis=reached')).body['items']).toMatchObject([
      { clientNo: 'C1', potential: { basis: 'reached', targetTier: 'gold' } },
    ]);
    await b.say(opportunityLost, {
      ...opportunity('C1'),
      reasonCode: 'declined',
      lostOn: '2026-05-10',
      lostAt: '2026-05-10T02:00:00.000Z',
    });
    expect((await b.standing('C1'))['coolOff']).toEqual({ terminatedOn: '2026-05-10', until: '2026-11-06' });
    expect((await b.get(head, 'potentials')).body['items']).toEqual([]);
    await b.closeOn('2026-06-30');
    expect((await b.get(head, 'potentials')).body['items']).toEqual([]);
    await b.feedOn('2026-07-03', line('C1', '2026-07-03', 260_000, 2));
    await b.close('2026-07-03');
    expect((await b.get(head, 'potentials')).body['items']).toMatchObject([{ clientNo: 'C1', coolOffUntil: null }]);
  });

  it('19: a gold client signed at 150k whose average reaches 500k is potential for platinum, and signs', async () => {
    await b.importClients(signedClient('C1', 'gold', 150_000));
    await b.feedOn('2026-03-01', line('C1', '2026-03-01', 2_000_000, 1), 'x');
    await b.closeOn('2026-06-30');
    await b.at('2026-07-01');
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
    expect(await b.card('C1')).toMatchObject({
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
    await b.importClients('C1,NN01,王小芳');
    expect((await sign('gold')).body).toMatchObject({
      status: 422,
      code: 'tier.below-standard',
      title: '年日均未达到该等级标准',
    });
    await b.feedOn('2026-01-31', line('C1', '2026-01-01', 9_000_000, 1));
    await b.close('2026-01-31');
    await b.at('2026-02-01');
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

describe('imports and policies', () => {
  beforeEach(() => b.at('2026-11-20'));
  it('name bad lines, take the rest, change nothing the second time, and stay within the outlet', async () => {
    const lines = [signedClient('C1', 'gold', 150_000), 'C2,NN02', 'C3,NN01,,12x'];
    expect((await b.importClients(...lines)).body).toMatchObject({
      accepted: 1,
      duplicate: 0,
      rejected: [
        { line: 3, field: 'outletId', reason: 'access.denied' },
        { line: 4, field: 'phone', reason: 'phone.malformed', text: 'C3,NN01,,12x' },
      ],
    });
    expect((await b.importClients(...lines)).body).toMatchObject({ accepted: 0, duplicate: 1 });
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
  it('go by the outlet to which a client was transferred: its file is taken there, and nowhere else', async () => {
    await b.importClients(signedClient('C1', 'gold', 150_000));
    const on = '2026-11-20';
    await b.say(clientTransferred, {
      ...{ clientId: clientIdOf('C1'), fromOutletId: 'NN01', toOutletId: 'NN02' },
      ...{ tier: 'gold', targetTier: null, basis: null, band: null, on },
    });
    const numberOf = async () => (await b.get(otherHead, `clients/${clientIdOf('C1')}`)).body['phone'];
    const lineOf = (outletId: string, phone: string) =>
      `${HEADING}\nC1,${outletId},,${phone},,,,,,,,,,marketing:email=granted`;
    const refused = { accepted: 0, rejected: [{ line: 2, field: 'outletId', reason: 'client.other-outlet' }] };
    expect((await b.upload(head, 'clients/import', lineOf('NN01', '13900000001'))).body).toMatchObject(refused);
    expect(
      (await b.post(head, 'clients', { clientNo: 'C1', outletId: 'NN01', phone: '13900000001' })).body,
    ).toMatchObject({
      code: 'client.other-outlet',
    });
    const { consents } = (await b.get(otherHead, `clients/${clientIdOf('C1')}/consents`)).body;
    expect([await numberOf(), Object.keys(consents as object)]).toEqual(['138****5678', ['marketing:sms']]);
    expect((await b.upload(analyst, 'clients/import', lineOf('NN02', '13900000002'))).body).toMatchObject({
      accepted: 1,
      rejected: [],
    });
    expect(await numberOf()).toBe('139****0002');
    expect(
      (await b.post(otherHead, 'clients', { clientNo: 'C1', outletId: 'NN02', phone: '13900000003' })).status,
    ).toBe(200);
    expect(await numberOf()).toBe('139****0003');
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
    await b.importClients(signedClient('C2', 'platinum', 502_000));
    await b.feedOn('2026-02-01', line('C2', '2026-02-01', 460_000, 1));
    for (const date of ['2026-02-28', '2026-03-31', '2026-04-30']) await b.closeOn(date);
    expect((await b.standing('C2'))['tier']).toBe('gold');
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
    for (let round = 0; round < 200 && (await b.card('C2'))['tier'] !== 'platinum'; round++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      await b.settled();
    }
    expect([(await b.standing('C2'))['tier'], (await b.card('C2'))['tier']]).toEqual(['platinum', 'platinum']);
  });
  it('let a manager mark potential by hand, only whom they look after', async () => {
    await b.importClients('C1,NN01');
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
