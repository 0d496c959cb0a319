import { createSealer, fixedClock } from '@pcrm/event-sourcing';
import { InMemoryKeyVault, InMemoryRowStore } from '@pcrm/event-sourcing/testing';
import { changeSandbox, GOOD_DAY } from './sandbox-settings.js';
import { SandboxSmsGateway, sandboxTable } from './sandbox.sms-gateway.adapter.js';
import { smsGatewayContract, type OpenedGateway } from './sms-gateway.contract.js';

async function open(): Promise<
  OpenedGateway & { readonly rows: InMemoryRowStore; readonly gateway: SandboxSmsGateway }
> {
  const [rows, clock] = [new InMemoryRowStore(), fixedClock('2026-06-15T02:00:00.000Z')];
  const gateway = new SandboxSmsGateway({ rows, sealer: createSealer(new InMemoryKeyVault()), clock });
  await gateway.prepare();
  return {
    rows,
    gateway,
    pass: async (seconds) => clock.set(new Date(Date.parse(clock.now()) + seconds * 1_000).toISOString()),
    left: async () => (await rows.find(sandboxTable, { index: 'taken', limit: 10 })).rows.map(({ key }) => key),
    dropAnswers: () => changeSandbox(rows, { ...GOOD_DAY, sending: 'drop-answer' }),
  };
}
smsGatewayContract('the sandbox', open);

describe('the sandbox', () => {
  const sms = { key: 'm-1', subject: 'client-1', phone: '13800000001', text: '您好', at: '2026-06-15T02:00:00.000Z' };
  it('tells each receipt once, and again to who did not take it', async () => {
    const { gateway, pass } = await open();
    await gateway.send(sms);
    const heard: string[] = [];
    const hear =
      (takes: boolean) =>
      async ({ key }: { key: string }) => (heard.push(key), takes);
    await gateway.tell(hear(true));
    await pass(5);
    await gateway.tell(hear(false));
    await gateway.tell(hear(true));
    await gateway.tell(hear(true));
    expect(heard).toEqual(['m-1', 'm-1']);
  });
  it('dates the receipt from when the text left, though it is taken in later', async () => {
    const { gateway, pass } = await open();
    await pass(3_600);
    await gateway.send(sms);
    expect(await gateway.receipt('m-1')).toMatchObject({ outcome: 'delivered', at: '2026-06-15T02:00:05.000Z' });
  });
  it('says why a text did not arrive, told or asked', async () => {
    const { gateway, rows, pass } = await open();
    await changeSandbox(rows, { ...GOOD_DAY, receipts: 'fail' });
    expect(await gateway.send(sms)).toEqual({ accepted: true });
    await pass(5);
    const failed = {
      ...{ key: 'm-1', outcome: 'failed', reasonCode: 'gateway.undeliverable', at: '2026-06-15T02:00:05.000Z' },
    };
    const heard: unknown[] = [];
    await gateway.tell(async (receipt) => heard.push(receipt) > 0);
    expect(heard).toEqual([failed]);
    expect(await gateway.receipt('m-1')).toEqual(failed);
  });
  it('has the receipt after as many seconds as it is told, no sooner', async () => {
    const { gateway, rows, pass } = await open();
    await changeSandbox(rows, { ...GOOD_DAY, receiptDelaySeconds: 90 });
    await gateway.send(sms);
    const heard: string[] = [];
    const hear = async ({ key, at }: { key: string; at: string }) => heard.push(`${key} ${at}`) > 0;
    await pass(89);
    expect([await gateway.receipt('m-1'), await gateway.tell(hear)]).toEqual(['pending', 0]);
    await pass(1);
    expect(await gateway.receipt('m-1')).toMatchObject({ outcome: 'delivered' });
    await gateway.tell(hear);
    expect(heard).toEqual(['m-1 2026-06-15T02:01:30.000Z']);
  });
  it('keeps phone and words sealed', async () => {
    const { gateway, rows } = await open();
    await gateway.send(sms);
    const [row] = (await rows.find(sandboxTable, { index: 'taken', limit: 1 })).rows;
    expect(row?.doc['sealed']).toEqual(expect.any(String));
    expect(JSON.stringify(row)).not.toMatch(/您好|13800000001/);
  });
});
