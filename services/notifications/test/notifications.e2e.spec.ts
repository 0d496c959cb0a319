import { addDays, importantDateRecorded, clientErased, clientMarkedPotential, clientAssigned } from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import type { Identity } from '@pcrm/platform';
import { guardsEveryRoute, refusesBadBodies } from '@pcrm/platform/testing';
import { BUILT_IN_TEMPLATES } from '../src/built-in-templates.js';
import { ReportSignature } from '../src/notify/receipt-signature.adapter.js';
import {
  branchManager,
  colleague,
  gatewayMachine,
  head,
  keeper,
  look,
  manager,
  meet,
  openBranch,
  wang,
  type Branch,
} from './branch.js';

const [greeting, maturity, marketing] = BUILT_IN_TEMPLATES.map(({ templateId }) => templateId);
const sale = { clientId: wang, templateId: marketing, values: { product: '本利丰', date: '7月1日' } };
const notice = {
  clientId: wang,
  templateId: maturity,
  values: { product: '本利丰', date: '7月1日' },
  holding: 'BLF-1',
};
/** 2026-06-15 is a Monday; 12:30Z is 20:30 in Shanghai. */
const LATE = '2026-06-15T12:30:00.000Z';
const MORNING = '2026-06-16T00:00:00.000Z';

const statusOf = async (branch: Branch, id: unknown): Promise<Record<string, unknown>> => {
  const { body } = await branch.get(manager, 'outbound-messages');
  return (body.items ?? []).find(({ messageId }) => messageId === id) ?? {};
};

describe('acceptance 8, over HTTP', () => {
  it('defers MARKETING asked for at 20:30 to 08:00, and then sends it', async () => {
    await using branch = await openBranch(LATE);
    await meet(branch, { marketing: 'granted' });
    const { status, body } = await branch.post(manager, 'outbound-messages', sale);
    expect(status).toBe(200);
    await look(branch);
    expect(await statusOf(branch, body['id'])).toMatchObject({
      status: 'scheduled',
      scheduledFor: MORNING,
      clientName: '王*芳',
    });
    await branch.until(MORNING);
    await look(branch);
    expect(await statusOf(branch, body['id'])).toMatchObject({ status: 'dispatched', startedAt: MORNING });
    await branch.until('2026-06-16T00:01:00.000Z');
    await look(branch);
    expect(await statusOf(branch, body['id'])).toMatchObject({
      status: 'delivered',
      deliveredAt: '2026-06-16T00:00:05.000Z',
    });
  });

  it('suppresses MARKETING without opt-in, and lists it', async () => {
    await using branch = await openBranch(LATE);
    await meet(branch, {});
    const { body } = await branch.post(manager, 'outbound-messages', sale);
    const listed = await branch.get(manager, 'outbound-messages/suppressed');
    expect(listed.body.items).toMatchObject([
      { messageId: body['id'], reasonCode: 'consent.missing', kind: 'marketing' },
    ]);
  });

  it('lists newest first, page by page, to whoever may see it, what was asked for and what was not sent, however long each would have been of use', async () => {
    await using branch = await openBranch('2026-06-15T02:00:00.000Z');
    await meet(branch, {});
    const asked: unknown[] = [];
    for (const on of ['2026-06-30', '2026-06-20', '2026-06-25']) {
      asked.push((await branch.post(manager, 'outbound-messages', { ...sale, on })).body['id']);
      await branch.until(new Date(Date.parse(branch.clock.now()) + 60_000).toISOString());
    }
    const listed = async (who: Identity, path: string): Promise<readonly unknown[]> => {
      const ids: unknown[] = [];
      for (let after = ''; ;) {
        const { body } = await branch.get(who, `${path}?limit=2${after}`);
        ids.push(...(body.items ?? []).map(({ messageId }) => messageId));
        if (typeof body['next'] !== 'string') return ids;
        after = `&after=${encodeURIComponent(body['next'])}`;
      }
    };
    for (const who of [manager, head, branchManager])
      for (const path of ['outbound-messages', 'outbound-messages/suppressed'])
        expect([who.role, path, await listed(who, path)]).toEqual([who.role, path, asked.toReversed()]);
  });

  it('still sends the SERVICE maturity notice', async () => {
    await using branch = await openBranch(LATE);
    await meet(branch, {});
    const { body } = await branch.post(manager, 'outbound-messages', notice);
    await look(branch);
    expect(await statusOf(branch, body['id'])).toMatchObject({ status: 'dispatched', startedAt: LATE });
  });
});

