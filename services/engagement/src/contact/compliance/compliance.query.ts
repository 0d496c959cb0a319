import { daysBetween, monthOf, periodSpan, quarterOf, type ContactRule, type Tier } from '@pcrm/contracts';
import type { ClosedPeriod } from '../contact-periods.js';
import { dutiesOn } from '../due-reasons.js';
import { valueOn, type DutyRow } from '../duty-row.js';
import type { Worth } from '../period.events.js';
import type { VerdictCounts } from '../period-totals.js';
import type { StaffRow } from '../staff-row.js';
import { countPeriod, policyAt, statusOn, type DutyStatus, type Standards } from '../obligations.js';

export type StatusCounts = { readonly [S in DutyStatus]?: number };
/** How one client stands under one rule in one period. */
export type ClientCompliance = {
  readonly clientId: string;
  readonly clientName: string | null;
  readonly tier: Tier | null;
  readonly rule: ContactRule;
  readonly period: string;
  readonly owed: number;
  readonly done: number;
  readonly status: DutyStatus;
  readonly dueOn: string;
  readonly policyVersion: number;
};

/** 休假 from its first to its last day. */
export type LeaveLine = { readonly leaveId: string; readonly from: string; readonly to: string };

/** The leaves that still change what is owed: those of the running quarter, and later ones. */
export function leavesFrom({ leaves }: Pick<StaffRow, 'leaves'>, asOf: string): readonly LeaveLine[] {
  const { start } = periodSpan(quarterOf(asOf));
  return Object.entries(leaves)
    .map(([leaveId, days]) => ({ leaveId, ...days }))
    .filter(({ to }) => to >= start)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

/** One member of staff in the running periods. */
export type StaffLine = {
  readonly staffId: string;
  readonly outletId: string | null;
  readonly name: string | null;
  readonly role: StaffRow['role'];
  readonly clients: number;
  readonly rules: { readonly [rule: string]: StatusCounts };
  /** C1 of the running week. */
  readonly week: { readonly week: string; readonly target: number; readonly done: number };
  /** C8. */
  readonly need: { readonly clients: number; readonly credits: number };
  /** The last 13 closed weeks, oldest first. */
  readonly strip: StaffRow['weeks'];
  /** Leaves that touch the running quarter or come later (C9), the earliest first. */
  readonly leaves: readonly LeaveLine[];
};
/** One outlet in the running periods. */
export type OutletLine = {
  readonly outletId: string;
  readonly clients: number;
  readonly rules: StaffLine['rules'];
  /** Client managers with a target this week, and how many have reached it. */
  readonly managers: number;
  readonly onTarget: number;
};

/** Everybody's line, and what they have together. */
export type StaffCompliance = {
  readonly asOf: string;
  readonly items: readonly StaffLine[];
  readonly outlet: StaffLine['rules'];
};
/** The running periods by outlet. */
export type OutletCompliance = { readonly asOf: string; readonly items: readonly OutletLine[] };
/** The running periods of each client of a book. */
export type BookCompliance = { readonly asOf: string; readonly items: readonly ClientCompliance[] };
/** How the closed periods of a member of staff or an outlet ended. */
export type PeriodVerdicts = {
  /** The member of staff or the outlet. */
  readonly owner: string;
  readonly items: readonly {
    readonly rule: string;
    /** Month or quarter. */
    readonly period: string;
    readonly verdicts: VerdictCounts;
  }[];
};
/** A closed period of a client, as it was judged. */
export type PeriodLine = Pick<
  ClosedPeriod,
  'rule' | 'period' | 'staffId' | 'owed' | 'done' | 'verdict' | 'policyVersion' | 'closedAt'
>;
/** What a verdict rests on: the contacts that counted with their worth, and what a contact was worth on which days. */
export type PeriodEvidence = Pick<
  ClosedPeriod,
  'rule' | 'period' | 'owed' | 'verdict' | 'contacts' | 'waived' | 'policyVersion'
> & { readonly stretches: readonly Worth[] };

/** By when the periods ended, in whatever order they were closed. */
export const oldestFirst = (closed: readonly ClosedPeriod[]): readonly ClosedPeriod[] =>
  closed.toSorted((a, b) => daysBetween(periodSpan(b.period).end, periodSpan(a.period).end));

/** What the verdict of a closed period rests on. */
export function evidenceOf(closed: ClosedPeriod): PeriodEvidence {
  const { rule, period, owed, verdict, contacts, waived, policyVersion } = closed;
  const stretches = closed.worth.map(({ staffId: _holder, leaves: _away, ...worth }) => worth);
  return { rule, period, owed, verdict, contacts, stretches, waived, policyVersion };
}

/** What the people of each outlet have together. */
export function byOutlet(lines: readonly StaffLine[]): readonly OutletLine[] {
  const outlets = [...new Set(lines.flatMap(({ outletId }) => outletId ?? []))].toSorted();
  return outlets.map((outletId) => {
    const own = lines.filter((line) => line.outletId === outletId);
    const managers = own.filter(({ role, week }) => role === 'clientManager' && week.target > 0);
    return {
      outletId,
      clients: own.reduce((sum, { clients }) => sum + clients, 0),
      rules: addedUp(own.map(({ rules }) => rules)),
      managers: managers.length,
      onTarget: managers.filter(({ week }) => week.done >= week.target).length,
    };
  });
}

/** The rules judged over periods that run on a date. */
export const runningPeriods = (asOf: string): readonly (readonly [ContactRule, string])[] => [
  ['C2', quarterOf(asOf)],
  ['C3', monthOf(asOf)],
  ['C4', monthOf(asOf)],
];

/** How a client stands in the periods that run on a date; rules that ask nothing are left out. */
export function clientCompliance(row: DutyRow, asOf: string, standards: Standards): readonly ClientCompliance[] {
  return runningPeriods(asOf).flatMap(([rule, period]) => {
    const count = countPeriod(row, rule, period, standards);
    if (!count || count.owed === 0) return [];
    const { owed, done, dueOn, policyVersion } = count;
    const status = statusOn(count, asOf, policyAt(standards, asOf));
    const tier = valueOn(row.tiers, asOf) ?? null;
    return [
      { clientId: row.clientId, clientName: row.name, tier, rule, period, owed, done, status, dueOn, policyVersion },
    ];
  });
}

/** Statuses by rule over the book of one member of staff: C2–C4 of the running periods, C5 and C9 of today. */
export function bookCompliance(
  rows: readonly DutyRow[],
  asOf: string,
  standards: Standards,
): { readonly [rule: string]: StatusCounts } {
  const counts: Record<string, Record<string, number>> = {};
  for (const { rule, status } of rows.flatMap((row) => dutiesOn(row, asOf, standards))) {
    const ofRule = (counts[rule] ??= {});
    ofRule[status] = (ofRule[status] ?? 0) + 1;
  }
  return counts;
}

/** Counts of several books added up: what managers have together is what their outlet has. */
export function addedUp(books: readonly { readonly [rule: string]: StatusCounts }[]): {
  readonly [rule: string]: StatusCounts;
} {
  const sum: Record<string, Record<string, number>> = {};
  for (const [rule, counts] of books.flatMap((book) => Object.entries(book))) {
    const ofRule = (sum[rule] ??= {});
    for (const [status, count] of Object.entries(counts)) ofRule[status] = (ofRule[status] ?? 0) + count;
  }
  return sum;
}
