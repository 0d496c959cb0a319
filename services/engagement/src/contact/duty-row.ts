import type { Channel, StaffRole, Tier } from '@pcrm/contracts';

/**
 * Something that holds from a date until the next entry of its list; `_by` is the id of the message that said it: evidence,
 * and no part of the digest, since the same truth may have come in other portions.
 */
export type Since<Value> = { readonly from: string; readonly value: Value; readonly _by: string };
export type Maintainer = { readonly staffId: string; readonly outletId: string; readonly role: StaffRole };

/** A contact as duties count it. */
export type CountedContact = {
  readonly id: string;
  /** Business date it occurred on. */
  readonly on: string;
  readonly staffId: string;
  readonly channel: Channel;
  /** Two-way. */
  readonly reached: boolean;
  readonly nextStepOn: string | null;
};

/**
 * One row per client: dated intervals from three services and the contacts, each list written by one source only, so that
 * any interleaving gives the same row. What is owed is derived from it on reading, never stored.
 */
export type DutyRow = {
  readonly clientId: string;
  /** Masked: 王*芳. */
  readonly name: string | null;
  /** 网点 the client is registered at. */
  readonly homeOutletId: string | null;
  /** From `allocation`: 网点 the client was last transferred to. */
  readonly transferredTo: string | null;
  /** From `allocation`; null value: nobody maintains the client. */
  readonly maintained: readonly Since<Maintainer | null>[];
  /** From `clients`: the tier signed. */
  readonly tiers: readonly Since<Tier | null>[];
  /** From `clients`: what the client may be raised to (A2). */
  readonly potentials: readonly Since<Tier | null>[];
  /** Business dates of visits, newest last, at most 6 (C5). */
  readonly visits: readonly string[];
  /** Contacts of the last 200 days before the newest, by date. */
  readonly contacts: readonly CountedContact[];
  /** `C3:2026-06` waived, and by which message. */
  readonly waivers: { readonly [ruleAndPeriod: string]: string };
  readonly advisers: readonly string[];
  /** Copies for the indexes: the newest maintainer, and everybody who looks after the client. */
  readonly staffId?: string;
  readonly outletId?: string;
  readonly staffIds?: readonly string[];
  /** Everybody who ever maintained the client. */
  readonly everMaintained?: readonly string[];
};

export const emptyDuty = (clientId: string): DutyRow => ({
  clientId,
  name: null,
  homeOutletId: null,
  transferredTo: null,
  maintained: [],
  tiers: [],
  potentials: [],
  visits: [],
  contacts: [],
  waivers: {},
  advisers: [],
});

/** The list with one more entry; what was said later about the same or an earlier date prevails from that date on. */
export function since<Value>(
  list: readonly Since<Value>[],
  from: string,
  value: Value,
  _by: string,
): readonly Since<Value>[] {
  return [...list.filter((entry) => entry.from < from), { from, value, _by }].slice(-40);
}

/** What held on a date; undefined before the first entry. */
export const valueOn = <Value>(list: readonly Since<Value>[], date: string): Value | undefined =>
  list.findLast(({ from }) => from <= date)?.value;

/** Everybody who ever maintained the client, as far as the row remembers. */
export const maintainersOf = ({ maintained }: Pick<DutyRow, 'maintained'>): readonly string[] => [
  ...new Set(maintained.flatMap(({ value }) => value?.staffId ?? [])),
];

/** Managed: somebody maintains the client, who is signed or has potential. */
export function managedOn(row: DutyRow, date: string): Maintainer | undefined {
  const maintainer = valueOn(row.maintained, date);
  const managed = maintainer && (valueOn(row.tiers, date) ?? valueOn(row.potentials, date));
  return managed ? maintainer : undefined;
}

/** A two-way contact that is not an SMS: the only kind that counts (C2). */
export const counts = ({ reached, channel }: Pick<CountedContact, 'reached' | 'channel'>): boolean =>
  reached && channel !== 'sms';
