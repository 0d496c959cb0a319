import { isoWeek, periodSpan } from '@pcrm/contracts';
import type { CadencePolicy } from './cadence-policy.js';
import { counts, managedOn, valueOn, type DutyRow } from './duty-row.js';
import { policyAt, type Standards } from './obligations.js';
import { partOf, withoutLeave } from './segments.js';

/** Clients contacted in a week, each once, with the contacts that count. */
export type WeekClients = readonly { readonly clientId: string; readonly contacts: readonly string[] }[];
/** The weeks of one member of staff and the size of their book. */
export type StaffWeeks = { readonly book: number; readonly weeks: { readonly [week: string]: WeekClients } };

/** C1 for one client manager and ISO week. */
export type WeekCount = {
  readonly week: string;
  /** Distinct clients to contact, pro-rated for leave, never more than the book holds. */
  readonly target: number;
  readonly clients: WeekClients;
  readonly policyVersion: number;
};

/** What a client adds to the weeks of each member of staff who managed them: own contacts, two-way, on days they managed the client. */
export function weeksOf(row: DutyRow): ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> {
  const byStaff = new Map<string, Map<string, string[]>>();
  for (const contact of row.contacts) {
    if (!counts(contact) || managedOn(row, contact.on)?.staffId !== contact.staffId) continue;
    const weeks = byStaff.get(contact.staffId) ?? new Map<string, string[]>();
    const week = isoWeek(contact.on);
    weeks.set(week, [...(weeks.get(week) ?? []), contact.id]);
    byStaff.set(contact.staffId, weeks);
  }
  return byStaff;
}

/** C1: distinct managed clients, potential ones included, whom the manager contacted themselves in the ISO week. */
export function countWeek(
  staffId: string,
  week: string,
  known: StaffWeeks | undefined,
  standards: Standards,
): WeekCount {
  const clients = known?.weeks[week] ?? [];
  return {
    week,
    target: Math.min(owedInWeek(staffId, week, standards), Math.max(known?.book ?? 0, clients.length)),
    clients,
    policyVersion: policyAt(standards, periodSpan(week).start).version,
  };
}

/** C1, C9: distinct clients that a week asks for, pro-rated for leave, however many the book holds. */
export function owedInWeek(staffId: string, week: string, standards: Standards): number {
  const span = periodSpan(week);
  const [onDuty = span] = withoutLeave([span], () => standards.leavesOf(staffId));
  return partOf(policyAt(standards, span.start).weeklyClients, onDuty, span);
}

/** ISO weeks of a quarter and of a year, months of a year: the calendar's, not the policy's. */
const [WEEKS_A_QUARTER, WEEKS_A_YEAR, MONTHS_A_YEAR] = [13, 52, 12];

/** C8: what a book asks a week so that C2 holds too, and the credits that C3 and C4 ask a week. */
export const weeklyNeed = (
  rows: readonly DutyRow[],
  asOf: string,
  standards: Standards,
): { clients: number; credits: number } =>
  needOf(rows.length, monthlyCredits(rows, asOf, standards), policyAt(standards, asOf));

/** C3, C4: the credits that clients are owed a month by the tiers they have on a date. */
export function monthlyCredits(rows: readonly DutyRow[], asOf: string, standards: Standards): number {
  const policy = policyAt(standards, asOf);
  return rows.reduce((sum, row) => {
    const tier = valueOn(row.tiers, asOf);
    return sum + ((tier && policy.monthlyCredits[tier]) ?? 0);
  }, 0);
}

/** C8 of a book of so many clients who are owed so many credits a month. */
export function needOf(size: number, monthly: number, policy: CadencePolicy): { clients: number; credits: number } {
  const perQuarter = Math.ceil((size * policy.quarterlyContacts) / WEEKS_A_QUARTER);
  return {
    clients: Math.min(size, Math.max(policy.weeklyClients, perQuarter)),
    credits: Math.ceil((monthly * MONTHS_A_YEAR) / WEEKS_A_YEAR),
  };
}
