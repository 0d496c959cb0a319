import { rowStoreContract } from '@pcrm/event-sourcing/testing';
import { freshDatabases } from '../../test/cluster/fresh-databases.js';
import { withParts } from '../testing/cluster-part.js';
import { MongoRowStore } from './mongo.row-store.js';

withParts(['mongodb'], (url) => {
  const { database } = freshDatabases(url);
  rowStoreContract('mongo', async () => await MongoRowStore.open(await database()));
});
