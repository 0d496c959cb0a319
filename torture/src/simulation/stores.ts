import type { AnyMessage, KeyVault, MessageLog, RowStore, EventStore, Clock } from '@pcrm/event-sourcing';
import {
  InMemoryEventStore,
  InMemoryKeyVault,
  InMemoryLeases,
  InMemoryMessageLog,
  InMemoryRowStore,
} from '@pcrm/event-sourcing/in-memory';
import { RelayWatch } from './relay-watch.js';
import { SimSmsGateway } from './sms-gateway.js';
import type { World } from './world.js';

/** The branch's clock: it goes with the run, and is put forward from one business hour to the next. */
export class BranchClock implements Clock {
  private base: number;

  constructor(
    private readonly world: World,
    at: string,
  ) {
    this.base = Date.parse(at) - world.now;
  }
  now(): string {
    return new Date(this.base + Math.floor(this.world.now)).toISOString();
  }
  /** Puts it forward; it never goes back. */
  put(at: string): void {
    this.base = Math.max(this.base, Date.parse(at) - Math.floor(this.world.now));
  }
}

/** What outlives every process: what was written, the leases, and what the SMS gateway took. */
export type Stores = {
  readonly events: EventStore;
  readonly log: MessageLog;
  readonly rows: RowStore;
  readonly vault: KeyVault;
  readonly leases: InMemoryLeases;
  readonly clock: BranchClock;
  readonly sms: SimSmsGateway;
  /** Offsets that groups have committed, by group, topic and partition. */
  readonly committed: Map<string, string>;
  readonly watch: RelayWatch;
  /** The last portions that were published, by topic. */
  readonly said: Map<string, readonly (readonly AnyMessage[])[]>;
};

export function openStores(world: World, at: string): Stores {
  const clock = new BranchClock(world, at);
  const events = new InMemoryEventStore(clock);
  const watch = new RelayWatch();
  return {
    events,
    watch,
    log: new InMemoryMessageLog({ partitions: 2, now: () => Math.floor(world.now) }),
    rows: watch.over(new InMemoryRowStore()),
    vault: new InMemoryKeyVault('simulation'),
    leases: new InMemoryLeases(),
    clock,
    sms: new SimSmsGateway(world, clock, (clientId) => events.read(`outreach-${clientId}`)),
    committed: new Map(),
    said: new Map(),
  };
}
