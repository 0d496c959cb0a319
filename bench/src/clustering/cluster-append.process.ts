import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import { EventStoreDbEventStore } from '@pcrm/platform/cluster';
import { randomUUID } from 'node:crypto';
import { appending, type AppendTo } from '../append/appending.js';
import { fact, type AppendOrder } from '../append/facts.js';
import { takeOrders } from '../beside.js';

export type ClusterAppendOrder =
  { readonly open: 'port' | 'bare'; readonly url: string } | { readonly run: AppendOrder };

const WAYS: { readonly [W in 'port' | 'bare']: (url: string) => AppendTo } = {
  port(url) {
    const store = new EventStoreDbEventStore(url);
    return (...append) => store.append(...append);
  },
  bare(url) {
    const client = EventStoreDBClient.connectionString(url);
    return (stream, expected, events) => {
      const proposed = events.map(({ type, data, metadata }) =>
        jsonEvent({ id: randomUUID(), type, data, metadata: { ...metadata } }),
      );
      return client.appendToStream(stream, proposed, {
        expectedRevision: expected < 0 ? NO_STREAM : BigInt(expected),
      });
    };
  },
};

let append: AppendTo | undefined;
/** Entry of a process that appends to an event store over its protocol: through the port, or by its client alone. */
takeOrders<ClusterAppendOrder>(async (order) => {
  if ('run' in order) return append && (await appending(append, order.run));
  const to = WAYS[order.open](order.url);
  // The server is shared with others who number their streams likewise.
  const own = randomUUID();
  append = (stream, ...rest) => to(`${own}.${stream}`, ...rest);
  // One first: a connection that is still being made takes no more.
  await append('first', -1, [fact('first', 0)]);
  return true;
});
