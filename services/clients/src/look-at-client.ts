import type { Decide } from '@pcrm/event-sourcing';
import type { DirectoryEntry } from './client-directory.js';
import type { TierPolicyVersion } from './policy.js';
import { evaluateStanding } from './upgrade/evaluate-standing/evaluate-standing.js';
import type { TierStanding } from './upgrade/tier-standing.js';
import type { TierStandingEvent } from './upgrade/tier-standing.events.js';
import { readAccount, type Span } from './value/read-account.js';
import type { Timeline } from './value/timeline.js';

/** What was found at the last look at a client: until `due` nothing can change if balances and policies stay. */
export type Looked = {
  readonly revision: number;
  readonly due: string;
  readonly policies: number;
  /** The business date that was closed, and the average as of it. */
  readonly through: string;
  readonly averageFen: number;
  readonly coveredDays: number;
};
type Seen = {
  readonly timeline: Timeline;
  readonly revision: number;
  readonly span: Span;
  readonly policies: readonly TierPolicyVersion[];
};

/** The decision about one client: balances are read when the standing is at hand, and only as far as it needs them. */
export function looking(
  { timeline, revision, span, policies }: Seen,
  found: Map<string, Looked>,
): Decide<DirectoryEntry, TierStanding, TierStandingEvent> {
  return ({ clientId, outletId, signed }, standing) => {
    const judged = standing.tier !== null || standing.fall !== undefined || signed !== undefined;
    const readings = readAccount(timeline, { ...span, judged }, policies);
    const { through, averageFen, coveredDays } = readings;
    // The day after a cool-off ends is a day on which something can change.
    const until = standing.coolOff?.until ?? readings.due;
    const due = until < readings.due ? until : readings.due;
    found.set(clientId, { revision, due, policies: policies.length, through, averageFen, coveredDays });
    return evaluateStanding(
      { clientId, client: { outletId, ...(signed && { signed }) }, readings, policies },
      standing,
    );
  };
}
