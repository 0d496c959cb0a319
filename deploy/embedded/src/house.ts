import { join } from 'node:path';
import {
  MovableClock,
  openSqlite,
  ROW_STEPS,
  SqliteRowStore,
  startWriter,
  type DataFolder,
  type WorkerClient,
  type WriterOptions,
} from '@pcrm/platform/embedded';
import {
  loadOrMakeSecret,
  openTracing,
  processLog,
  tracingSettings,
  type OpenTracing,
  type PlatformConfig,
} from '@pcrm/platform/process';
import { entry } from './entry.js';
import type { WriterData } from './writer-data.js';

/** What stands on one data folder: the writing thread, the accounts, the clock both threads share, the secret of the tokens. */
export type House = {
  readonly client: WorkerClient;
  readonly accounts: SqliteRowStore;
  readonly clock: MovableClock;
  readonly tokenSecret: Uint8Array;
  /** Of the main thread, where traces are wanted; the writing thread has its own. */
  readonly tracing: OpenTracing | undefined;
};

/**
 * `worker`: how the writing thread is started where it does not run from a build. `clock`: what both threads go by; real time when
 * absent. `hasty`: nothing waits for the disk until `platform.syncFromNow`.
 */
export type HouseOptions = Pick<WriterOptions, 'worker' | 'hasty'> & { readonly clock?: MovableClock };

/** Starts the writing thread on a folder that this process holds. */
export async function openHouse(
  folder: DataFolder,
  config: PlatformConfig,
  { worker, hasty = false, clock = new MovableClock() }: HouseOptions = {},
): Promise<House> {
  const settings = tracingSettings(config, 'pcrm');
  const data: WriterData = { logLevel: config.logLevel, tracing: settings };
  const client = await startWriter(entry('writer'), {
    files: folder.files,
    clock,
    data,
    hasty,
    ...(worker && { worker }),
  });
  const accounts = join(folder.path, 'accounts.sqlite');
  folder.settle();
  return {
    client,
    clock,
    accounts: new SqliteRowStore(openSqlite(accounts, { synchronous: 'FULL', steps: ROW_STEPS, cacheKiB: 1_024 })),
    tokenSecret: loadOrMakeSecret(folder.path, 'token'),
    tracing: await openTracing(settings, { thread: 'http', log: processLog({ name: 'http', level: config.logLevel }) }),
  };
}

/** Ends what is under way, then closes the files. */
export async function closeHouse({ client, accounts, tracing }: House): Promise<void> {
  await accounts[Symbol.asyncDispose]();
  await Promise.all([client[Symbol.asyncDispose](), tracing?.[Symbol.asyncDispose]()]);
}
