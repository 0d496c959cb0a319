import { clientErased, importantDateRecorded } from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import { BUILT_IN_TEMPLATES } from '../src/built-in-templates.js';
import {
  branchManager,
  colleague,
  greeting,
  keeper,
  look,
  manager,
  meet,
  openBranch,
  statusOf,
  wang,
  type Branch,
} from './branch.js';

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

  it('never leaves with a gap: a wording that has come to want a value is no yes, and takes one back that was said', async () => {
    await using branch = await open();
    await meet(branch, { greeting: 'granted' });
    await branch.until('2026-06-15T00:00:00.000Z');
    const id = String((await waitingFor(branch))[0]?.['messageId']);
    const confirm = async () => await branch.post(manager, `outbound-messages/${id}/confirm`, {});
    const rewrite = async (text: string): Promise<void> => {
      const { kind, name, occasion } = BUILT_IN_TEMPLATES[0] ?? {};
      const path = `templates/${String(greeting)}`;
      const { body } = await branch.post(keeper, `${path}/versions`, {
        kind,
        name,
        occasion,
        text,
        variables: ['gift'],
      });
      const { status } = await branch.post(branchManager, `${path}/approve`, { version: versions++ });
      expect([body['code'], status]).toEqual([undefined, 200]);
    };
    let versions = 2;
    await rewrite('{clientName}，送上{gift}');
    expect((await confirm()).body).toMatchObject({ code: 'template.value-missing', details: { variable: 'gift' } });
    await rewrite('{clientName}，生日快乐');
    expect((await confirm()).status).toBe(200);
    await rewrite('{clientName}，送上{gift}');
    await branch.until('2026-06-18T00:00:00.000Z');
    await look(branch);
    expect(await statusOf(branch, id)).toMatchObject({ status: 'suppressed', reasonCode: 'template.value-missing' });
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
