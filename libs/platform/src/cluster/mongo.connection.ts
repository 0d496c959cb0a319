import mongoose, { type mongo } from 'mongoose';
import { answering } from './mongo.failures.js';
import { failWaitingWrites } from './mongo.waiting-writes.js';

export type MongoConnection = AsyncDisposable & {
  readonly db: mongo.Db;
};
export type MongoConnectionOptions = {
  /** Database; the one named by the connection string when absent. */
  readonly database?: string;
  /** Each wait (for a server, a connection, an answer) ends after so many ms as `Unavailable`; 10 s when absent. */
  readonly timeout?: number;
};

/** How often each server is looked at: so much later at most it is seen that it is back. */
const HEARTBEAT_MS = 2_000;

/** Connects, within the time an operation may take; later outages are ridden out by the driver, which connects again by itself. */
export async function connectMongo(
  url: string,
  { database, timeout = 10_000 }: MongoConnectionOptions = {},
): Promise<MongoConnection> {
  failWaitingWrites();
  const connection = mongoose.createConnection(url, {
    ...(database !== undefined && { dbName: database }),
    // A write counts when most of the replica set have it on their disks.
    writeConcern: { w: 'majority', journal: true },
    readPreference: 'primary',
    // As JSON does it.
    ignoreUndefined: true,
    serverSelectionTimeoutMS: timeout,
    connectTimeoutMS: timeout,
    socketTimeoutMS: timeout,
    waitQueueTimeoutMS: timeout,
    heartbeatFrequencyMS: HEARTBEAT_MS,
    autoIndex: false,
    autoCreate: false,
  });
  try {
    await answering(() => connection.asPromise());
    const { db } = connection;
    if (!db) throw new Error('the connection has no database');
    return { db, [Symbol.asyncDispose]: () => connection.close() };
  } catch (error) {
    await connection.close().catch(() => undefined);
    throw error;
  }
}
