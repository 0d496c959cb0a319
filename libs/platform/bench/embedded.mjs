// What the embedded stores do per second on this machine, beside the raw limit of the same run: `npm run bench -w @pcrm/platform`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import '../../../tools/jest/from-source.mjs';

const { MovableClock, openDataFolder, openStores, startWriter } = await import('../src/embedded.ts');
const path = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'pcrm-bench-'));
const seconds = Number(process.env.SECONDS ?? 3);
const metadata = {
  actor: 's-1',
  commandId: 'c',
  correlationId: 'c',
  causationId: 'c',
  occurredAt: '2026-03-01T00:00:00.000Z',
};
const fact = (id) => ({ id, type: 'Counted', version: 1, data: { fen: 123456, text: 'x'.repeat(40) }, metadata });
const print = (what, perSecond, rest = '') =>
  console.log(`${what.padEnd(46)} ${String(Math.round(perSecond)).padStart(9)}/s ${rest}`);

/** `callers` appends of one fact each are always in flight, each caller on a stream of its own. */
async function appends(name, store, callers) {
  const took = [];
  const until = performance.now() + seconds * 1000;
  let done = 0;
  await Promise.all(
    Array.from({ length: callers }, async (_, n) => {
      for (let at = -1; performance.now() < until; at++) {
        const started = performance.now();
        await store.append(`${name}${callers}-${n}`, at, [fact(`${n}-${at}`)]);
        took.push(performance.now() - started);
        done++;
      }
    }),
  );
  took.sort((a, b) => a - b);
  print(
    `${name}, ${callers} callers`,
    done / seconds,
    `p50 ${took[done >> 1].toFixed(2)} ms, p99 ${took[Math.floor(done * 0.99)].toFixed(2)} ms`,
  );
}

async function rows(name, store) {
  const table = { name: `${name}.v1`, indexes: { byOutlet: ['outlet', 'at'], byFen: ['fen'] } };
  await store.declare(table);
  const batch = (from, expected) =>
    Array.from({ length: 10_000 }, (_, n) => ({
      key: `client-${from + n}`,
      expected,
      seen: { clients: '0000000000000001' },
      doc: { outlet: `o${n % 4}`, at: '2026-03-01', fen: expected > 1 ? n : 0, text: 'x'.repeat(150) },
    }));
  const timed = async (what, expected) => {
    const started = performance.now();
    for (let from = 0; from < 100_000; from += 10_000)
      await store.commit({ writes: [{ table, rows: batch(from, expected) }] });
    print(`${name}, ${what}`, 100_000 / ((performance.now() - started) / 1000));
  };
  await timed('begun, 10,000 a commit', 0);
  await timed('changed, same index values', 1);
  await timed('changed, one index moved', 2);
  const started = performance.now();
  for (let n = 0; n < 2000; n++) await store.find(table, { index: 'byOutlet', prefix: ['o1'], limit: 50 });
  print(`${name}, pages of 50`, 2000 / ((performance.now() - started) / 1000));
}

async function messages(log) {
  const message = (n) => ({
    id: `m-${n}`,
    source: 'clients',
    type: 'Counted',
    version: 1,
    key: `k-${n % 500}`,
    position: '0000000000000001',
    revision: 0,
    recordedAt: metadata.occurredAt,
    metadata,
    data: { fen: 1, text: 'x'.repeat(40) },
  });
  const started = performance.now();
  for (let from = 0; from < 200_000; from += 1000)
    await log.publish(
      'bench.events',
      Array.from({ length: 1000 }, (_, n) => message(from + n)),
    );
  print('messages published, 1,000 a call', 200_000 / ((performance.now() - started) / 1000));
  const { promise, resolve } = Promise.withResolvers();
  const reading = performance.now();
  const consumption = await log.consume('bench', ['bench.events'], async ({ caughtUp }) => caughtUp && resolve());
  await promise;
  print('messages consumed and decoded', 200_000 / ((performance.now() - reading) / 1000));
  await consumption[Symbol.asyncDispose]();
}

function raw() {
  const db = new DatabaseSync(join(path, 'raw.sqlite'));
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0');
  db.exec(
    'CREATE TABLE f (p INTEGER PRIMARY KEY, s INTEGER, r INTEGER, c INTEGER, at INTEGER, body TEXT, UNIQUE (s, r))',
  );
  const insert = db.prepare('INSERT INTO f VALUES (?, ?, ?, ?, ?, ?)');
  const body = JSON.stringify(fact('123-4567'));
  let at = 0;
  for (const group of [1, 128, 1000]) {
    const [from, until] = [at, performance.now() + seconds * 1000];
    while (performance.now() < until) {
      db.exec('BEGIN IMMEDIATE');
      for (let n = 0; n < group; n++) insert.run(++at, n, at, 1, 1e12, body);
      db.exec('COMMIT');
    }
    print(`raw, ${group} facts a transaction`, (at - from) / seconds);
  }
  db.close();
}

const folder = openDataFolder(join(path, 'data'));
const clock = new MovableClock();
raw();
const client = await startWriter(new URL('../test/writer.mjs', import.meta.url), { files: folder.files, clock });
for (const callers of [1, 8, 128]) await appends('through the port', client.events, callers);
await rows('rows through the port', client.rows);
await client[Symbol.asyncDispose]();
const stores = await openStores(folder.files, clock);
for (const callers of [1, 8, 128]) await appends('in the writing thread', stores.events, callers);
await rows('rows in the writing thread', stores.rows);
await messages(stores.messages);
await stores[Symbol.asyncDispose]();
folder[Symbol.dispose]();
rmSync(path, { recursive: true });