describe('a birthday (C6)', () => {
  const birthday = say(
    importantDateRecorded,
    {
      clientId: wang,
      kind: 'birthday',
      date: { calendar: 'solar', month: 6, day: 18, year: 1980 },
      recordedOn: '2026-06-10T02:00:00.000Z',
    },
    { at: '2026-06-10T02:00:00.000Z' },
  );
  const open = async (): Promise<Branch> => {
    const branch = await openBranch('2026-06-10T02:00:00.000Z');
    await meet(branch, { greeting: 'granted' });
    await branch.hear(birthday);
    return branch;
  };
  const waitingFor = async (branch: Branch, who = manager) =>
    (await branch.get(who, 'outbound-messages/waiting?limit=20')).body.items ?? [];

  it('is suggested three days before at 08:00, waits for the yes of the maintainer alone, and leaves on the day', async () => {
    await using branch = await open();
    await branch.until('2026-06-14T23:59:59.000Z');
    expect(await waitingFor(branch)).toEqual([]);
    await branch.until('2026-06-15T00:00:00.000Z');
    const [message] = await waitingFor(branch);
    expect(message).toMatchObject({ status: 'suggested', occasion: 'birthday', on: '2026-06-18', clientName: '王*芳' });
    expect(await waitingFor(branch, colleague)).toEqual([]);
    const id = String(message?.['messageId']);
    const preview = await branch.get(manager, `outbound-messages/${id}/preview`);
    expect(preview.body).toMatchObject({ segments: 1, kind: 'greeting', text: expect.stringContaining('王*芳') });
    expect((await branch.post(colleague, `outbound-messages/${id}/confirm`, {})).status).toBe(404);
    expect((await branch.post(manager, `outbound-messages/${id}/confirm`, {})).status).toBe(200);
    await look(branch);
    expect(await statusOf(branch, id)).toMatchObject({ status: 'scheduled', scheduledFor: '2026-06-18T00:00:00.000Z' });
    await branch.until('2026-06-18T00:00:00.000Z');
    await look(branch);
    expect(await statusOf(branch, id)).toMatchObject({ status: 'dispatched' });
  });

  it('lapses when nobody says yes by the end of the day, and comes again next year', async () => {
    await using branch = await open();
    await branch.until('2026-06-18T16:00:00.000Z');
    const { body } = await branch.get(manager, 'outbound-messages/suppressed');
    expect(body.items).toMatchObject([{ reasonCode: 'lapsed', on: '2026-06-18' }]);
    await branch.until('2027-06-15T00:00:00.000Z');
    expect(await waitingFor(branch)).toMatchObject([{ on: '2027-06-18' }]);
  });

  it('is not greeted when the client has refused greetings: listed with the reason', async () => {
    await using branch = await openBranch('2026-06-10T02:00:00.000Z');
    await meet(branch, { greeting: 'refused' });
    await branch.hear(birthday);
    await branch.until('2026-06-15T00:00:00.000Z');
    const [message] = await waitingFor(branch);
    await branch.post(manager, `outbound-messages/${String(message?.['messageId'])}/confirm`, {});
    const { body } = await branch.get(manager, 'outbound-messages/suppressed');
    expect(body.items).toMatchObject([{ reasonCode: 'consent.refused' }]);
  });

  it('leaves at its due instant when only the clock was moved, and not at night after a standstill', async () => {
    const confirmed = async (looking: boolean): Promise<Record<string, unknown>> => {
      await using branch = await open();
      await branch.until('2026-06-15T00:00:00.000Z');
      const id = String((await waitingFor(branch))[0]?.['messageId']);
      await branch.post(manager, `outbound-messages/${id}/confirm`, {});
      if (looking) await look(branch);
      await branch.until('2026-06-18T13:00:00.000Z');
      await look(branch);
      await branch.until('2026-06-19T00:00:00.000Z');
      await look(branch);
      return await statusOf(branch, id);
    };
    expect(await confirmed(true)).toMatchObject({
      status: 'delivered',
      startedAt: '2026-06-18T00:00:00.000Z',
      deliveredAt: '2026-06-18T00:00:05.000Z',
    });
    expect(await confirmed(false)).toMatchObject({ status: 'suppressed', reasonCode: 'lapsed', startedAt: null });
  });

  it('of a client whom nobody looks after is not suggested', async () => {
    await using branch = await openBranch('2026-06-10T02:00:00.000Z');
    await branch.hear(birthday);
    await branch.until('2026-06-16T00:00:00.000Z');
    expect((await branch.get(branchManager, 'outbound-messages')).body.items).toEqual([]);
  });

  it('may be declined with a reason', async () => {
    await using branch = await open();
    await branch.until('2026-06-15T00:00:00.000Z');
    const id = String((await waitingFor(branch))[0]?.['messageId']);
    expect((await branch.post(manager, `outbound-messages/${id}/decline`, { reason: '已当面祝福' })).status).toBe(200);
    expect(await statusOf(branch, id)).toMatchObject({ status: 'suppressed', reasonCode: 'declined' });
    expect((await branch.post(manager, `outbound-messages/${id}/confirm`, {})).body).toMatchObject({
      status: 422,
      code: 'message.suppressed',
    });
  });

  it('is forgotten with the client: what waits is taken back and no name is shown', async () => {
    await using branch = await open();
    await branch.until('2026-06-15T00:00:00.000Z');
    const at = '2026-06-15T01:00:00.000Z';
    await branch.hear(
      say(
        clientErased,
        { clientId: wang, erasedAt: at, identityLocked: true, identityLockedUntil: '2036-06-15' },
        { at },
      ),
    );
    const { body } = await branch.get(branchManager, 'outbound-messages/suppressed');
    expect(body.items).toMatchObject([{ reasonCode: 'client.erased', clientName: null, clientPhone: null }]);
  });
});

