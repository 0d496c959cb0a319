import {
  createSealer,
  systemClock,
  type Clock,
  type EventStore,
  type MessageLog,
  type RowStore,
  type Sealer,
} from '@pcrm/event-sourcing';
import {
  openTracing,
  processLog,
  ServiceRows,
  tracedEvents,
  tracedLog,
  tracingSettings,
  type OpenTracing,
  type PlatformConfig,
} from '@pcrm/platform';
import {
  connectMongo,
  EventStoreDbEventStore,
  eventsOf,
  KafkaMessageLog,
  logOf,
  MongoKeyVault,
  MongoLease,
  MongoRowStore,
  type KafkaAddress,
} from '@pcrm/platform/cluster';
import type { ClusterConfig } from './cluster.config.js';
import { fileClock } from './file-clock.js';

export type Configured = { readonly platform: PlatformConfig; readonly cluster: ClusterConfig };
type Log = ReturnType<typeof processLog>;

/** What every process of the cluster edition stands on. */
export type Parts = AsyncDisposable & {
  readonly events: EventStore;
  readonly messages: MessageLog;
  /** The brokers behind the message log, for whoever makes or checks topics. */
  readonly topics: KafkaMessageLog;
  readonly kafka: KafkaAddress;
  readonly rows: MongoRowStore;
  /** Users and sessions: in the same database under a name of their own, since no fact could bring them back. */
  readonly accounts: RowStore;
  readonly vault: MongoKeyVault;
  readonly lease: MongoLease;
  readonly clock: Clock;
  readonly sealer: Sealer;
  readonly log: Log;
  readonly tokenSecret: Uint8Array;
  /** Where traces are wanted. */
  readonly tracing: OpenTracing | undefined;
  /** Resolves when a part has ended for good and the process should too. */
  readonly failed: Promise<Error>;
};

/** Opens the parts a process named so stands on; waits for none but MongoDB, and says `Unavailable` when that does not answer. */
export async function openParts(name: string, { platform, cluster }: Configured): Promise<Parts> {
  const log = processLog({ name, level: platform.logLevel });
  const failed = Promise.withResolvers<Error>();
  const told = (error: unknown): void => log.warn({ err: error }, 'tried again');
  const kafka = kafkaAddress(name, { platform, cluster }, log);
  await using open = new AsyncDisposableStack();
  const tracing = open.use(await openTracing(tracingSettings(platform, `pcrm-${name}`), { log }));
  const mongo = open.use(await connectMongo(platform.mongodbUrl ?? '', { database: cluster.installation }));
  const rows = open.use(await MongoRowStore.open(mongo.db));
  const vault = open.use(await MongoKeyVault.open(mongo.db, masterKeyOf(platform)));
  const lease = open.use(new MongoLease(mongo.db));
  const store = open.use(new EventStoreDbEventStore(platform.eventStoreUrl ?? '', { onTrouble: told }));
  const topics = open.use(new KafkaMessageLog({ ...kafka, onFailure: told, onCrash: failed.resolve }));
  const { installation } = cluster;
  const events = tracedEvents(eventsOf(installation, store), tracing);
  const messages = tracedLog(logOf(installation, topics), tracing);
  const all = open.move();
  return {
    ...{ events, messages, topics, kafka, rows, vault, lease, log, tracing },
    accounts: new ServiceRows('accounts', rows),
    clock: cluster.clockFile === undefined ? systemClock : fileClock(cluster.clockFile),
    sealer: createSealer(vault),
    tokenSecret: new TextEncoder().encode(platform.tokenSecret),
    failed: failed.promise,
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

const masterKeyOf = ({ masterKey = '' }: PlatformConfig): Uint8Array => Uint8Array.from(Buffer.from(masterKey, 'hex'));

/** Where the brokers are, and how a process named so speaks with them. */
export function kafkaAddress(clientId: string, { platform, cluster }: Configured, log: Log): KafkaAddress {
  const { kafkaSaslMechanism: mechanism, kafkaUsername: username = '', kafkaPassword: password = '' } = cluster;
  return {
    brokers: platform.kafkaBrokers ?? [],
    clientId: `pcrm-${clientId}`,
    ssl: cluster.kafkaTls,
    ...(mechanism && { sasl: { mechanism, username, password } }),
    said: ({ level, message, about }) => log[level]({ about }, message),
  };
}
