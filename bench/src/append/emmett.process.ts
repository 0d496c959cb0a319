import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRequire } from 'node:module';
import { takeOrders } from '../beside.js';
import { appending } from './appending.js';
import type { AppendOrder } from './facts.js';
import { EMMETT } from './fetch-emmett.js';

export type EmmettOrder =
  { readonly open: { readonly modules: string; readonly path: string } } | { readonly run: AppendOrder };
type Event = { readonly type: string; readonly data: object; readonly metadata: object };
type Store = {
  appendToStream(name: string, events: readonly Event[], options: { expectedStreamVersion: unknown }): Promise<unknown>;
};
type Emmett = { readonly getSQLiteEventStore: (options: { fileName: string; schema: object }) => Store };

let store: Store | undefined;

async function open(modules: string, path: string): Promise<true> {
  const found = createRequire(join(modules, 'package.json')).resolve(EMMETT.name);
  const { getSQLiteEventStore } = (await import(pathToFileURL(found).href)) as Emmett;
  store = getSQLiteEventStore({ fileName: join(path, 'emmett.sqlite'), schema: { autoMigration: 'CreateOrUpdate' } });
  return true;
}

/** It ends a transaction before its own statement is over now and then, and SQLite refuses that: nothing was written. */
const isBusy = (error: unknown): boolean => (error as { readonly code?: unknown }).code === 'SQLITE_BUSY';

async function append(stream: string, expected: number, events: readonly Event[]): Promise<void> {
  const expectedStreamVersion = expected < 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(expected + 1);
  for (;;) {
    try {
      await store?.appendToStream(stream, events, { expectedStreamVersion });
      return;
    } catch (error) {
      if (!isBusy(error)) throw error;
    }
  }
}

/** Entry of the process that appends to `emmett-sqlite`, as it comes; what it says of itself is of no interest. */
console.log = () => undefined;
takeOrders<EmmettOrder>(async (order) =>
  'open' in order ? await open(order.open.modules, order.open.path) : await appending(append, order.run),
);
