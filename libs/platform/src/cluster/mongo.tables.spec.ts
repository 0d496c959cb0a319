import { describe, expect, it } from '@jest/globals';
import type { mongo } from 'mongoose';
import { MongoTables } from './mongo.tables.js';

/** A database without a collection. Its first answers to a command are outages, so many of them. */
function database(outages: number): { readonly db: mongo.Db; readonly made: string[] } {
  const made: string[] = [];
  const collection = (name: string) => ({
    findOneAndUpdate: async () => ({ _id: name, paths: [], complete: [] }),
    listIndexes: () => ({ toArray: async () => [] }),
    createIndexes: async (indexes: readonly mongo.IndexDescription[]) => {
      made.push(...indexes.map((index) => `${name} ${String(index.name)}`));
    },
  });
  const command = async (): Promise<object> => {
    if (outages-- > 0) throw new Error('connection closed');
    return { ok: 1 };
  };
  return { db: { collection, command } as unknown as mongo.Db, made };
}

describe('tables in MongoDB', () => {
  it('are declared after an outage, in the same process', async () => {
    const { db, made } = database(1);
    const tables = new MongoTables(db, async () => undefined);
    const table = { name: 'clients.client-list.v1', indexes: {} };
    await expect(tables.declare(table)).rejects.toThrow('connection closed');
    await tables.declare(table);
    expect(made).toEqual(['rows.clients.client-list.v1 deleted']);
  });
});
