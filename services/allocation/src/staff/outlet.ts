import type { Aggregate } from '@pcrm/event-sourcing';
import type { OutletEvent } from './outlet.events.js';

/** 网点 of the branch; `name` null: no such outlet. */
export type Outlet = { readonly name: string | null };

export const outlet: Aggregate<Outlet, OutletEvent> = {
  name: 'outlet',
  initial: () => ({ name: null }),
  evolve: (_outlet, { data }) => ({ name: data.name }),
};
