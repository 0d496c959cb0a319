import { CORE_BANKING_TOPIC } from '@pcrm/contracts';
import { createHandler, fixedClock, tableOf } from '@pcrm/event-sourcing';
import {
  eventually,
  InMemoryEventStore,
  InMemoryKeyVault,
  InMemoryLeases,
  InMemoryMessageLog,
  InMemoryRowStore,
} from '@pcrm/event-sourcing/testing';
import { LocalBackstage } from '@pcrm/platform';
import { clientIdOf } from './client-directory.js';
import { clientsWork } from './clients-work.js';
import { hearCoreBanking } from './core-banking-topic.adapter.js';
import { feedsTable, rejectedTable, type RejectedRow } from './feed-pieces.js';
import { clientList } from './know/client-list/client-list.projection.js';
import { client } from './register/client.js';
import { registerClient } from './register/register-client/register-client.js';

const clock = fixedClock('2026-11-20T04:00:00.000Z');
const record = (sequence: number, businessDate: string, balanceFen: number, clientNo = 'C1') =>
  JSON.stringify({
    source: 'core',
    sequence,
    clientNo,
    assetClass: 'deposit',
    businessDate,
    balanceFen,
    currency: 'CNY',
  });

async function hearing() {
  const [events, rows, vault] = [new InMemoryEventStore(), new InMemoryRowStore(), new InMemoryKeyVault()];
  const ports = { events, rows, vault, lease: new InMemoryLeases().open(), clock };
  const work = clientsWork({ ...ports, tables: { activeTable: () => tableOf(clientList) }, restMs: 0 });
  const backstage = new LocalBackstage();
  for (const [name, job] of Object.entries(work.jobs)) backstage.register(name, job as never);
  const clientId = clientIdOf('C1');
  const id = '00000000-0000-4000-8000-000000000001';
  const metadata = { actor: 's', commandId: id, correlationId: id, causationId: id, occurredAt: clock.now() };
  const registered = {
    clientId,
    clientNo: 'C1',
    outletId: 'N1',
    registeredOn: '2025-01-01',
    file: {},
    at: clock.now(),
  };
  await createHandler(client, ports)(clientId, registerClient, registered, metadata);
  const messages = new InMemoryMessageLog({ partitions: 1 });
  const told: { feedId: string; lines: number }[] = [];
  const open = () => hearCoreBanking({ messages, backstage, rejected: (kept) => told.push(kept) });
  const facts = async (stream: string) => (await events.read(stream)).map(({ type }) => type);
  return { clientId, messages, rows, told, open, facts };
}

describe('core banking’s topic', () => {
  it('is taken in as a file of the same records would be, closing markers in their place', async () => {
    const { clientId, messages, rows, told, open, facts } = await hearing();
    await messages.inject(CORE_BANKING_TOPIC, record(1, '2026-11-18', 500));
    await messages.inject(CORE_BANKING_TOPIC, record(2, '2026-11-19', 700).replace(',', ',\n'));
    await messages.inject(CORE_BANKING_TOPIC, JSON.stringify({ type: 'close', businessDate: '2026-11-19' }));
    await using _ = await open();
    await eventually(async () =>
      expect(await facts('businessCalendar-branch')).toEqual(['BusinessDateClosing', 'BusinessDateClosed']),
    );
    expect(await facts(`assetAccount-${clientId}`)).toEqual(['BalancesRecorded']);
    await eventually(async () => expect(await rows.count(feedsTable)).toBe(0));
    expect(told).toEqual([]);
  });

  it('keeps what is wrong, sealed, says where, and goes on', async () => {
    const { clientId, messages, rows, told, open, facts } = await hearing();
    await messages.inject(CORE_BANKING_TOPIC, 'no record at all');
    await messages.inject(CORE_BANKING_TOPIC, record(1, '2026-11-18', -5));
    await messages.inject(CORE_BANKING_TOPIC, record(2, '2026-11-18', 500));
    await using _ = await open();
    await eventually(async () => expect(await facts(`assetAccount-${clientId}`)).toEqual(['BalancesRecorded']));
    await eventually(() => expect(told).toEqual([{ feedId: expect.any(String), lines: 2 }]));
    const kept = await rows.find<RejectedRow>(rejectedTable, {
      index: 'feed',
      prefix: [told[0]?.feedId ?? ''],
      limit: 9,
    });
    expect(kept.rows.map(({ doc }) => doc.line)).toEqual([1, 2]);
    expect(JSON.stringify(kept.rows)).not.toContain('no record at all');
  });

  it('is taken once, however often it comes', async () => {
    const { clientId, messages, open, facts } = await hearing();
    for (let time = 0; time < 3; time++) await messages.inject(CORE_BANKING_TOPIC, record(1, '2026-11-18', 500));
    await messages.inject(CORE_BANKING_TOPIC, record(2, '2026-11-19', 500));
    await using _ = await open();
    await eventually(async () => expect(await facts(`assetAccount-${clientId}`)).toEqual(['BalancesRecorded']));
  });
});
