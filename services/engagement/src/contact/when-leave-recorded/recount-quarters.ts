import type { Decide } from '@pcrm/event-sourcing';
import { periodSpan } from '@pcrm/contracts';
import { policyOn, type CadencePolicy } from '../cadence-policy.js';
import { closingKey, type ClosedPeriod, type ContactPeriods } from '../contact-periods.js';
import { verdictOf } from '../obligations.js';
import type { ContactPeriodClosed } from '../period.events.js';
import { partOf, withoutLeave, type Leave } from '../segments.js';

export type RecountQuarters = {
  readonly quarters: readonly string[];
  /** Whose leave it is, and all their leaves that stand now. */
  readonly staffId: string;
  readonly leaves: readonly Leave[];
  readonly policies: readonly CadencePolicy[];
  readonly at: string;
};

/** C2, C9: leave of the maintainer that was noted or taken back after a quarter was closed changes what it owed; it is closed again. */
export const recountQuarters: Decide<RecountQuarters, ContactPeriods, ContactPeriodClosed> = (command, { closed }) =>
  command.quarters.flatMap((period) => {
    const stood = closed[closingKey({ rule: 'C2', period })];
    if (stood?.staffId !== command.staffId) return [];
    const owed = owedBy(command, stood);
    if (owed === stood.owed) return [];
    const data = { ...stood, owed, verdict: verdictOf({ ...stood, owed }), closedAt: command.at };
    return [{ type: 'ContactPeriodClosed', data }];
  });

/** What the stretches that the closing rests on owe without the leaves of this member of staff. */
function owedBy({ staffId, leaves, policies }: RecountQuarters, { period, worth }: ClosedPeriod): number {
  const stretches = worth.map((stretch) => ({ ...stretch, policy: policyOn(policies, stretch.start) }));
  const owing = withoutLeave(stretches, (stretch) => ((stretch.staffId ?? staffId) === staffId ? leaves : []));
  return owing.reduce(
    (sum, { policy, ...days }) => sum + partOf(policy.quarterlyContacts, days, periodSpan(period)),
    0,
  );
}
