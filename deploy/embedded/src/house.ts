import { join } from 'node:path';
import { loadOrMakeSecret, type PlatformConfig } from '@pcrm/platform';
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
import { entry } from './entry.js';
import type { WriterData } from './writer-data.js';

/** What stands on one data folder: the writing thread, the accounts, the clock both threads share, the secret of the tokens. */
export type House = {
  readonly client: WorkerClient;
  readonly accounts: SqliteRowStore;
  readonly clock: MovableClock;
  readonly tokenSecret: Uint8Array;
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
  const data: WriterData = { logLevel: config.logLevel };
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
  };
}

/** Ends what is under way, then closes the files. */
export async function closeHouse({ client, accounts }: House): Promise<void> {
  await accounts[Symbol.asyncDispose]();
  await client[Symbol.asyncDispose]();
}
