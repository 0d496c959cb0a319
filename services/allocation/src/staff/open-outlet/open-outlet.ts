import type { Decide } from '@pcrm/event-sourcing';
import type { Outlet } from '../outlet.js';
import type { OutletEvent } from '../outlet.events.js';

export type OpenOutlet = { readonly outletId: string; readonly name: string; readonly on: string };

/** Opens an outlet, or gives it the name it now has. The same again changes nothing. */
export const openOutlet: Decide<OpenOutlet, Outlet, OutletEvent> = ({ outletId, name, on }, outlet) => {
  if (outlet.name === name) return [];
  if (outlet.name === null) return [{ type: 'OutletOpened', data: { outletId, name, openedOn: on } }];
  return [{ type: 'OutletRenamed', data: { outletId, name, renamedOn: on } }];
};
