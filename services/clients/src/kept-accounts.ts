import {
  savedStates,
  stateTable,
  type EventStore,
  type Handler,
  type Json,
  type Row,
  type RowStore,
  type Sealer,
  type Table,
} from '@pcrm/event-sourcing';
import { assetAccount, unpackAccount, type AssetAccount } from './value/asset-account.js';
import type { AssetAccountEvent } from './value/asset-account.events.js';

/** A folded account as the command handler keeps it. */
export type SavedAccount = { readonly revision: number; readonly version: number; readonly state?: Json };
/** Where the folded accounts stand: the one table a closing scans. */
export const accountsTable: Table = stateTable(assetAccount);

type Tools = {
  readonly events: EventStore;
  readonly sealer: Sealer;
  readonly rows: RowStore;
  readonly handler: Handler<AssetAccount, AssetAccountEvent>;
  /** True where no other process writes accounts. */
  readonly alone: boolean;
};

/** The accounts as they were last kept, for passes over all of them. */
export class KeptAccounts {
  private whole: Promise<void> | undefined;

  constructor(private readonly tools: Tools) {}

  /**
   * Accounts that were written but not kept, because a process ended in between, are kept first: once where this process is
   * the only one, else each time, since another one may have ended meanwhile.
   */
  async complete(): Promise<void> {
    const { alone, rows, sealer, events } = this.tools;
    if (!alone) this.whole = undefined;
    this.whole ??= rows
      .declare(accountsTable)
      .then(() => savedStates(assetAccount, { rows, sealer }).catchUp(events, new AbortController().signal))
      .catch((error: unknown) => {
        this.whole = undefined;
        throw error;
      });
    await this.whole;
  }

  /** The state of a row of the table. */
  async state({ key, doc }: Row<SavedAccount>): Promise<AssetAccount> {
    const readable = doc.state !== undefined && doc.version === assetAccount.snapshot?.version;
    return readable ? unpackAccount(doc.state) : (await this.tools.handler.read(key)).state;
  }

  /** The next slice in order of key; the key marks the place, so that another process may go on. */
  async page(after: string | null, limit: number): Promise<readonly Row<SavedAccount>[]> {
    const { rows } = this.tools;
    if (after === null) return (await rows.find<SavedAccount>(accountsTable, { index: 'key', limit })).rows;
    const found = await rows.find<SavedAccount>(accountsTable, { index: 'key', from: after, limit: limit + 1 });
    return found.rows.filter(({ key }) => key !== after).slice(0, limit);
  }
}
