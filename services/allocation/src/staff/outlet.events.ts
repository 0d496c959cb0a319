import type { Fact } from '@pcrm/event-sourcing';

/** 网点 opened under the bank's code for it. */
export type OutletOpened = Fact<
  'OutletOpened',
  { readonly outletId: string; readonly name: string; readonly openedOn: string }
>;
/** 网点 carries another name. */
export type OutletRenamed = Fact<
  'OutletRenamed',
  { readonly outletId: string; readonly name: string; readonly renamedOn: string }
>;

export type OutletEvent = OutletOpened | OutletRenamed;
