import type { Fact } from '@pcrm/event-sourcing';

/** The client was at an outlet 到网点办理业务; the feed says so, mobile banking does not count (C5). */
export type BusinessVisitRecorded = Fact<
  'BusinessVisitRecorded',
  { readonly clientId: string; readonly visitedOn: string; readonly outletId: string }
>;
