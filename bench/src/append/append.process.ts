import { join } from 'node:path';
import type { DataFolder } from '@pcrm/platform/embedded';
import { MovableClock, openDataFolder, openStores, startWriter } from '@pcrm/platform/embedded';
import { takeOrders } from '../beside.js';
import { appending, type AppendTo } from './appending.js';
import type { AppendOrder } from './facts.js';
import { RawFacts } from './raw-facts.js';

/** Where it writes: the platform's store in its own thread, the same through the bridge from another thread, or by hand. */
export type Way = 'inThread' | 'acrossThreads' | 'raw';
export type WayOrder = { readonly open: { readonly way: Way; readonly path: string } } | { readonly run: AppendOrder };

const WAYS: { readonly [W in Way]: (path: string) => Promise<AppendTo> } = {
  async inThread(path) {
    const stores = await openStores(dataFolder(path).files, new MovableClock());
    return (...append) => stores.events.append(...append);
  },
  async acrossThreads(path) {
    const clock = new MovableClock();
    const client = await startWriter(new URL('./writer.js', import.meta.url), { files: dataFolder(path).files, clock });
    return (...append) => client.events.append(...append);
  },
  async raw(path) {
    const raw = new RawFacts(join(path, 'raw.sqlite'));
    return (...append) => raw.append(...append);
  },
};

const dataFolder = (path: string): DataFolder => openDataFolder(join(path, 'data'));

let append: AppendTo | undefined;
takeOrders<WayOrder>(async (order) => {
  if ('run' in order) return append && (await appending(append, order.run));
  append = await WAYS[order.open.way](order.open.path);
  return true;
});
