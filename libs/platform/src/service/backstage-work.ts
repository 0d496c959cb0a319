import type { Clock, EventStore, KeyVault, RowStore, Sealer } from '@pcrm/event-sourcing';
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
  readonly clock: Clock;
  readonly sealer: Sealer;
  readonly log: Logger;
};

/** Work of a service that writes much and is no view and no reaction; answers how to stop it, if it runs by itself. */
export type BackstageWork = (parts: BackstageParts) => Promise<(() => Promise<void>) | undefined>;
