// The protocol double of the event store in a container: not EventStoreDB, and as durable as one file that nobody flushes.
import { startEventStoreDouble } from './event-store-double.js';

const double = await startEventStoreDouble({
  host: '0.0.0.0',
  port: 2113,
  file: '/var/lib/eventstore/events',
  maxAppendSize: Number(process.env.EVENTSTORE_MAX_APPEND_SIZE ?? 1024 * 1024),
});
console.log('The protocol double (not EventStoreDB) answers on port 2113.');
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => void double.stop().finally(() => process.exit()));
