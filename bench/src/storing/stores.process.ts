import { takeOrders } from '../beside.js';
import type { Sample } from '../measurement.js';
import { ourStores } from './our-stores.js';
import { rawStores } from './raw-stores.js';
import { rateOf, type Done, type StoreOrder } from './store-orders.js';

export type StoresOrder =
  { readonly open: 'ours' | 'raw'; readonly path: string } | { readonly run: StoreOrder; readonly nth: number };

let done: Done | undefined;
takeOrders<StoresOrder>(async (order) => {
  if ('run' in order)
    return { value: await rateOf(async () => (await done?.[order.run](order.nth)) ?? 0) } satisfies Sample;
  done = order.open === 'ours' ? await ourStores(order.path) : rawStores(order.path);
  return true;
});
