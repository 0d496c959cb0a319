import { createSealer, fixedClock } from '@pcrm/event-sourcing';
import {
  eventually,
  InMemoryEventStore,
  InMemoryKeyVault,
  InMemoryLeases,
  InMemoryRowStore,
} from '@pcrm/event-sourcing/testing';
import { LocalBackstage, processLog } from '@pcrm/platform';
import { notificationsBackstage } from '../src/index.js';

it('adopts the built-in templates once the branch has begun, works until it is stopped, and says that nothing is due', async () => {
  const [vault, clock] = [new InMemoryKeyVault(), fixedClock('2026-06-15T02:00:00.000Z')];
  const [events, rows] = [new InMemoryEventStore(clock), new InMemoryRowStore()];
  const start = async (begun: boolean) => {
    const backstage = new LocalBackstage();
    const log = processLog({ name: 'spec', level: 'silent' });
    const run = await notificationsBackstage({
      backstage,
      events,
      rows,
      vault,
      lease: new InMemoryLeases().open(),
      alone: true,
      hasBegun: async () => begun,
      clock,
      sealer: createSealer(vault),
      log,
    });
    return run;
  };
  for (const begun of [false, true, true]) {
    const run = await start(begun);
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
