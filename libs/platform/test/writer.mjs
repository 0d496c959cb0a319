// The writing thread of the specs: `data.refuse` says what kind of start to fail with.
import '../../../tools/jest/from-source.mjs';

const { inWriter } = await import('../src/embedded.ts');
const { RevisionConflict, Refusal } = await import('@pcrm/event-sourcing');
const { host, stores, clock, data } = await inWriter();
if (data?.fail) throw new Error(data.fail);

host.backstage.register('clock', async () => clock.now());
host.backstage.register('echo', async (input) => input);
host.backstage.register('refuse', async ({ code }) => {
  throw new Refusal(code, { rule: 'A1' });
});
host.backstage.register('conflict', async () => {
  throw new RevisionConflict('noun-1', 4, 7);
});
host.backstage.register('odd answer', async () => () => 'a function cannot cross');
host.backstage.register('publish', async (changes) => host.changes.publish(changes));
host.backstage.register('never', () => new Promise(() => undefined));
host.backstage.register('die', async () => {
  setImmediate(() => {
    throw new Error('planned death');
  });
  return new Promise(() => undefined);
});
host.onClose(async () => {
  await stores.rows.commit({ writes: [], checkpoints: { closed: 'in order' } });
});
host.ready();
