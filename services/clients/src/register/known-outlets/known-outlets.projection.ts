import type { AllocationMessage } from '@pcrm/contracts';
import type { Projection } from '@pcrm/event-sourcing';

export type KnownOutletRow = { readonly outletId: string };
type Heard = Extract<AllocationMessage, { type: 'OutletOpened' }>;

/** The outlets that allocation has opened: a client can be of these alone. */
export const knownOutlets: Projection<KnownOutletRow, Heard> = {
  name: 'known-outlets',
  version: 1,
  key: ({ data }) => data.outletId,
  indexes: {},
  on: { OutletOpened: (_before, { data: { outletId } }) => ({ outletId }) },
};
