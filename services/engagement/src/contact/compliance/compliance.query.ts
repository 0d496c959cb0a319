import { monthOf, quarterOf, type ContactRule } from '@pcrm/contracts';
import { dutiesOn } from '../due-reasons.js';
import { valueOn, type DutyRow } from '../duty-row.js';
import { countPeriod, policyAt, statusOn, type DutyStatus, type Standards } from '../obligations.js';

export type StatusCounts = { readonly [S in DutyStatus]?: number };
/** How one client stands under one rule in one period. */
export type ClientCompliance = {
  readonly clientId: string;
  readonly clientName: string | null;
  readonly tier: string | null;
  readonly rule: ContactRule;
  readonly period: string;
  readonly owed: number;
  readonly done: number;
  readonly status: DutyStatus;
  readonly dueOn: string;
  readonly policyVersion: number;
};

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
