import { jest } from '@jest/globals';
import { Unavailable } from '@pcrm/event-sourcing';
import { ReportSignature } from '../src/notify/receipt-signature.adapter.js';
import {
  gatewayMachine,
  greeting,
  keeper,
  look,
  manager,
  meet,
  openBranch,
  sale,
  statusOf,
  wang,
  type Branch,
} from './branch.js';

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

  it('is still out as it is asked for the receipt: it is asked again after the rest that follows any failure', async () => {
    await using branch = await openBranch(DAY);
    await meet(branch, { marketing: 'granted' });
    await sandbox(branch, { sending: 'drop-answer', receipts: 'lose' });
    const { body } = await branch.post(manager, 'outbound-messages', sale);
    const { dispatcher, gateway } = branch.work;
    await dispatcher.sendDue();
    await branch.settled();
    const receipt = jest.spyOn(gateway, 'receipt').mockRejectedValueOnce(new Unavailable('out'));
    await dispatcher.settleOpen();
    await dispatcher.settleOpen();
    expect(receipt).toHaveBeenCalledTimes(1);
    await branch.until('2026-06-15T02:01:00.000Z');
    const later = performance.now() + 3_600_000;
    const elapsed = jest.spyOn(performance, 'now').mockReturnValue(later);
    await dispatcher.settleOpen();
    elapsed.mockRestore();
    await branch.settled();
    expect(await statusOf(branch, body['id'])).toMatchObject({ status: 'delivered' });
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
