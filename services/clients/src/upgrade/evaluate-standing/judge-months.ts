import { rank, TIERS, type Tier } from '@pcrm/contracts';
import { policyOn, type TierPolicyVersion } from '../../policy.js';
import type { MonthReading } from '../../readings.js';
import type { MonthJudged } from '../tier-standing.events.js';
import type { Draft, TierStanding } from '../tier-standing.js';

/** A tier held since a date: what months are judged under. */
type Held = { readonly tier: Tier; readonly since: string | null };
type Judgement = MonthReading & { readonly below: boolean };
type Ruling = {
  readonly about: { readonly clientId: string; readonly outletId: string };
  readonly policies: readonly TierPolicyVersion[];
};

/**
 * Month-end rule: below the standard → watch; so many months in a row below → the client falls; any compliant month clears.
 * The months are judged anew each time, so a corrected balance re-opens the decision: what is written differs from what stands.
 */
export function judgeMonths(draft: Draft, months: readonly MonthReading[], ruling: Ruling): void {
  restoreIfUnfounded(draft, months, ruling);
  for (let falls = 0; draft.standing.tier && falls < TIERS.length; falls++) {
    const held = { tier: draft.standing.tier, since: draft.standing.since };
    const judged = judgements(draft.standing, held, months, ruling);
    draft.add(...differing(draft.standing, held.tier, judged, ruling));
    if (!settle(draft, held.tier, judged, ruling)) return;
  }
}

/** Watches, clears or lowers; true when the client fell and the new tier must be judged too. */
function settle(draft: Draft, tier: Tier, judged: readonly Judgement[], { about, policies }: Ruling): boolean {
  const { run, fall } = runIn(judged, tier, policies);
  const [first] = run;
  if (!first) {
    if (draft.standing.watch)
      draft.add({ type: 'TierWatchCleared', data: { ...about, tier, clearedOn: clearedOn(draft.standing, judged) } });
    return false;
  }
  const since = draft.standing.watch?.since;
  if (since !== undefined && since < first.monthEnd) {
    draft.add({ type: 'TierWatchCleared', data: { ...about, tier, clearedOn: clearedOn(draft.standing, judged) } });
  }
  if (since !== first.monthEnd) {
    draft.add({
      type: 'TierWatchStarted',
      data: { ...about, tier, monthEnd: first.monthEnd, averageFen: first.averageFen },
    });
  }
  if (!fall) return false;
  const to = tierBelow(tier, fall, policies);
  draft.add({ type: 'ClientDowngraded', data: { ...about, from: tier, to, downgradedOn: fall.monthEnd } });
  return true;
}

/** The first compliant month after the watch began. */
function clearedOn({ watch }: TierStanding, judged: readonly Judgement[]): string {
  const compliant = judged.find(({ monthEnd, below }) => !below && monthEnd >= (watch?.since ?? ''));
  return compliant?.monthEnd ?? judged.at(-1)?.monthEnd ?? watch?.since ?? '';
}

/** The last row of months below, and the month end at which it became long enough. */
function runIn(judged: readonly Judgement[], tier: Tier, policies: readonly TierPolicyVersion[]) {
  let run: Judgement[] = [];
  for (const month of judged) {
    run = month.below ? [...run, month] : [];
    if (run.length > 0 && run.length >= policyOn(policies, month.monthEnd).watchMonths[tier])
      return { run, fall: month };
  }
  return { run, fall: undefined };
}

function judgements(
  { overrides }: TierStanding,
  held: Held,
  months: readonly MonthReading[],
  { policies }: Ruling,
): readonly Judgement[] {
  return months
    .filter(({ monthEnd }) => monthEnd > (held.since ?? '') && monthEnd > (overrides[held.tier] ?? ''))
    .map((month) => ({ ...month, below: isBelow(month, held.tier, policies) }));
}

/** Only a fully covered window may count against a client. */
function isBelow(
  { monthEnd, averageFen, full }: MonthReading,
  tier: Tier,
  policies: readonly TierPolicyVersion[],
): boolean {
  const standard = policyOn(policies, monthEnd).thresholdsFen[tier];
  return full && standard !== null && averageFen < standard;
}

/** Verdicts that are not yet written, or differ from what is. */
function differing(
  { below }: TierStanding,
  tier: Tier,
  judged: readonly Judgement[],
  { about, policies }: Ruling,
): readonly MonthJudged[] {
  const changed = judged.filter((month) => below[month.monthEnd] !== (month.below ? month.averageFen : undefined));
  return changed.map(({ monthEnd, averageFen, below: isNow }) => ({
    type: 'MonthJudged',
    data: { ...about, monthEnd, tier, averageFen, below: isNow, policyVersion: policyOn(policies, monthEnd).version },
  }));
}

/** A fall goes to the highest lower tier whose standard that month's average still meets. */
function tierBelow(
  from: Tier,
  { monthEnd, averageFen }: MonthReading,
  policies: readonly TierPolicyVersion[],
): Tier | null {
  const { thresholdsFen } = policyOn(policies, monthEnd);
  return (
    TIERS.findLast(
      (tier) => rank(tier) < rank(from) && thresholdsFen[tier] !== null && averageFen >= thresholdsFen[tier],
    ) ?? null
  );
}

/** A fall whose months, as the balances now stand, are not below in a row any more is taken back from its own date on. */
function restoreIfUnfounded(draft: Draft, months: readonly MonthReading[], ruling: Ruling): void {
  const { fall } = draft.standing;
  if (!fall) return;
  const held = { tier: fall.from, since: fall.since };
  const judged = judgements(draft.standing, held, months, ruling).filter(({ monthEnd }) => monthEnd <= fall.on);
  const seen = months.filter(({ monthEnd }) => monthEnd <= fall.on).length;
  if (seen < policyOn(ruling.policies, fall.on).watchMonths[fall.from]) return;
  if (runIn(judged, fall.from, ruling.policies).fall) return;
  draft.add(...differing(draft.standing, fall.from, judged, ruling));
  draft.add({
    type: 'TierRestored',
    data: { ...ruling.about, from: draft.standing.tier, to: fall.from, restoredOn: fall.on },
  });
}
