import { addDays, daysBetween, type Span, type Tier } from '@pcrm/contracts';
import { policyOn, type CadencePolicy } from './cadence-policy.js';
import { valueOn, type DutyRow, type Maintainer } from './duty-row.js';

/** Days [start, end) of a period over which maintainer, tier and policy stay the same. */
export type Segment = Span & {
  readonly maintainer: Maintainer;
  readonly tier: Tier | null;
  readonly potential: Tier | null;
  readonly policy: CadencePolicy;
};

/** A stretch of leave; `end` not included. */
export type Leave = Span;

/** The stretches of a period in which the client is managed, split wherever maintainer, tier, potential or policy changes. */
export function segmentsOf(row: DutyRow, span: Span, policies: readonly CadencePolicy[]): readonly Segment[] {
  return cutsOf(row, span, policies).flatMap((start, index, cuts) => {
    const end = cuts[index + 1] ?? span.end;
    const maintainer = valueOn(row.maintained, start);
    const tier = valueOn(row.tiers, start) ?? null;
    const potential = valueOn(row.potentials, start) ?? null;
    if (!maintainer || (tier === null && potential === null)) return [];
    return [{ start, end, maintainer, tier, potential, policy: policyOn(policies, start) }];
  });
}

function cutsOf(row: DutyRow, { start, end }: Span, policies: readonly CadencePolicy[]): readonly string[] {
  const dates = [...row.maintained, ...row.tiers, ...row.potentials].map(({ from }) => from);
  const changes = [...dates, ...policies.map(({ effectiveFrom }) => effectiveFrom)].filter(
    (date) => date > start && date < end,
  );
  return [...new Set([start, ...changes])].toSorted();
}

/** C9: the part of `quota` per period that days [start, end) owe: round(q·end/N) − round(q·start/N), so parts add up. */
export function partOf(quota: number, { start, end }: Span, period: Span): number {
  const days = daysBetween(period.start, period.end);
  const upTo = (date: string): number => Math.floor((2 * quota * daysBetween(period.start, date) + days) / (2 * days));
  return upTo(end) - upTo(start);
}

/**
 * C9: leave takes its days away, wherever they lie: stretches of a period, in their order, shortened by the days on leave in them
 * and moved up by those in the stretches before, so that their parts still add up.
 */
export function withoutLeave<Stretch extends Span>(
  stretches: readonly Stretch[],
  leavesOf: (stretch: Stretch) => readonly Leave[],
): readonly Stretch[] {
  let away = 0;
  return stretches.map((stretch) => {
    const start = addDays(stretch.start, -away);
    away += daysOnLeave(stretch, leavesOf(stretch));
    return { ...stretch, start, end: addDays(stretch.end, -away) };
  });
}

/** Days of a stretch that lie in the leaves of one person, which do not overlap. */
const daysOnLeave = (stretch: Span, leaves: readonly Leave[]): number =>
  leavesWithin(stretch, leaves).reduce((sum, { start, end }) => sum + daysBetween(start, end), 0);

/** What of some leaves lies in a stretch, the earliest first. */
export const leavesWithin = ({ start, end }: Span, leaves: readonly Leave[]): readonly Leave[] =>
  leaves
    .map((leave) => ({ start: leave.start > start ? leave.start : start, end: leave.end < end ? leave.end : end }))
    .filter((leave) => leave.start < leave.end)
    .toSorted((a, b) => (a.start < b.start ? -1 : 1));
