import { addDays, clientAssigned, clientMarkedPotential } from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import type { Identity } from '@pcrm/platform';
import { guardsEveryRoute, refusesBadBodies } from '@pcrm/platform/testing';
import {
  branchManager,
  head,
  keeper,
  look,
  manager,
  meet,
  notice,
  openBranch,
  sale,
  statusOf,
  wang,
  type Branch,
} from './branch.js';

/** 2026-06-15 is a Monday; 12:30Z is 20:30 in Shanghai. */
const LATE = '2026-06-15T12:30:00.000Z';
const MORNING = '2026-06-16T00:00:00.000Z';

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
