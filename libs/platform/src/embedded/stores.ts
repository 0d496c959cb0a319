import type { Clock } from '@pcrm/event-sourcing';
import { type DataFiles, readMasterKey } from './data-folder.js';
import { FACT_STEPS } from './fact-reader.js';
import { LOG_STEPS } from './log-topics.js';
import { ROW_STEPS } from './row-reader.js';
import { openSqlite } from './sqlite.js';
import { SqliteEventStore } from './sqlite.event-store.js';
import { SqliteKeyVault, VAULT_STEPS } from './sqlite.key-vault.js';
import { LEASE_STEPS, SqliteLease } from './sqlite.lease.js';
import { type LogOptions, SqliteMessageLog } from './sqlite.message-log.js';
import { SqliteRowStore } from './sqlite.row-store.js';
import { fileTombstones } from './tombstones.js';

/** Everything of a data folder, opened for writing by one thread. */
export type Stores = AsyncDisposable & {
  readonly events: SqliteEventStore;
  readonly messages: SqliteMessageLog;
  readonly rows: SqliteRowStore;
  readonly vault: SqliteKeyVault;
  readonly leases: SqliteLease;
};

/** Opens all files of a locked data folder; what is missing is made. */
export async function openStores(files: DataFiles, clock: Clock, log: LogOptions = {}): Promise<Stores> {
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
  const rows = open.use(
    new SqliteRowStore(openSqlite(files.views, { synchronous: 'NORMAL', steps: ROW_STEPS, cacheKiB: 32_768 })),
  );
  const events = open.use(
    new SqliteEventStore(openSqlite(files.facts, { synchronous: full, steps: FACT_STEPS, cacheKiB: 16_384 }), clock),
  );
  const messages = open.use(
    new SqliteMessageLog(openSqlite(files.messages, { synchronous: full, steps: LOG_STEPS, cacheKiB: 8_192 }), log),
  );
  const all = open.move();
  return { events, messages, rows, vault, leases, [Symbol.asyncDispose]: () => all.disposeAsync() };
}
