import type { Aggregate } from '@pcrm/event-sourcing';
import type { BusinessVisitRecorded } from './visit-log.events.js';

/** Visits of one client to outlets, `<date>|<outlet>`, oldest first. */
export type VisitLog = { readonly visits: readonly string[] };

/** Older visits are forgotten: nothing asks for them any more. */
export const KEPT_VISITS = 400;
export const visitKey = (visitedOn: string, outletId: string): string => `${visitedOn}|${outletId}`;

export const visitLog: Aggregate<VisitLog, BusinessVisitRecorded> = {
  name: 'visitLog',
  initial: () => ({ visits: [] }),
  evolve: ({ visits }, { data: { visitedOn, outletId } }) => ({
    visits: [...visits, visitKey(visitedOn, outletId)].toSorted().slice(-KEPT_VISITS),
  }),
  snapshot: {
    every: 16,
    version: 1,
    save: ({ visits }) => visits,
    load: (saved) => ({ visits: saved as readonly string[] }),
  },
};
