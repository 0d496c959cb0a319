import type { AllocationMessage } from '@pcrm/contracts';
import type { Projection } from '@pcrm/event-sourcing';

export type OutletNameRow = { readonly outletId: string; readonly name: string };
type Heard = Extract<AllocationMessage, { type: 'OutletOpened' }>;

/** What each outlet is called now: the way into a demo names it before anybody is signed in. */
export const outletNames: Projection<OutletNameRow, Heard> = {
  name: 'outlet-names',
  version: 1,
  indexes: {},
  on: { OutletOpened: (_older, { data: { outletId, name } }) => ({ outletId, name }) },
};
