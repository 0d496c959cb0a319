import {
  addDays,
  daysBetween,
  periodSpan,
  type ContactRule,
  type PeriodVerdict,
  type Span,
  type Tier,
} from '@pcrm/contracts';
import { policyOn, type CadencePolicy } from './cadence-policy.js';
import { counts, type CountedContact, type DutyRow, type Maintainer } from './duty-row.js';
import type { Stretch, Worth } from './period.events.js';
import { leavesWithin, partOf, segmentsOf, withoutLeave, type Leave, type Segment } from './segments.js';

/** What duties are judged by: the policy versions, and the leaves of a member of staff. */
export type Standards = {
  readonly policies: readonly CadencePolicy[];
  readonly leavesOf: (staffId: string) => readonly Leave[];
};

/** What a client was owed and given under one rule in one period, with everything that a verdict rests on. */
export type PeriodCount = {
  readonly rule: ContactRule;
  readonly period: string;
  /** Contacts (C2) or credits (C3, C4). */
  readonly owed: number;
  readonly done: number;
  /** First day of the duty and last day to fulfil it. */
  readonly from: string;
  readonly dueOn: string;
  /** Who maintained the client last in the period. */
  readonly maintainer: Maintainer;
  readonly policyVersion: number;
  readonly waived: boolean;
  /** The stretches that count, with what a contact by each channel is worth in them. */
  readonly worth: readonly Stretch[];
  readonly contacts: readonly { readonly id: string; readonly worth: number }[];
};
/** C3 is the diamond rule (private bank follows it), C4 the platinum rule. */
const RULE_OF: { readonly [T in Tier]: ContactRule | undefined } = {
  gold: undefined,
  platinum: 'C4',
  diamond: 'C3',
  privateBank: 'C3',
};

const owes = (rule: ContactRule, { tier }: Segment): boolean =>
  tier !== null && (rule === 'C2' || RULE_OF[tier] === rule);
const quotaOf = (rule: ContactRule, { tier, policy }: Segment): number =>
  rule === 'C2' ? policy.quarterlyContacts : ((tier && policy.monthlyCredits[tier]) ?? 0);
function worthOf(rule: ContactRule, segment: Segment, { leavesOf }: Standards): Stretch {
  const { start, end, policy, maintainer } = segment;
  if (rule !== 'C2') return { start, end, by: policy.credits, any: 0 };
  return onLeave({ start, end, by: {}, any: 1, staffId: maintainer.staffId }, leavesOf(maintainer.staffId));
}

/** The stretch with those of its holder's leaves that lie in it. */
export function onLeave({ leaves: _before, ...stretch }: Stretch, leaves: readonly Leave[]): Stretch {
  const within = leavesWithin(stretch, leaves);
  return within.length > 0 ? { ...stretch, leaves: within } : stretch;
}

/** What one contact is worth under the stretches of a rule; 0 when it reached nobody or fell outside. */
export function worthIn(worth: readonly Worth[], contact: Pick<CountedContact, 'on' | 'reached' | 'channel'>): number {
  if (!counts(contact)) return 0;
  const stretch = worth.find(({ start, end }) => start <= contact.on && contact.on < end);
  return stretch ? (stretch.by[contact.channel] ?? stretch.any) : 0;
}

/** C2, C3, C4, C7, C9: owed pro rata and done, for one client, rule and period; undefined when nothing is owed by anybody. */
export function countPeriod(
  row: DutyRow,
  rule: ContactRule,
  period: string,
  standards: Standards,
): PeriodCount | undefined {
  const span = periodSpan(period);
  const segments = segmentsOf(row, span, standards.policies).filter((segment) => owes(rule, segment));
  const first = segments[0];
  const last = segments.at(-1);
  if (!first || !last) return undefined;
  const worth = segments.map((segment) => worthOf(rule, segment, standards));
  const contacts = row.contacts
    .map((contact) => ({ id: contact.id, worth: worthIn(worth, contact) }))
    .filter((contact) => contact.worth > 0);
  return {
    rule,
    period,
    owed: owedIn(rule, segments, span, standards),
    done: contacts.reduce((sum, contact) => sum + contact.worth, 0),
    from: first.start,
    dueOn: addDays(last.end, -1),
    maintainer: last.maintainer,
    policyVersion: last.policy.version,
    waived: row.waivers[`${rule}:${period}`] !== undefined,
    worth,
    contacts,
  };
}

/** C1 and C2 are pro-rated for leave, C3 and C4 are not: those the head may waive. */
function owedIn(rule: ContactRule, segments: readonly Segment[], span: Span, { leavesOf }: Standards): number {
  const owing = rule === 'C2' ? withoutLeave(segments, ({ maintainer }) => leavesOf(maintainer.staffId)) : segments;
  return owing.reduce((sum, segment) => sum + partOf(quotaOf(rule, segment), segment, span), 0);
}

/** The verdict on a period that is over. */
export function verdictOf({ owed, done, waived }: Pick<PeriodCount, 'owed' | 'done' | 'waived'>): PeriodVerdict {
  if (owed === 0) return 'notOwed';
  if (done >= owed) return 'met';
  return waived ? 'waived' : 'missed';
}

export type DutyStatus = 'open' | 'atRisk' | 'met' | 'missed' | 'waived' | 'notOwed';

/** How a duty stands on a date: at risk once the policy's part of its period is gone with credits short, missed after its last day. */
export function statusOn(
  count: Pick<PeriodCount, 'owed' | 'done' | 'waived' | 'from' | 'dueOn'>,
  asOf: string,
  policy: CadencePolicy,
): DutyStatus {
  const verdict = verdictOf(count);
  if (verdict !== 'missed') return verdict;
  if (asOf > count.dueOn) return 'missed';
  const days = daysBetween(count.from, count.dueOn) + 1;
  return daysBetween(count.from, asOf) * 100 >= policy.atRiskPercent * days ? 'atRisk' : 'open';
}

/** The policy a status is read with. */
export const policyAt = ({ policies }: Standards, date: string): CadencePolicy => policyOn(policies, date);
