import type { AllocationMessage } from '@pcrm/contracts';
import type { Projection } from '@pcrm/event-sourcing';

export type OutletRow = { readonly outletId: string; readonly name: string };
export type OutletListMessage = Extract<AllocationMessage, { type: 'OutletOpened' }>;

/** One row per outlet 网点 with its newest name. */
export const outletList: Projection<OutletRow, OutletListMessage> = {
  name: 'outlet-list',
  version: 1,
  indexes: {},
  on: { OutletOpened: (_older, { data: { outletId, name } }) => ({ outletId, name }) },
};
