import type { Backstage } from '../backstage.js';
import type { ChangeFeed } from '../change-feed.js';
import { BridgedEventStore } from './bridged.event-store.js';
import { BridgedKeyVault } from './bridged.key-vault.js';
import { BridgedRowStore } from './bridged.row-store.js';
import { type DataFiles, readMasterKey } from './data-folder.js';
import { FACT_STEPS } from './fact-reader.js';
import { ROW_STEPS } from './row-reader.js';
import { openReader } from './sqlite.js';
import { VAULT_STEPS } from './sqlite.key-vault.js';
import { Asking } from './worker-asking.js';
import type { Wire } from './worker-protocol.js';

/** What the main thread works with: reads go to read-only connections of its own, writes to the writing thread. */
export type WorkerClient = AsyncDisposable & {
  readonly events: BridgedEventStore;
  readonly rows: BridgedRowStore;
  readonly vault: BridgedKeyVault;
  readonly backstage: Backstage;
  readonly changes: ChangeFeed;
  /** Resolves when the writing thread ended by itself: say why, and exit with a code that is not 0. */
  readonly failed: Promise<Error>;
};

/** Waits until the writing thread is ready, then opens the files beside it. Throws what the writing thread failed with. */
export async function connect(wire: Wire, files: DataFiles, bound?: number): Promise<WorkerClient> {
  const asking = new Asking(wire, bound);
  await asking.ready;
  await using opening = new AsyncDisposableStack();
  opening.defer(() => asking.close());
  const events = opening.use(new BridgedEventStore(openReader(files.facts, FACT_STEPS), asking));
  const rows = opening.use(new BridgedRowStore(openReader(files.views, ROW_STEPS), asking));
  const vault = opening.use(new BridgedKeyVault(openReader(files.vault, VAULT_STEPS), readMasterKey(files), asking));
  const all = opening.move();
  return {
    events,
    rows,
    vault,
    backstage: { call: (job, input, transfer) => asking.ask({ op: 'job', job, input }, 1, transfer) },
    changes: asking.changes,
    failed: asking.failed,
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}
