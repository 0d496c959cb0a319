import { opportunity, type ProgressLine } from '../api/engagement.js';
import { ifUnchanged } from '../live/if-unchanged.js';
import { useView } from '../live/use-view.js';
import { standsAs } from './stands-as.js';

/** Does something to the opportunity as it is seen. */
export type Acting = <Answer>(act: (revision: number | undefined) => Promise<Answer>) => Promise<Answer>;

/** The opportunity of an open drawer, kept up to date, and how to act on it as it is seen there: refused when it changed meanwhile. */
export function useOpportunity(given: ProgressLine): {
  readonly line: ProgressLine;
  readonly acting: Acting;
} {
  const { opportunityId, clientId } = given;
  const asked = useView(
    ['progress-table', 'one', opportunityId],
    ({ signal }) => opportunity(opportunityId, { signal }),
    { views: ['progress-table'], key: clientId },
  );
  const seen = asked.data;
  return {
    line: seen?.body ?? given,
    acting: (act) =>
      seen ? ifUnchanged(seen, { read: () => opportunity(opportunityId), act, same: standsAs }) : act(undefined),
  };
}
