import type { Decide } from '@pcrm/event-sourcing';
import type { BusinessVisitRecorded } from '../visit-log.events.js';
import { visitKey, type VisitLog } from '../visit-log.js';

export type RecordVisits = {
  readonly clientId: string;
  readonly visits: readonly { readonly visitedOn: string; readonly outletId: string }[];
};

/** Writes down a client's visits to outlets, one for each date and outlet, however often the feed tells it. */
export const recordVisits: Decide<RecordVisits, VisitLog, BusinessVisitRecorded> = ({ clientId, visits }, log) => {
  const known = new Set(log.visits);
  return visits.flatMap(({ visitedOn, outletId }) => {
    const key = visitKey(visitedOn, outletId);
    if (known.has(key)) return [];
    known.add(key);
    return [{ type: 'BusinessVisitRecorded' as const, data: { clientId, visitedOn, outletId } }];
  });
};
