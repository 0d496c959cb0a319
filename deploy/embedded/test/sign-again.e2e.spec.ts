import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { shanghaiInstant } from '@pcrm/contracts';
import { balance, clientLine, closing, contact, id, openDesk, people, to, type Desk } from './words.js';

const { head, manager } = people;

jest.setTimeout(60_000);

/** A client judged to have potential, whose signing is refused by `clients` and asked for again when the reason has gone. */
let desk: Desk;
let opportunityId: string;
beforeAll(async () => {
  desk = await openDesk('2026-06-28');
  await desk.clients([clientLine('S1', { consents: '', occupation: '' })]);
  const path = `clients/${id('S1')}/potential`;
  await desk.post(head, path, { targetTier: 'gold', reason: '拆迁补偿款即将到账' });
  await desk.post(head, 'assignments', to('S1', 'm-1'));
  ({ opportunityId } = (await desk.get<{ opportunityId: string }>(manager, `opportunities/open/${id('S1')}`)).body);
  const report = { needs: '了解贵宾权益', feedback: '认可' };
  const met = contact('S1', shanghaiInstant('2026-06-28', 8), { channel: 'meeting', opportunityId, report });
  await desk.post(manager, 'contacts', met);
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
});

const sign = (headers = {}) => desk.post(manager, `opportunities/${opportunityId}/advance`, { to: 'SIGNING' }, headers);
const line = async () => (await desk.get(manager, `opportunities/${opportunityId}`)).body;

describe('signing that was refused is asked for again', () => {
  it('P5: consents are part of what the gate asks for, as for the rest of the file', async () => {
    expect(await line()).toMatchObject({ stage: 'ALLOCATED', signingLacks: ['occupation', 'consents'] });
    await desk.patch(manager, `clients/${id('S1')}/file`, { occupation: 'executive' });
    expect((await sign()).body).toMatchObject({
      code: 'opportunity.file-incomplete',
      details: { missing: ['consents'] },
    });
    const changes = [{ purpose: 'marketing', channel: 'sms', state: 'refused' }];
    expect((await desk.post(manager, `clients/${id('S1')}/consents`, { changes })).status).toBe(200);
    expect(await line()).toMatchObject({ signingLacks: [] });
  });

  it('below the standard it stays at SIGNING with the code, asked once or again', async () => {
    for (const day of ['28', '29']) {
      await desk.at(`2026-06-${day}`, 10);
      expect((await sign()).status).toBe(200);
      expect(await line()).toMatchObject({ stage: 'SIGNING', open: true, refusedCode: 'tier.below-standard' });
    }
  });

  it('twice is once: the step asked for with the same command id is not asked for again', async () => {
    const once = { 'idempotency-key': '5b0e7a52-6c1f-4b7e-9d0a-2f1f0e9f8a11' };
    const first = await sign(once);
    const after = await desk.digest();
    expect(await sign(once)).toMatchObject({ status: 200, body: first.body });
    expect(await desk.digest()).toEqual(after);
    expect((await sign()).body['revision']).toBeGreaterThan(Number(first.body['revision']) + 1);
  });

  it('once the standard is reached, asking again signs the client', async () => {
    await desk.at('2026-06-30', 23);
    await desk.feed([balance('S1', '2026-06-30', 40_000_000), closing('2026-06-30')]);
    expect(await line()).toMatchObject({ stage: 'SIGNING', refusedCode: 'tier.below-standard' });
    await desk.at('2026-07-01', 10);
    expect((await sign()).status).toBe(200);
    expect(await line()).toMatchObject({ stage: 'SIGNED', open: false, refusedCode: null });
    expect((await desk.get(head, `clients/${id('S1')}`)).body).toMatchObject({ tier: 'gold', since: '2026-07-01' });
    expect(await desk.parked()).toEqual([]);
  });
});
