import { Chance } from '@pcrm/cli/demo';
import { addDays, shanghaiInstant } from '@pcrm/contracts';
import { PCRM_NAMESPACE, uuidV5 } from '@pcrm/event-sourcing';
import type { Deed, FeedDeed } from './deed.js';
import {
  analyst,
  balancesCsv,
  closingCsv,
  FIRST_DAY,
  headOf,
  LEAD_DAYS,
  managerOf,
  managersOf,
  type Client,
} from './people.js';

const CONTACTS = 12;
const FILES = 5;
const MOVES = 4;
/** Days that a feed of many lines reaches back. */
const MOST_DAYS_BACK = 150;

/** What the story knows to be true: every deed is decided by it and changes it. */
export type Standing = {
  readonly clients: readonly Client[];
  /** Who maintains whom, by client id. */
  readonly maintainers: Map<string, string>;
  /** The newest balance in fen, by client id. */
  readonly balances: Map<string, number>;
};

export const dateOf = (day: number): string => addDays(FIRST_DAY, day);
const keyOf = (seed: number, ...what: readonly (string | number)[]): string =>
  uuidV5(PCRM_NAMESPACE, ['torture', seed, ...what].join('|'));

/** The first assignment of everybody signed, evenly over the managers of an outlet. */
export function assignedAtFirst(seed: number, outletId: string, { clients, maintainers }: Standing): Deed {
  const managers = managersOf(outletId);
  const own = clients.filter((client) => client.signed && client.outletId === outletId);
  const moves = own.map(({ clientId }, nth) => ({ clientId, staffId: managers[nth % managers.length] ?? '' }));
  for (const { clientId, staffId } of moves) maintainers.set(clientId, staffId);
  const key = keyOf(seed, 'assigned', outletId);
  return {
    call: { who: headOf(outletId), method: 'POST', path: 'assignments/batch', body: { moves }, key },
    marks: { ClientAssigned: moves.length },
    about: outletId,
  };
}

/** What the staff do in the course of a day: contacts, files, moves between managers; each client in one of them only. */
export function deedsOf(seed: number, day: number, standing: Standing): readonly Deed[] {
  const chance = Chance.of(seed, 'day', day);
  // Whoever has a greeting waiting or about to leave stays with their manager, so that its yes is the manager's.
  const free = standing.clients.filter(({ signed, birthdayOn }) => signed && !isGreeted(birthdayOn, day));
  const chosen = chance.shuffled(free).slice(0, CONTACTS + FILES + MOVES);
  return chosen.map((client, nth) => {
    if (nth < CONTACTS) return contactOf(seed, day, { client, chance }, standing);
    return nth < CONTACTS + FILES
      ? fileOf(seed, day, { client, chance }, standing)
      : moveOf(seed, day, { client, chance }, standing);
  });
}

const isGreeted = (birthdayOn: number, day: number): boolean => birthdayOn >= day && birthdayOn <= day + LEAD_DAYS;
type Choice = { readonly client: Client; readonly chance: Chance };

const maintainerOf = ({ clientId, outletId }: Client, { maintainers }: Standing) =>
  managerOf(outletId, maintainers.get(clientId) ?? '');

function contactOf(seed: number, day: number, { client, chance }: Choice, standing: Standing): Deed {
  const note = `第${String(day)}天第${String(chance.int(1, 1_000))}次`;
  const key = keyOf(seed, 'contact', day, client.clientId);
  const at = shanghaiInstant(dateOf(day), 9);
  return loggedBy(client, { key, at, channel: chance.pick(['phone', 'meeting', 'sms']), note }, standing);
}

/** `at`: when the client was reached. */
type Logged = { readonly key: string; readonly at: string; readonly channel: string; readonly note: string };

function loggedBy(client: Client, { key, at, channel, note }: Logged, standing: Standing): Deed {
  const { clientId } = client;
  const body = {
    ...{ clientId, channel, direction: 'outbound', reached: true, note },
    ...{ contactAt: at, purpose: 'maintenance', outcome: 'done' },
  };
  return {
    call: { who: maintainerOf(client, standing), method: 'POST', path: 'contacts', body, key },
    marks: { ContactRecorded: 1 },
    about: clientId,
  };
}

