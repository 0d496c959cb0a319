import { eventStoreContract, sharedEventStoreContract } from '@pcrm/event-sourcing/testing';
import { startEventStoreDouble } from '../../test/cluster/event-store-double.js';
import { withParts } from '../testing/cluster-part.js';
import { EventStoreDbEventStore } from './eventstoredb.event-store.js';

withParts(['eventstore'], (url = '') =>
  sharedEventStoreContract('EventStoreDbEventStore', async () => new EventStoreDbEventStore(url)),
);

eventStoreContract('EventStoreDbEventStore in a log with positions beyond 2^53', async () => {
  const double = await startEventStoreDouble({ firstPosition: 2n ** 60n });
  const store = new EventStoreDbEventStore(double.url);
  const dispose = store[Symbol.asyncDispose].bind(store);
  return Object.assign(store, { [Symbol.asyncDispose]: async () => dispose().then(double.stop) });
});
