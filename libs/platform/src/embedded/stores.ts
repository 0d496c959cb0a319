import type { Clock } from '@pcrm/event-sourcing';
import { type DataFiles, readMasterKey } from './data-folder.js';
import { FACT_STEPS } from './fact-reader.js';
import { LOG_STEPS } from './log-topics.js';
import { ROW_STEPS } from './row-reader.js';
import { leaveUnsynced, openSqlite, syncFromNow } from './sqlite.js';
import { SqliteEventStore } from './sqlite.event-store.js';
import { SqliteKeyVault, VAULT_STEPS } from './sqlite.key-vault.js';
import { LEASE_STEPS, SqliteLease } from './sqlite.lease.js';
import { type LogOptions, SqliteMessageLog } from './sqlite.message-log.js';
import { SqliteRowStore } from './sqlite.row-store.js';
import { Slices } from './slices.js';
import { fileTombstones } from './tombstones.js';

/** Everything of a data folder, opened for writing by one thread. */
export type Stores = AsyncDisposable & {
  readonly events: SqliteEventStore;
  readonly messages: SqliteMessageLog;
  readonly rows: SqliteRowStore;
  readonly vault: SqliteKeyVault;
  readonly leases: SqliteLease;
  /** Ends what `hasty` began: what was written is on the disk when this returns, and commits wait for it again. */
  syncFromNow(): void;
};

export type StoresOptions = Omit<LogOptions, 'slices'> & {
  /**
   * Facts and messages do not wait for the disk until `syncFromNow`. A killed process loses nothing by it; a power cut may lose the
   * newest commits of one file and not of another: only for data that can be made again as a whole.
   */
  readonly hasty?: boolean;
};

/** Opens all files of a locked data folder; what is missing is made. */
export async function openStores(
  files: DataFiles,
  clock: Clock,
  { hasty = false, ...log }: StoresOptions = {},
): Promise<Stores> {
  await using open = new AsyncDisposableStack();
  const full = 'FULL';
  const vaultDb = openSqlite(files.vault, { synchronous: full, steps: VAULT_STEPS, cacheKiB: 4096 });
  open.defer(() => {
    if (vaultDb.isOpen) vaultDb.close();
  });
  const vault = open.use(new SqliteKeyVault(vaultDb, readMasterKey(files), fileTombstones(files.tombstones)));
  const leases = open.use(
    new SqliteLease(openSqlite(files.leases, { synchronous: full, steps: LEASE_STEPS, cacheKiB: 256 })),
  );
  leases.forgetHolders();
  const slices = new Slices();
  const viewsDb = openSqlite(files.views, { synchronous: 'NORMAL', steps: ROW_STEPS, cacheKiB: 24_576 });
  const rows = open.use(new SqliteRowStore(viewsDb, slices));
  const factsDb = openSqlite(files.facts, { synchronous: full, steps: FACT_STEPS, cacheKiB: 4_096 });
  const events = open.use(new SqliteEventStore(factsDb, clock));
  const messagesDb = openSqlite(files.messages, { synchronous: full, steps: LOG_STEPS, cacheKiB: 2_048 });
  const messages = open.use(new SqliteMessageLog(messagesDb, { ...log, slices }));
  if (hasty) for (const db of [factsDb, messagesDb]) leaveUnsynced(db);
  const all = open.move();
  return {
    ...{ events, messages, rows, vault, leases },
    syncFromNow: () => [factsDb, messagesDb].forEach(syncFromNow),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}
