import type { Clock, EventStore, KeyVault, Lease, RowStore, Sealer, Tracing } from '@pcrm/event-sourcing';
import type { Logger } from 'pino';
import type { LocalBackstage } from '../backstage.js';

/** What a service finds where writing is done. */
export type BackstageParts = {
  /** Where it registers the jobs that its controllers hand over. */
  readonly backstage: LocalBackstage;
  readonly events: EventStore;
  /** Shared by all services: look through `new ServiceRows(name, rows)`. */
  readonly rows: RowStore;
  readonly vault: KeyVault;
  readonly lease: Lease;
  readonly clock: Clock;
  readonly sealer: Sealer;
  readonly log: Logger;
  /** Whether anything was ever recorded here, and nothing is being moved in: before that, nobody records anything by himself. */
  readonly hasBegun: () => Promise<boolean>;
  /** True where no other process runs this service at the same time. */
  readonly alone: boolean;
  /** Told of what is done. */
  readonly tracing?: Tracing | undefined;
};

/** Work that runs by itself: how to stop it, and whether it has nothing to do just now. */
export type BackstageRun = { readonly stop: () => Promise<void>; readonly idle?: () => Promise<boolean> };

/** Work of a service that writes much, or beyond our walls, and is no view and no reaction. */
export type BackstageWork = (parts: BackstageParts) => Promise<BackstageRun>;