/** A contact that is logged beside the days of the story: the n-th one, made at an instant. */
export const contactOn = (
  client: Client,
  { nth, at, note }: { readonly nth: number; readonly at: string; readonly note: string },
  standing: Standing,
): Deed => loggedBy(client, { key: keyOf(0, 'beside', nth), at, channel: 'phone', note }, standing);

/** Those who have a manager from the beginning on, one after the other, again and again. */
export function inTurn({ clients }: Standing): (nth: number) => Client {
  const signed = clients.filter((client) => client.signed);
  return (nth) => signed[nth % signed.length] as Client;
}

function fileOf(seed: number, day: number, { client, chance }: Choice, standing: Standing): Deed {
  const { clientId } = client;
  // Another phone every day: each word changes the file.
  const body = { phone: `13${String(day % 10)}${String(chance.int(10_000_000, 99_999_999))}` };
  const key = keyOf(seed, 'file', day, clientId);
  return {
    call: { who: maintainerOf(client, standing), method: 'PATCH', path: `clients/${clientId}/file`, body, key },
    marks: { FileUpdated: 1 },
    about: clientId,
  };
}

function moveOf(seed: number, day: number, { client, chance }: Choice, { maintainers }: Standing): Deed {
  const { clientId, outletId } = client;
  const others = managersOf(outletId).filter((staffId) => staffId !== maintainers.get(clientId));
  const staffId = chance.pick(others);
  maintainers.set(clientId, staffId);
  const key = keyOf(seed, 'move', day, clientId);
  return {
    call: { who: headOf(outletId), method: 'POST', path: 'assignments/reassign', body: { clientId, staffId }, key },
    marks: { ClientReassigned: 1 },
    about: clientId,
  };
}

/** The balances that core banking sends of a day. */
export function feedOf(seed: number, day: number, { clients, balances }: Standing): FeedDeed {
  const chance = Chance.of(seed, 'feed', day);
  const moved = clients.map(({ clientNo, clientId, signed }) => {
    const fen = (signed ? 25_000_000 : 8_000_000) + chance.int(0, 9_000_000);
    balances.set(clientId, fen);
    return { clientNo, fen, date: dateOf(day), sequence: day + 1 };
  });
  const body = balancesCsv(moved);
  const key = keyOf(seed, 'feed', day);
  return { call: { who: analyst, method: 'POST', path: 'feeds', body, key }, lines: moved.length };
}

/** A feed of many lines that all end in the balances that stand: of each client day after day, again and again, the newest last. */
export function manyBalances(
  lines: number,
  { clients, balances }: Standing,
): { readonly key: string; readonly body: string } {
  const known = clients.flatMap(({ clientNo, clientId }) => {
    const fen = balances.get(clientId);
    return fen === undefined ? [] : [{ clientNo, fen }];
  });
  const days = Math.ceil(lines / known.length);
  const all = Array.from({ length: lines }, (_, nth) => known[nth % known.length] ?? { clientNo: '', fen: 0 });
  const dated = all.map(({ clientNo, fen }, nth) => {
    const back = days - 1 - Math.floor(nth / known.length);
    return { clientNo, fen, date: dateOf(-back % MOST_DAYS_BACK), sequence: 1_000 + nth };
  });
  return { key: keyOf(lines, 'many'), body: balancesCsv(dated) };
}

export function closingOf(seed: number, day: number): FeedDeed {
  const key = keyOf(seed, 'closing', day);
  // A marker is no record: it is not counted among those taken.
  return { call: { who: analyst, method: 'POST', path: 'feeds', body: closingCsv(dateOf(day)), key }, lines: 1 };
}

/** The marker that closes any date. */
export const closingOn = (date: string): Deed['call'] => importOf(0, 'feeds', analyst, closingCsv(date));

/** The manager's yes to a greeting. */
export function yesTo(seed: number, messageId: string, client: Client, standing: Standing): Deed {
  const call = { who: maintainerOf(client, standing), method: 'POST', path: `outbound-messages/${messageId}/confirm` };
  const key = keyOf(seed, 'yes', messageId);
  return { call: { ...call, body: {}, key }, marks: { MessageScheduled: 1 }, about: client.clientId };
}

/** A file that is handed in. */
export const importOf = (seed: number, path: string, who: Deed['call']['who'], body: string): Deed['call'] => ({
  ...{ who, method: 'POST', path, body },
  key: keyOf(seed, path, body),
});