describe('the gateway on bad days', () => {
  const DAY = '2026-06-15T02:00:00.000Z';
  const sandbox = (branch: Branch, change: object) =>
    branch.ask(keeper, 'PUT', 'sms-receipts/sandbox', {
      sending: 'accept',
      receipts: 'deliver',
      receiptDelaySeconds: 5,
      ...change,
    });
  const sent = async (branch: Branch) => (await branch.get(keeper, 'sms-receipts/sandbox/messages')).body.items ?? [];

  it('refuses: the message has failed, with the reason', async () => {
    await using branch = await openBranch(DAY);
    await meet(branch, { marketing: 'granted' });
    await sandbox(branch, { sending: 'refuse' });
    const { body } = await branch.post(manager, 'outbound-messages', sale);
    await look(branch);
    expect(await statusOf(branch, body['id'])).toMatchObject({ status: 'failed', reasonCode: 'gateway.refused' });
    expect(await sent(branch)).toEqual([]);
  });

  it('says later that it did not arrive: the message has failed, with the reason and the time', async () => {
    await using branch = await openBranch(DAY);
    await meet(branch, { marketing: 'granted' });
    await sandbox(branch, { receipts: 'fail', receiptDelaySeconds: 60 });
    const { body } = await branch.post(manager, 'outbound-messages', sale);
    await look(branch);
    expect(await statusOf(branch, body['id'])).toMatchObject({ status: 'dispatched' });
    await branch.until('2026-06-15T02:00:59.000Z');
    await look(branch);
    expect(await statusOf(branch, body['id'])).toMatchObject({ status: 'dispatched' });
    await branch.until('2026-06-15T02:01:00.000Z');
    await look(branch);
    expect(await statusOf(branch, body['id'])).toMatchObject({
      status: 'failed',
      reasonCode: 'gateway.undeliverable',
    });
    expect(await sent(branch)).toMatchObject([{ outcome: 'failed', receiptAt: '2026-06-15T02:01:00.000Z' }]);
  });

  it('tells over HTTP that it did not arrive: the message has failed, and stays so', async () => {
    await using branch = await openBranch(DAY);
    await meet(branch, { marketing: 'granted' });
    const { body } = await branch.post(manager, 'outbound-messages', sale);
    await branch.work.dispatcher.sendDue();
    await branch.settled();
    const signature = await ReportSignature.of(branch.parts.vault);
    const tell = (report: Record<string, string>) =>
      branch.post(gatewayMachine, 'sms-receipts', report, { 'x-pcrm-signature': signature.sign(report) });
    const report = { key: String(body['id']), outcome: 'failed', at: '2026-06-15T02:00:09.000Z' };
    expect((await tell({ ...report, reasonCode: 'gateway.undeliverable' })).status).toBe(204);
    const failed = { status: 'failed', reasonCode: 'gateway.undeliverable' };
    expect(await statusOf(branch, body['id'])).toMatchObject(failed);
    await branch.until('2026-06-15T02:30:00.000Z');
    await look(branch);
    expect(await statusOf(branch, body['id'])).toMatchObject(failed);
    expect(await sent(branch)).toHaveLength(1);
  });

  it('dies after taking it: unknown, asked for the receipt, sent once', async () => {
    await using branch = await openBranch(DAY);
    await meet(branch, { marketing: 'granted' });
    await sandbox(branch, { sending: 'drop-answer', receipts: 'lose' });
    const { body } = await branch.post(manager, 'outbound-messages', sale);
    await branch.work.dispatcher.sendDue();
    await branch.settled();
    expect(await statusOf(branch, body['id'])).toMatchObject({ status: 'unknown' });
    await branch.until('2026-06-15T02:30:00.000Z');
    await look(branch);
    expect(await statusOf(branch, body['id'])).toMatchObject({ status: 'delivered' });
    expect(await sent(branch)).toHaveLength(1);
  });

  it('is out: nothing was sent, and nothing is sent again', async () => {
    await using branch = await openBranch(DAY);
    await meet(branch, { marketing: 'granted' });
    await sandbox(branch, { sending: 'outage' });
    const { body } = await branch.post(manager, 'outbound-messages', sale);
    await look(branch);
    await sandbox(branch, {});
    await branch.until('2026-06-15T02:30:00.000Z');
    await look(branch);
    expect(await statusOf(branch, body['id'])).toMatchObject({
      status: 'failed',
      reasonCode: 'gateway.never-received',
    });
    expect(await sent(branch)).toEqual([]);
  });

  it('loses the receipt: it is asked for after a while', async () => {
    await using branch = await openBranch(DAY);
    await meet(branch, { marketing: 'granted' });
    await sandbox(branch, { receipts: 'lose' });
    const { body } = await branch.post(manager, 'outbound-messages', sale);
    await look(branch);
    await branch.until('2026-06-15T02:09:00.000Z');
    await look(branch);
    expect(await statusOf(branch, body['id'])).toMatchObject({ status: 'dispatched' });
    await branch.until('2026-06-15T02:10:00.000Z');
    await look(branch);
    expect(await statusOf(branch, body['id'])).toMatchObject({ status: 'delivered' });
  });

  it('tells receipts over HTTP, signed; an unsigned one is refused', async () => {
    await using branch = await openBranch(DAY);
    await meet(branch, { marketing: 'granted' });
    const { body } = await branch.post(manager, 'outbound-messages', sale);
    await branch.work.dispatcher.sendDue();
    await branch.settled();
    const report = { key: body['id'], outcome: 'delivered', at: '2026-06-15T02:00:09.000Z' };
    const signed = { 'x-pcrm-signature': (await ReportSignature.of(branch.parts.vault)).sign(report) };
    expect((await branch.post(gatewayMachine, 'sms-receipts', report)).status).toBe(403);
    expect((await branch.post(gatewayMachine, 'sms-receipts', { ...report, at: DAY }, signed)).status).toBe(403);
    expect((await branch.post(gatewayMachine, 'sms-receipts', report, signed)).status).toBe(204);
    expect(await statusOf(branch, body['id'])).toMatchObject({ status: 'delivered', deliveredAt: report.at });
  });

  it('tells the answer 退订: nothing more is sent, and what waits is taken back', async () => {
    await using branch = await openBranch(DAY);
    await meet(branch, { marketing: 'granted', greeting: 'granted' });
    const { body } = await branch.post(manager, 'outbound-messages', sale);
    await look(branch);
    const later = await branch.post(manager, 'outbound-messages', {
      clientId: wang,
      templateId: greeting,
      on: '2026-06-20',
    });
    const report = { key: body['id'], outcome: 'reply', text: ' 退订。', at: '2026-06-15T02:05:00.000Z' };
    const signed = { 'x-pcrm-signature': (await ReportSignature.of(branch.parts.vault)).sign(report) };
    expect((await branch.post(gatewayMachine, 'sms-receipts', report, signed)).status).toBe(204);
    expect(await statusOf(branch, later.body['id'])).toMatchObject({
      status: 'suppressed',
      reasonCode: 'consent.withdrawn',
    });
    await branch.until('2026-06-29T02:00:00.000Z');
    const again = await branch.post(manager, 'outbound-messages', sale);
    expect(await statusOf(branch, again.body['id'])).toMatchObject({
      status: 'suppressed',
      reasonCode: 'consent.withdrawn',
    });
  });
});

