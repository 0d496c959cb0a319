import 'reflect-metadata';
import { outletOpened } from '@pcrm/contracts';
import { analyst, core, line, openBranch, type Branch } from './branch.js';

let b: Branch;
beforeEach(async () => {
  b = await openBranch('2026-01-02T04:00:00.000Z');
});
afterEach(async () => {
  expect(b.failures).toEqual([]);
  await b.stop();
});

describe('feeds', () => {
  beforeEach(() => b.at('2026-11-18'));
  const id = '22222222-2222-4222-8222-222222222222';
  it('name what was rejected, show the text to the uploader only, and change nothing when sent again', async () => {
    await b.importClients('C1,NN01');
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
    await b.importClients('C1,NN01');
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
    await b.importClients('C1,NN01');
    const text = `${line('C1', '2026-11-01', 5, 1)}\n${line('C1', '2026-11-02', 6, 2)}\n`;
    const begun = await b.upload(core, 'feeds?last=false', text.slice(0, 60), { 'idempotency-key': id });
    const offset = Number(begun.body['offset']);
    expect([offset, begun.body['done']]).toEqual([text.indexOf('\n') + 1, false]);
    expect((await b.patch(`feeds/${id}?offset=${String(offset + 9)}`, text)).body).toMatchObject({
      status: 422,
      code: 'feed.wrong-offset',
      details: { offset },
    });
    expect((await b.patch(`feeds/${id}?offset=${String(offset)}`, text.slice(offset))).body).toMatchObject({
      accepted: 2,
      done: true,
    });
  });
  it('close business days by a marker, and bring visits once', async () => {
    await b.importClients('C1,NN01');
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
    expect((await b.card('C1'))['visitedOn']).toBe('2026-11-01');
    expect((await b.close('2026-11-30')).body['code']).toBe('business-day.in-future');
    expect((await b.close('soon')).status).toBe(400);
  });
  it('reject the visit of an outlet that nobody knows, with line, field, reason and text, until it is opened', async () => {
    await b.importClients('C1,NN01');
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
    await b.close('2026-11-18');
    await b.until('2026-11-19T21:59:00.000Z');
    expect((await b.get(core, 'business-days')).body['closedThrough']).toBe('2026-11-18');
    b.clock.set('2026-11-19T22:00:30.000Z');
    for (let i = 0; i < 50 && (await b.get(core, 'business-days')).body['closedThrough'] !== '2026-11-19'; i++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await b.get(core, 'business-days')).body['closedThrough']).toBe('2026-11-19');
  });
});
