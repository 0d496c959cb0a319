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

/** Some accounts in order of id; `next`: the id after which the next ones stand, null at the end. */
export type Slice = { readonly accounts: readonly Row<SavedAccount>[]; readonly next: string | null };

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

  /** How many accounts there are. */
  count(): Promise<number> {
    return this.tools.rows.count(accountsTable);
  }

  /** The next slice of all accounts, or of those named (in order of id), after an id: which marks the place, so that another process may go on. */
  slice(named: readonly string[] | undefined, after: string | null, limit: number): Promise<Slice> {
    return named ? this.among(named, after, limit) : this.ofAll(after, limit);
  }

  private async ofAll(after: string | null, limit: number): Promise<Slice> {
    const from = after === null ? {} : { from: after };
    const { rows } = await this.tools.rows.find<SavedAccount>(accountsTable, {
      index: 'key',
      limit: limit + 1,
      ...from,
    });
    const accounts = rows.filter(({ key }) => key !== after).slice(0, limit);
    return { accounts, next: accounts.length === limit ? (accounts.at(-1)?.key ?? null) : null };
  }

  /** Who has no row yet is left out. */
  private async among(ids: readonly string[], after: string | null, limit: number): Promise<Slice> {
    const begin = after === null ? 0 : ids.findLastIndex((id) => id <= after) + 1;
    const some = ids.slice(begin, begin + limit);
    const found = await this.tools.rows.load<SavedAccount>(accountsTable, some);
    const accounts = some.flatMap((id) => found.get(id) ?? []);
    return { accounts, next: begin + limit < ids.length ? (some.at(-1) ?? null) : null };
  }
}
