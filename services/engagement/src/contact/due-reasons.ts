import { addDays, daysBetween, monthOf, quarterOf } from '@pcrm/contracts';
import { counts, managedOn, valueOn, type CountedContact, type DutyRow } from './duty-row.js';
import { countPeriod, policyAt, statusOn, type DutyStatus, type Standards } from './obligations.js';

/** Rules by which a client may be due. `NEXT_STEP`: a step promised in a contact. */
export type DutyRule = 'C2' | 'C3' | 'C4' | 'C5' | 'C9' | 'NEXT_STEP';
/** Why a client is due: rule, numbers and date. `NEXT_STEP` is a step promised in a contact. */
export type DueReason = {
  readonly rule: DutyRule;
  /** Month or quarter, or the date the duty began. */
  readonly period: string;
  readonly status: DutyStatus;
  readonly owed: number;
  readonly done: number;
  readonly from: string;
  readonly dueOn: string;
  readonly policyVersion: number;
  /** Ids of the contacts that count. */
  readonly contacts: readonly string[];
};

/** Every duty of a client that is running on a date, fulfilled ones included. */
export function dutiesOn(row: DutyRow, asOf: string, standards: Standards): readonly DueReason[] {
  return [
    ...periodDuties(row, asOf, standards),
    ...goldFollowUp(row, asOf, standards),
    ...firstContact(row, asOf, standards),
    ...nextStep(row, asOf, standards),
  ];
}

function periodDuties(row: DutyRow, asOf: string, standards: Standards): readonly DueReason[] {
  const asked = [
    ['C2', quarterOf(asOf)],
    ['C3', monthOf(asOf)],
    ['C4', monthOf(asOf)],
  ] as const;
  return asked.flatMap(([rule, period]) => {
    const count = countPeriod(row, rule, period, standards);
    if (!count || count.owed === 0) return [];
    const { owed, done, from, dueOn, policyVersion } = count;
    const status = statusOn(count, asOf, policyAt(standards, asOf));
    return [
      { rule, period, status, owed, done, from, dueOn, policyVersion, contacts: count.contacts.map(({ id }) => id) },
    ];
  });
}

/** Starts of the newest gold spell: a week after the last visit, else after becoming a managed gold client. */
function spellStart(row: DutyRow, asOf: string, days: number): string | undefined {
  const visit = row.visits.findLast((on) => on <= asOf);
  const since = [row.tiers, row.maintained]
    .map((list) => list.findLast(({ from }) => from <= asOf)?.from ?? '')
    .toSorted()
    .at(-1);
  const base = visit ?? since;
  return base ? addDays(base, days) : undefined;
}

/** C5: one call to a gold client who has not done business for a week, once per spell; any two-way contact in the spell fulfils it. */
function goldFollowUp(row: DutyRow, asOf: string, standards: Standards): readonly DueReason[] {
  if (valueOn(row.tiers, asOf) !== 'gold' || !managedOn(row, asOf)) return [];
  const policy = policyAt(standards, asOf);
  const start = spellStart(row, asOf, policy.goldInactiveDays);
  if (start === undefined || start > asOf) return [];
  const contacts = row.contacts
    .filter((contact) => counts(contact) && contact.on >= start && contact.on <= asOf)
    .map(({ id }) => id);
  const waived = row.waivers[`C5:${monthOf(asOf)}`] !== undefined;
  const status = contacts.length > 0 ? 'met' : waived ? 'waived' : 'open';
  const dueOn = addDays(start, policy.goldInactiveDays - 1);
  return [
    {
      rule: 'C5',
      period: start,
      status,
      owed: 1,
      done: Math.min(1, contacts.length),
      from: start,
      dueOn,
      policyVersion: policy.version,
      contacts,
    },
  ];
}

/** A row keeps contacts of two quarters: an older assignment is no longer asked about, C2 is. */
const ASKED_DAYS = 180;

/** C9: the maintainer's own first contact, within the policy's days of the assignment; a later one is made but missed. */
function firstContact(row: DutyRow, asOf: string, standards: Standards): readonly DueReason[] {
  const assigned = askedAbout(row, asOf);
  if (!assigned) return [];
  const { from, staffId } = assigned;
  const policy = policyAt(standards, from);
  const first = ownSince(row, staffId, from).find(({ on }) => on <= asOf);
  const dueOn = addDays(from, policy.firstContactDays);
  const inTime = first !== undefined && first.on <= dueOn;
  const judged = { owed: 1, done: inTime ? 1 : 0, waived: false, from, dueOn };
  const status = statusOn(judged, first?.on ?? asOf, policy);
  const contacts = first ? [first.id] : [];
  const done = contacts.length;
  return [{ rule: 'C9', period: from, status, owed: 1, done, from, dueOn, policyVersion: policy.version, contacts }];
}

/** The running assignment of a managed client, while contacts since then are still kept. */
function askedAbout(row: DutyRow, asOf: string): { readonly from: string; readonly staffId: string } | undefined {
  const assigned = row.maintained.findLast(({ from }) => from <= asOf);
  if (!assigned?.value || !managedOn(row, asOf) || daysBetween(assigned.from, asOf) > ASKED_DAYS) return undefined;
  return { from: assigned.from, staffId: assigned.value.staffId };
}

const ownSince = ({ contacts }: DutyRow, staffId: string, from: string): readonly CountedContact[] =>
  contacts.filter((contact) => counts(contact) && contact.staffId === staffId && contact.on >= from);

/** A step promised in the newest contact, from its date on until the next contact. */
function nextStep(row: DutyRow, asOf: string, standards: Standards): readonly DueReason[] {
  const newest = row.contacts.findLast(({ on }) => on <= asOf);
  const dueOn = newest?.nextStepOn;
  if (!newest || !dueOn || dueOn > asOf || !managedOn(row, asOf)) return [];
  const policyVersion = policyAt(standards, asOf).version;
  const status = dueOn < asOf ? 'missed' : 'open';
  return [
    {
      rule: 'NEXT_STEP',
      period: dueOn,
      status,
      owed: 1,
      done: 0,
      from: newest.on,
      dueOn,
      policyVersion,
      contacts: [newest.id],
    },
  ];
}
