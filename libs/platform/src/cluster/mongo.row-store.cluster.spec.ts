import { describe, expect, it } from '@jest/globals';
import { rowStoreContract } from '@pcrm/event-sourcing/testing';
import { freshDatabases } from '../../test/cluster/fresh-databases.js';
import { withParts } from '../testing/cluster-part.js';
import { MongoRowStore } from './mongo.row-store.js';
import { NOTES } from './mongo.tables.js';

withParts(['mongodb'], (url) => {
  const { database } = freshDatabases(url);
  rowStoreContract('mongo', async () => await MongoRowStore.open(await database()));

  describe('a table in MongoDB', () => {
    it('is gone with its rows once it is dropped again, where the first time broke off behind the word', async () => {
      const db = await database();
      const rows = await MongoRowStore.open(db);
      const collections = async () => (await db.listCollections().toArray()).map(({ name }) => name).sort();
      const before = await collections();
      const table = { name: 'clients.v1', indexes: {} };
      await rows.declare(table);
      await rows.commit({ writes: [{ table, rows: [{ key: 'a', expected: 0, seen: {}, doc: { name: '王*芳' } }] }] });
      expect(await collections()).not.toEqual(before);
      await db.collection<{ _id: { table: string } }>(NOTES).deleteOne({ _id: { table: table.name } });
      await rows.drop(table.name);
      await rows.drop(table.name);
      expect((await collections()).filter((name) => name.includes('clients'))).toEqual([]);
    });
  });
});
