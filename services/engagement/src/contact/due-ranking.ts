import { daysBetween, type Tier } from '@pcrm/contracts';
import { dutiesOn, type DueReason } from './due-reasons.js';
import { counts, managedOn, valueOn, type DutyRow } from './duty-row.js';
import { policyAt, type Standards } from './obligations.js';

/** One client in the due list, with every reason, the most pressing first. */
export type DueClient = {
  readonly clientId: string;
  readonly clientName: string | null;
  readonly staffId: string;
  readonly outletId: string;
  readonly tier: Tier | null;
  readonly potential: Tier | null;
  /** Deadline × tier weight × lateness; larger is more pressing. */
  readonly score: number;
  readonly lastContactOn: string | null;
  readonly reasons: readonly (DueReason & { readonly daysLeft: number; readonly score: number })[];
};

const DUE = new Set(['open', 'atRisk', 'missed']);

/** Thousandths of the time gone, and twenty more for each day late. */
function urgency({ from, dueOn }: DueReason, asOf: string): number {
  const days = Math.max(1, daysBetween(from, dueOn) + 1);
  const gone = Math.min(days, Math.max(0, daysBetween(from, asOf) + 1));
  return Math.floor((gone * 1_000) / days) + 20 * Math.max(0, daysBetween(dueOn, asOf));
}

/** The clients of one member of staff who are due on a date, most pressing first; at most the policy's gold follow-ups a day (C5). */
export function dueClients(
  rows: readonly DutyRow[],
  staffId: string,
  asOf: string,
  standards: Standards,
): readonly DueClient[] {
  const mine = rows.filter((row) => managedOn(row, asOf)?.staffId === staffId);
  const due = mine.flatMap((row) => dueClient(row, asOf, standards) ?? []).toSorted(pressing);
  const left = policyAt(standards, asOf).goldSuggestionsPerDay - calledToday(mine, asOf, standards);
  const suggested = new Set(
    due
      .filter(hasGold)
      .slice(0, Math.max(0, left))
      .map(({ clientId }) => clientId),
  );
  return due
    .map((client) => (suggested.has(client.clientId) ? client : withoutGold(client)))
    .filter(({ reasons }) => reasons.length > 0)
    .toSorted(pressing);
}

const pressing = (a: DueClient, b: DueClient): number => b.score - a.score || (a.clientId < b.clientId ? -1 : 1);
const hasGold = ({ reasons }: DueClient): boolean => reasons.some(({ rule }) => rule === 'C5');

function withoutGold(client: DueClient): DueClient {
  const reasons = client.reasons.filter(({ rule }) => rule !== 'C5');
  return { ...client, reasons, score: reasons[0]?.score ?? 0 };
}

/** Gold spells that ended by a contact today: they use up today's suggestions, so that a call done does not call up another. */
const calledToday = (rows: readonly DutyRow[], asOf: string, standards: Standards): number =>
  rows.filter((row) => {
    const today = row.contacts.filter((contact) => contact.on === asOf && counts(contact));
    if (today.length === 0) return false;
    const spell = dutiesOn(row, asOf, standards).find(({ rule }) => rule === 'C5');
    return spell?.status === 'met' && spell.contacts.every((id) => today.some((contact) => contact.id === id));
  }).length;

function dueClient(row: DutyRow, asOf: string, standards: Standards): DueClient | undefined {
  const maintainer = managedOn(row, asOf);
  if (!maintainer) return undefined;
  const tier = valueOn(row.tiers, asOf) ?? null;
  const weight = policyAt(standards, asOf).tierWeights[tier ?? 'potential'];
  const reasons = dutiesOn(row, asOf, standards)
    .filter(({ status, owed, done }) => DUE.has(status) && done < owed)
    .map((reason) => ({ ...reason, daysLeft: daysBetween(asOf, reason.dueOn), score: weight * urgency(reason, asOf) }))
    .toSorted((a, b) => b.score - a.score || (a.rule < b.rule ? -1 : 1));
  const [first] = reasons;
  if (!first) return undefined;
  return {
    clientId: row.clientId,
    clientName: row.name,
    staffId: maintainer.staffId,
    outletId: maintainer.outletId,
    tier,
    potential: valueOn(row.potentials, asOf) ?? null,
    score: first.score,
    lastContactOn: row.contacts.findLast((contact) => counts(contact) && contact.on <= asOf)?.on ?? null,
    reasons,
  };
}
