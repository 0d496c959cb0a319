import { eventStoreContract } from '@pcrm/event-sourcing/testing';
import { startEventStoreDouble } from '../../test/cluster/event-store-double/start-event-store-double.js';
import { EventStoreDbEventStore } from './eventstoredb.event-store.js';

eventStoreContract('the protocol double', async () => {
  const double = await startEventStoreDouble({ firstPosition: 2n ** 60n });
  const store = new EventStoreDbEventStore(double.connectionString);
  const dispose = store[Symbol.asyncDispose].bind(store);
  return Object.assign(store, {
    [Symbol.asyncDispose]: async () => {
      await dispose();
      await double[Symbol.asyncDispose]();
    },
  });
});
