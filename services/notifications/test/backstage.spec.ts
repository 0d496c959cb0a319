import { createSealer, fixedClock } from '@pcrm/event-sourcing';
import {
  eventually,
  InMemoryEventStore,
  InMemoryKeyVault,
  InMemoryLeases,
  InMemoryRowStore,
} from '@pcrm/event-sourcing/testing';
import { LocalBackstage, processLog, type BackstageWork } from '@pcrm/platform';
import { outboundWork } from '../src/backstage.adapter.js';
import { notificationsBackstage, notificationsThrough, type TellingSmsGateway } from '../src/index.js';
import { outbox } from '../src/notify/outbox/outbox.projection.js';
import { clientId, messageId } from './outreach-words.js';

/** Stores, and the work of notifications as it starts on them. */
function machine() {
  const [vault, clock] = [new InMemoryKeyVault(), fixedClock('2026-06-15T02:00:00.000Z')];
  const [events, rows] = [new InMemoryEventStore(clock), new InMemoryRowStore()];
  const stores = { events, rows, vault, clock, sealer: createSealer(vault) };
  const log = processLog({ name: 'spec', level: 'silent' });
  const start = async (work: BackstageWork, begun = true) =>
    await work({
      ...{ ...stores, log, alone: true, hasBegun: async () => begun },
      backstage: new LocalBackstage(),
      lease: new InMemoryLeases().open(),
    });
  return { stores: { ...stores, log, tracing: undefined }, events, start };
}

it('adopts the built-in templates once the branch has begun, works until it is stopped, and says that nothing is due', async () => {
  const { events, start } = machine();
  for (const begun of [false, true, true]) {
    const run = await start(notificationsBackstage, begun);
    await eventually(async () => expect(await run.idle?.()).toBe(true));
    await run.stop();
    expect((await events.head()) !== undefined).toBe(begun);
  }
  const facts = await events.read('templateBook-branch');
  expect(facts.map(({ type }) => type)).toEqual([
    'BuiltInTemplateAdopted',
    'BuiltInTemplateAdopted',
    'BuiltInTemplateAdopted',
  ]);
});

it('goes on while the gateway does not answer what became of a text', async () => {
  const { stores, start } = machine();
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<'pending'>();
  let told = 0;
  const gateway: TellingSmsGateway = {
    prepare: () => Promise.resolve(),
    send: () => Promise.resolve({ accepted: true }),
    tell: () => Promise.resolve(told++),
    receipt: () => (asked.resolve(), answer.promise),
  };
  const { tables, rows } = outboundWork(stores, () => gateway);
  const table = await tables.activeTable(outbox.name);
  await rows.declare(table);
  const doc = { clientId, messageId: messageId(), status: 'unknown', scheduledFor: '2026-06-14T02:00:00.000Z' };
  await rows.commit({ writes: [{ table, rows: [{ key: messageId(), expected: 0, seen: {}, doc }] }] });

  const run = await start(notificationsThrough(() => gateway));
  await asked.promise;
  const before = told;
  await eventually(async () => expect(told).toBeGreaterThan(before + 2));
  answer.resolve('pending');
  await run.stop();
});
