// Two stores in one process append for many callers while every connection is broken again and again; prints what was written.
// A client library that drops a promise or throws in a handler would end this process.
import { setTimeout as wait } from 'node:timers/promises';
import '../../../../tools/jest/from-source.mjs';

const { EventStoreDbEventStore } = await import('../../src/cluster/eventstoredb.event-store.ts');
const { startEventStoreDouble } = await import('./event-store-double.ts');

const doubles = [await startEventStoreDouble(), await startEventStoreDouble()];
const stores = doubles.map(({ url }) => new EventStoreDbEventStore(url, { patienceMs: 60_000 }));
const metadata = {
  actor: 's',
  commandId: 'c',
  correlationId: 'c',
  causationId: 'c',
  occurredAt: '2026-03-01T00:00:00.000Z',
};
const fact = (id) => ({ id, type: 'Counted', version: 1, data: { text: 'x'.repeat(2_000) }, metadata });

let running = true;
let acknowledged = 0;
const caller = async (n) => {
  const store = stores[n % 2];
  for (let at = -1; running; at += 2) {
    await store.append(`noun-${n}`, at, [fact(`${n}-${at + 1}`), fact(`${n}-${at + 2}`)]);
    acknowledged += 2;
  }
};
const callers = Array.from({ length: 128 }, (_, n) => caller(n));
for (let breaks = 0; breaks < 6; breaks++) {
  await wait(150);
  const double = doubles[breaks % 2];
  await double.pause();
  await wait(30);
  await double.resume();
}
running = false;
await Promise.all(callers);
for (const store of stores) await store[Symbol.asyncDispose]();
const written = doubles.flatMap(({ log }) => log.all.filter(({ stream }) => stream.startsWith('noun-')));
const places = new Set(written.map(({ stream, revision }) => `${stream} ${revision}`));
const ids = new Set(written.map(({ stream, id }) => `${stream} ${id}`));
for (const double of doubles) await double.stop();
console.log(JSON.stringify({ acknowledged, written: written.length, places: places.size, ids: ids.size }));
