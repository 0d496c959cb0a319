import { afterAll } from '@jest/globals';
import { connectMongo, type MongoConnection } from '../../src/cluster/mongo.connection.js';

let made = 0;

/** The wire part fails to drop some collections with indexes; all it holds is forgotten with it. */
async function empty(db: MongoConnection['db'] | undefined): Promise<void> {
  for (const collection of (await db?.collections()) ?? [])
    await collection.drop().catch(() => collection.deleteMany({}));
}

/** Gives databases no other test uses; they are dropped, and every connection closed, after the tests of the file. */
export function freshDatabases(url: string, timeout = 10_000) {
  const open: MongoConnection[] = [];
  const names = new Set<string>();
  const connect = async (database: string): Promise<MongoConnection['db']> => {
    const connection = await connectMongo(url, { database, timeout });
    open.push(connection);
    names.add(database);
    return connection.db;
  };
  afterAll(async () => {
    for (const database of names) await empty(open.find(({ db }) => db.databaseName === database)?.db);
    for (const connection of open) await connection[Symbol.asyncDispose]();
  });
  const fresh = (): string => `pcrm-spec-${String(process.pid)}-${String(++made)}`;
  return { fresh, connect, database: () => connect(fresh()) };
}
