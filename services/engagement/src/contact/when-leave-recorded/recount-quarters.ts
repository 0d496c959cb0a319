import type { Decide } from '@pcrm/event-sourcing';
import { periodSpan } from '@pcrm/contracts';
import { policyOn, type CadencePolicy } from '../cadence-policy.js';
import { closingKey, type ClosedPeriod, type ContactPeriods } from '../contact-periods.js';
import { onLeave, verdictOf } from '../obligations.js';
import type { ContactPeriodClosed, Stretch } from '../period.events.js';
import { partOf, withoutLeave, type Leave } from '../segments.js';

export type RecountQuarters = {
  readonly quarters: readonly string[];
  /** Whose leave it is, and all their leaves that stand now. */
  readonly staffId: string;
  readonly leaves: readonly Leave[];
  readonly policies: readonly CadencePolicy[];
  readonly at: string;
};

/**
 * C2, C9: leave of whoever had the client that was noted or taken back after a quarter was closed changes what it owed; it is closed
 * again. Where others had the client too, also when it owes the same: it may be their next leave that makes a difference.
 */
export const recountQuarters: Decide<RecountQuarters, ContactPeriods, ContactPeriodClosed> = (command, { closed }) =>
  command.quarters.flatMap((period) => {
    const stood = closed[closingKey({ rule: 'C2', period })];
    if (!stood) return [];
    const worth = worthWith(command, stood);
    const owed = owedBy(command, period, worth);
    if (owed === stood.owed && (isOnes(stood) || isSame(worth, stood.worth))) return [];
    const data = { ...stood, worth, owed, verdict: verdictOf({ ...stood, owed }), closedAt: command.at };
    return [{ type: 'ContactPeriodClosed', data }];
  });

const holderOf = ({ staffId }: Stretch, closed: ClosedPeriod): string => staffId ?? closed.staffId;
const isOnes = (closed: ClosedPeriod): boolean =>
  new Set(closed.worth.map((stretch) => holderOf(stretch, closed))).size === 1;
const isSame = (one: readonly Stretch[], other: readonly Stretch[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** The stretches that a closing rests on, with the leaves of this member of staff as they stand now, and of others as they stood. */
const worthWith = ({ staffId, leaves }: RecountQuarters, closed: ClosedPeriod): readonly Stretch[] =>
  closed.worth.map((stretch) => (holderOf(stretch, closed) === staffId ? onLeave(stretch, leaves) : stretch));

/** What these stretches owe without the leaves in them. */
function owedBy({ policies }: RecountQuarters, period: string, worth: readonly Stretch[]): number {
  const stretches = worth.map((stretch) => ({ ...stretch, policy: policyOn(policies, stretch.start) }));
  const owing = withoutLeave(stretches, ({ leaves = [] }) => leaves);
  return owing.reduce(
    (sum, { policy, ...days }) => sum + partOf(policy.quarterlyContacts, days, periodSpan(period)),
    0,
  );
}
