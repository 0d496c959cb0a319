import { Chance } from '@pcrm/cli/demo';
import { addDays, CHANNELS, CONSENT_PURPOSES, shanghaiInstant } from '@pcrm/contracts';
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
  type Balance,
  type Client,
} from './people.js';

/** What the staff do on a day, and with how many clients. */
const DAILY = [
  ...Array.from({ length: 12 }, () => contactOf),
  ...Array.from({ length: 5 }, () => fileOf),
  ...Array.from({ length: 4 }, () => moveOf),
  ...Array.from({ length: 2 }, () => consentOf),
];
/** What clients say about being written to, one thing after the other; greetings go by what was imported with them. */
const CONSENTS = CONSENT_PURPOSES.filter((purpose) => purpose !== 'greeting').flatMap((purpose) =>
  CHANNELS.map((channel) => ({ purpose, channel, state: 'granted' })),
);
/** Days that a feed of many lines reaches back. */
const MOST_DAYS_BACK = 150;

/** What the story knows to be true: every deed is decided by it and changes it. */
export type Standing = {
  readonly clients: readonly Client[];
  /** Who maintains whom, by client id. */
  readonly maintainers: Map<string, string>;
  /** The newest balance in fen, by client id. */
  readonly balances: Map<string, number>;
  /** How many of their consents were asked for, by client id. */
  readonly consents: Map<string, number>;
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

/** What the staff do in the course of a day: contacts, files, moves between managers, consents; each client in one of them only. */
export function deedsOf(seed: number, day: number, standing: Standing): readonly Deed[] {
  const chance = Chance.of(seed, 'day', day);
  // Whoever has a greeting waiting or about to leave stays with their manager, so that its yes is the manager's.
  const free = standing.clients.filter(({ signed, birthdayOn }) => signed && !isGreeted(birthdayOn, day));
  const chosen = chance.shuffled(free).slice(0, DAILY.length);
  return chosen.map((client, nth) => (DAILY[nth] ?? contactOf)(seed, day, { client, chance }, standing));
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

/** The n-th thing beside the days of the story; a contact was made at an instant. */
type Beside = { readonly nth: number; readonly at: string; readonly note: string };
export const contactOn = (client: Client, { nth, at, note }: Beside, standing: Standing): Deed =>
  loggedBy(client, { key: keyOf(0, 'beside', nth), at, channel: 'phone', note }, standing);

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

function consentOf(seed: number, day: number, choice: Choice, standing: Standing): Deed {
  const { client } = choice;
  const asked = standing.consents.get(client.clientId) ?? 0;
  const change = CONSENTS[asked];
  if (!change) return contactOf(seed, day, choice, standing);
  standing.consents.set(client.clientId, asked + 1);
  const key = keyOf(seed, 'consent', day, client.clientId);
  const call = { method: 'POST', path: `clients/${client.clientId}/consents`, body: { changes: [change] }, key };
  return {
    call: { who: maintainerOf(client, standing), ...call },
    marks: { ConsentChanged: 1 },
    about: client.clientId,
  };
}

/** 产品到期提醒, with which every branch begins. */
const MATURITY = 'c0a8f1de-0000-5000-8000-000000000002';

/** A text about something that the client holds: no consent is asked for it, and it leaves as soon as the window is open. */
function messageOf(seed: number, nth: number, { client: { clientId, outletId } }: Choice): Deed {
  const values = { product: '本利丰', date: '12月1日' };
  const body = { clientId, templateId: MATURITY, holding: `H-${String(nth)}`, values };
  const key = keyOf(seed, 'message', nth, clientId);
  return {
    call: { who: headOf(outletId), method: 'POST', path: 'outbound-messages', body, key },
    marks: { MessageRequested: 1 },
    about: clientId,
  };
}

/** Seven, so that each client is in for all of them where they are taken in turn. */
const BESIDE = ['contact', fileOf, 'contact', moveOf, messageOf, consentOf, 'contact'] as const;

/**
 * What is done beside the days of the story, in turn, the n-th thing. By the head of the outlet: whoever was given a client
 * a moment ago may not see them yet.
 */
export function deedBeside(
  client: Client,
  contact: Beside,
  { standing, texts }: { readonly standing: Standing; readonly texts: boolean },
): Deed {
  const { nth } = contact;
  const turn = BESIDE[nth % BESIDE.length] ?? 'contact';
  const kind = turn === messageOf && !texts ? 'contact' : turn;
  const choice = { client, chance: Chance.of(0, 'beside', nth) };
  const deed = kind === 'contact' ? contactOn(client, contact, standing) : kind(0, nth, choice, standing);
  return { ...deed, call: { ...deed.call, who: headOf(client.outletId) } };
}

/** The balances that core banking sends of a day. */
export function feedOf(seed: number, day: number, standing: Standing): FeedDeed {
  const of = { date: dateOf(day), sequence: day + 1, chance: Chance.of(seed, 'feed', day) };
  return feedWith(keyOf(seed, 'feed', day), of, standing);
}

/** Later words than those of the days of the story, and of its feeds of many lines. */
const LATER = 1_000_000;

/** The same beside the days of the story: the n-th feed, about a date. */
export const feedBeside = (nth: number, date: string, standing: Standing): FeedDeed =>
  feedWith(
    keyOf(0, 'feed beside', nth),
    { date, sequence: LATER + nth, chance: Chance.of(0, 'feed beside', nth) },
    standing,
  );

type FeedContent = Pick<Balance, 'date' | 'sequence'> & { readonly chance: Chance };

function feedWith(key: string, { chance, ...word }: FeedContent, { clients, balances }: Standing): FeedDeed {
  const moved = clients.map(({ clientNo, clientId, signed }) => {
    const fen = (signed ? 25_000_000 : 8_000_000) + chance.int(0, 9_000_000);
    balances.set(clientId, fen);
    return { clientNo, fen, ...word };
  });
  const body = balancesCsv(moved);
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
