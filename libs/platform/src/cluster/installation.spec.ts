import {
  eventStoreContract,
  InMemoryEventStore,
  InMemoryMessageLog,
  messageLogContract,
} from '@pcrm/event-sourcing/testing';
import { encodeMessage } from '@pcrm/event-sourcing';
import { eventsOf, logOf, topicName } from './installation.js';

eventStoreContract('one installation of several', async () => eventsOf('north', new InMemoryEventStore()));
messageLogContract('one installation of several', async () => {
  const there = new InMemoryMessageLog();
  const inject = (topic: string, bytes: string): Promise<void> => there.inject(topicName('north', topic), bytes);
  return { log: logOf('north', there), encode: encodeMessage, inject };
});

it('two installations on the same servers see nothing of each other', async () => {
  const [store, log] = [new InMemoryEventStore(), new InMemoryMessageLog()];
  const metadata = {
    actor: 's',
    commandId: 'c',
    correlationId: 'c',
    causationId: 'c',
    occurredAt: '2026-01-01T00:00:00.000Z',
  };
  const fact = { id: 'f-1', type: 'Noted', version: 1, data: {}, metadata };
  await eventsOf('north', store).append('client-1', -1, [fact]);
  expect(await eventsOf('south', store).read('client-1')).toEqual([]);
  expect((await eventsOf('north', store).read('client-1')).map(({ stream }) => stream)).toEqual(['client-1']);
  const foreign = await store.readAll(undefined, 9);
  expect(await eventsOf('south', store).readAll(undefined, 9)).toEqual([]);
  await eventsOf('south', store).append('client-1', -1, [{ ...fact, id: 'f-2' }]);
  await eventsOf('north', store).append('client-1', 0, [{ ...fact, id: 'f-3' }]);
  for (const limit of [1, 2, 9]) {
    const own = await eventsOf('north', store).readAll(undefined, limit);
    expect(own.map(({ id, stream }) => `${id} ${stream}`)).toEqual(['f-1 client-1', 'f-3 client-1'].slice(0, limit));
    expect((await eventsOf('north', store).readAll(foreign[0]?.position, limit)).map(({ id }) => id)).toEqual(['f-3']);
  }
  const message = { id: 'm-1', source: 'clients', type: 'Noted', version: 1, key: 'k', position: '1', revision: 0 };
  await logOf('north', log).publish('clients.events', [
    { ...message, recordedAt: metadata.occurredAt, metadata, data: {} },
  ]);
  expect((await logOf('south', log).ends('clients.events')).size).toBe(0);
  expect((await logOf('north', log).ends('clients.events')).size).toBe(1);
  expect(logOf('', log)).toBe(log);
  expect(eventsOf('', store)).toBe(store);
});