describe('personal data', () => {
  it('stands in no row in the clear, and the phone only leaves with the text', async () => {
    await using branch = await openBranch('2026-06-15T02:00:00.000Z');
    await meet(branch, { marketing: 'granted' });
    await branch.post(manager, 'outbound-messages', sale);
    await look(branch);
    const stored = JSON.stringify(
      Object.values(branch.parts.rows as unknown as Record<string, unknown>),
      (_name, value: unknown) => (value instanceof Map ? [...value] : value),
    );
    expect(stored).toContain('138****5678');
    expect(stored).not.toContain('13812345678');
    expect(stored).not.toContain('王小芳');
  });
});

describe('A3: a potential client without a maintainer', () => {
  const marked = say(
    clientMarkedPotential,
    {
      clientId: wang,
      outletId: 'N01',
      basis: 'reached',
      targetTier: 'gold',
      currentTier: null,
      averageFen: 12_000_000,
      markedOn: '2026-06-18',
    },
    { at: '2026-06-18T02:00:00.000Z' },
  );
  const assigned = say(
    clientAssigned,
    {
      clientId: wang,
      outletId: 'N01',
      staffId: 'S1001',
      role: 'clientManager',
      tier: null,
      targetTier: 'gold',
      from: '2026-06-22',
      overridden: false,
    },
    { at: '2026-06-22T02:00:00.000Z' },
  );
  const alerts = async (branch: Branch, status = 'open') =>
    (await branch.get(head, `alerts?status=${status}`)).body.items ?? [];

  it('is told to the outlet head after one workday, over holiday and weekend, acknowledged, and settled by the assignment', async () => {
    await using branch = await openBranch('2026-06-18T02:00:00.000Z');
    await branch.hear(marked);
    await branch.until('2026-06-22T15:59:59.000Z');
    expect(await alerts(branch)).toEqual([]);
    await branch.until('2026-06-22T16:00:00.000Z');
    const [alert] = await alerts(branch);
    expect(alert).toMatchObject({
      reasonCode: 'potential.unassigned',
      outletId: 'N01',
      raisedAt: '2026-06-22T16:00:00.000Z',
    });
    expect((await branch.get({ ...head, outletId: 'N02' }, 'alerts')).body.items).toEqual([]);
    expect((await branch.post(head, `alerts/${String(alert?.['alertId'])}/acknowledge`)).status).toBe(200);
    expect(await alerts(branch, 'acknowledged')).toHaveLength(1);
    await branch.hear(assigned);
    expect(await alerts(branch, 'settled')).toHaveLength(1);
  });

  it('is listed for one outlet of those within the scope; any other is not there', async () => {
    await using branch = await openBranch('2026-06-18T02:00:00.000Z');
    await branch.hear(marked);
    await branch.until('2026-06-22T16:00:00.000Z');
    const listed = async (who: Identity, outletId: string) => {
      const { status, body } = await branch.get(who, `alerts?outletId=${outletId}`);
      return status === 200 ? body.items?.map((alert) => alert['outletId']) : status;
    };
    expect(await listed(branchManager, 'N01')).toEqual(['N01']);
    expect(await listed(branchManager, 'N02')).toEqual([]);
    expect(await listed(head, 'N01')).toEqual(['N01']);
    expect(await listed(head, 'N02')).toBe(404);
  });

  it('is not told when somebody took over in time', async () => {
    await using branch = await openBranch('2026-06-18T02:00:00.000Z');
    await branch.hear(marked, assigned);
    await branch.until(`${addDays('2026-06-18', 30)}T02:00:00.000Z`);
    expect(await alerts(branch)).toEqual([]);
  });
});

