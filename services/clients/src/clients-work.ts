import {
  createHandler,
  createSealer,
  type Clock,
  type EventStore,
  type KeyVault,
  type Lease,
  type RowStore,
  type Sealer,
  type Tracing,
} from '@pcrm/event-sourcing';
import { AccountWatch } from './account-watch.js';
import { ClientDirectory } from './client-directory.js';
import { Closing } from './closing.js';
import { FeedDesk } from './feed-desk.js';
import {
  CLOSE_JOB,
  FEED_JOB,
  FORGET_FEED_JOB,
  type CloseAnswer,
  type CloseOrder,
  type FeedPiece,
  type FeedStatus,
} from './feed-pieces.js';
import { KeptAccounts } from './kept-accounts.js';
import { ListRefresh, type Tables } from './list-refresh.adapter.js';
import { knownOutletIds } from './register/known-outlets/known-outlet-ids.js';
import { knownOutlets } from './register/known-outlets/known-outlets.projection.js';
import { tierPolicy } from './upgrade/tier-policy.js';
import { tierStanding } from './upgrade/tier-standing.js';
import { assetAccount } from './value/asset-account.js';
import { businessCalendar } from './value/business-calendar.js';
import { visitLog } from './value/visit-log.js';

export type ClientsWorkPorts = {
  readonly events: EventStore;
  /** This service's own part of the row store. */
  readonly rows: RowStore;
  readonly vault: KeyVault;
  readonly lease: Lease;
  /** True where no other process does the work of this service; so when absent. */
  readonly alone?: boolean;
  readonly clock: Clock;
  readonly tables: Tables;
  readonly sealer?: Sealer;
  /** Sources of the feed, the later the higher its rank. */
  readonly sources?: readonly string[];
  /** Milliseconds between two refreshes of the averages in the client list. */
  readonly restMs?: number;
  /** Told of what failed and is tried again. */
  readonly failed?: (error: unknown) => void;
  /** Told of the commands. */
  readonly tracing?: Tracing | undefined;
};
/** Folded states kept at hand: more clients than a branch's feed touches in one piece. */
const KEPT_STATES = 20_000;
/**
 * Accounts kept at hand, 6 KB each with a year of monthly balances and more with daily ones. A larger branch reads every account anew in each feed and closing: one that
 * comes round again has been pushed out by the others.
 */
const KEPT_ACCOUNTS = 10_000;

/** The heavy work of this service, to be registered where writing is done: `backstage.register(name, jobs[name])`. */
export type ClientsWork = {
  readonly jobs: {
    readonly [FEED_JOB]: (piece: FeedPiece) => Promise<FeedStatus>;
    readonly [FORGET_FEED_JOB]: (feedId: string) => Promise<void>;
    readonly [CLOSE_JOB]: (order: CloseOrder) => Promise<CloseAnswer>;
  };
  /** Finishes closings that somebody began (after a crash, or by the agenda at 06:00), and re-evaluates under policies that ask for it. Runs until the signal aborts. */
  watch(signal: AbortSignal): Promise<void>;
  /** Begins nothing more and lets what is under way end. */
  stop(): Promise<void>;
};

export function clientsWork({
  events,
  rows,
  vault,
  lease,
  clock,
  tables,
  tracing,
  ...more
}: ClientsWorkPorts): ClientsWork {
  const sealer = more.sealer ?? createSealer(vault);
  const handling = { events, rows, vault, sealer, tracing, cacheSize: KEPT_STATES };
  const directory = new ClientDirectory(events);
  const accounts = createHandler(assetAccount, { ...handling, cacheSize: KEPT_ACCOUNTS });
  const policies = createHandler(tierPolicy, handling);
  const watch = new AccountWatch(events, directory);
  const closing: Closing = new Closing({
    rows,
    lease,
    clock,
    directory,
    accounts: new KeptAccounts({ events, sealer, rows, handler: accounts, alone: more.alone ?? true }),
    ...{ watch, policies },
    standings: createHandler(tierStanding, handling),
    calendar: createHandler(businessCalendar, handling),
    closed: (through) => refresh.ask(through),
  });
  const refresh = new ListRefresh({
    ...{ rows, tables, restMs: more.restMs ?? 2_000, failed: more.failed ?? (() => undefined) },
    versions: () => closing.versions(),
    lastLook: (clientId) => watch.lastLook(clientId),
  });
  const visits = createHandler(visitLog, handling);
  const sources = more.sources ?? DEFAULT_SOURCES;
  const outlets = async () => knownOutletIds(rows, await tables.activeTable(knownOutlets.name));
  const desk = new FeedDesk({ rows, sealer, clock, directory, closing, accounts, visits, sources, outlets });
  return {
    jobs: {
      [FEED_JOB]: (piece) => desk.take(piece),
      [FORGET_FEED_JOB]: (feedId) => desk.forget(feedId),
      [CLOSE_JOB]: async ({ businessDate, actor }) => {
        await closing.close(businessDate, actor);
        return { closedThrough: (await closing.closedThrough()) ?? null };
      },
    },
    async watch(signal) {
      const through = await closing.closedThrough();
      if (through !== undefined) await refresh.resume(through);
      void refresh.follow(() => closing.closedThrough(), signal);
      const heard = [businessCalendar.name, tierPolicy.name];
      for await (const batch of events.subscribe(heard, undefined, { signal })) {
        for (const { type, data } of batch)
          if (type === 'TierPolicyApproved' && data['reevaluate'] === true)
            await closing.reevaluate(Number(data['version']));
        if (batch.length > 0) await closing.resume();
      }
    },
    async stop() {
      refresh.stop();
      await closing[Symbol.asyncDispose]();
    },
  };
}

/** Core banking, and corrections that somebody enters by hand: those stand above it. */
export const DEFAULT_SOURCES: readonly string[] = ['core', 'manual'];
