import { Module, type DynamicModule } from '@nestjs/common';
import {
  Clock,
  EventStore,
  KeyVault,
  createSealer,
  type RowStore,
  type Sealer,
  type Tracing,
} from '@pcrm/event-sourcing';
import { Backstage } from '../backstage.js';
import { ChangeFeed } from '../change-feed.js';

/** What a process gives the services in it. Which adapters these are is nobody's business but the composition root's. */
export type Ports = {
  readonly events: EventStore;
  /** Shared by all services of the process; each sees its own part of it. */
  readonly rows: RowStore;
  readonly vault: KeyVault;
  readonly clock: Clock;
  /** Where views, reactions and heavy work run: another thread, or this one. */
  readonly backstage: Backstage;
  readonly changes: ChangeFeed;
  /** Told of commands. */
  readonly tracing?: Tracing | undefined;
};
export const Ports = Symbol('Ports');

/** Opens and seals personal fields; one for the process, so that keys at hand are shared. */
export const Sealing = Symbol('Sealing');

@Module({})
export class PlatformModule {
  /** The ports of this process, for all its services. Import it once, beside the services' modules. */
  static with(ports: Ports, sealer: Sealer = createSealer(ports.vault)): DynamicModule {
    const provided = [
      { provide: Ports, useValue: ports },
      { provide: EventStore, useValue: ports.events },
      { provide: KeyVault, useValue: ports.vault },
      { provide: Clock, useValue: ports.clock },
      { provide: Backstage, useValue: ports.backstage },
      { provide: ChangeFeed, useValue: ports.changes },
      { provide: Sealing, useValue: sealer },
    ];
    return {
      module: PlatformModule,
      global: true,
      providers: provided,
      exports: provided.map(({ provide }) => provide),
    };
  }
}