describe('templates and policies', () => {
  const wording = {
    name: '端午祝福',
    kind: 'greeting',
    occasion: 'dragon-boat',
    text: '尊敬的{clientName}，端午安康！',
  };
  it('need a second person, and a variable that somebody gives', async () => {
    await using branch = await openBranch('2026-06-15T02:00:00.000Z');
    const drafted = await branch.post(keeper, 'templates', wording);
    const id = String(drafted.body['id']);
    expect((await branch.post(keeper, `templates/${id}/approve`, { version: 1 })).body).toMatchObject({
      code: 'template.maker-is-checker',
    });
    expect((await branch.post(branchManager, `templates/${id}/approve`, { version: 1 })).status).toBe(200);
    const unknown = await branch.post(keeper, 'templates', { ...wording, text: '{nobody}' });
    expect(unknown.body).toMatchObject({ code: 'template.unknown-variable', details: { variable: 'nobody' } });
    const { body } = await branch.get(manager, 'templates');
    expect(body.items).toHaveLength(4);
  });

  it('another window holds from its date on, after a second person’s approval', async () => {
    await using branch = await openBranch('2026-06-15T02:00:00.000Z');
    const { adopted } = (await branch.get(keeper, 'outreach-policies')).body as unknown as {
      adopted: { terms: { window: object } }[];
    };
    const terms = {
      ...adopted[0]?.terms,
      window: { fromHour: 9, toHour: 18, kinds: ['greeting', 'marketing', 'service'] },
    };
    expect((await branch.post(keeper, 'outreach-policies', { effectiveFrom: '2026-06-16', terms })).status).toBe(200);
    expect((await branch.post(branchManager, 'outreach-policies/2/approve')).status).toBe(200);
    await meet(branch, {});
    await branch.until('2026-06-16T10:30:00.000Z');
    const { body } = await branch.post(manager, 'outbound-messages', notice);
    expect(await statusOf(branch, body['id'])).toMatchObject({
      status: 'scheduled',
      scheduledFor: '2026-06-17T01:00:00.000Z',
    });
  });
});

describe('every endpoint', () => {
  let branch: Branch;
  beforeAll(async () => {
    branch = await openBranch('2026-06-15T02:00:00.000Z');
  });
  afterAll(() => branch.stop());
  const probe = async () => ({
    app: branch.app,
    secret: branch.secret,
    outletId: 'N01',
    params: { version: '2', view: 'outbox' },
  });
  refusesBadBodies(probe);
  guardsEveryRoute(probe);
});
