import {
  CHANNELS,
  CONSENT_PURPOSES,
  CONSENT_STATES,
  dayNumber,
  EARLIEST_DATE,
  isPlainName,
  OCCUPATIONS,
  ORIENTATIONS,
  TIERS,
  type Channel,
  type ConsentPurpose,
  type ConsentState,
  type ImportantDay,
  type Occupation,
  type Orientation,
  type Reason,
  type Tier,
  type Why,
} from '@pcrm/contracts';
import { isImportantDay, isPast, type FileChange } from '../file-facts.js';

/** Columns of the client file, in any order; only the first two must be there. */
export const CLIENT_COLUMNS = [
  'clientNo', 'outletId', 'name', 'phone', 'idNumber', 'birthday', 'birthdayCalendar', 'tier', 'signedOn', 'openingAverageFen',
  'occupation', 'orientation', 'preferredChannel', 'consents',
] as const; // prettier-ignore
export type ClientColumn = (typeof CLIENT_COLUMNS)[number];
export type Cells = { readonly [C in ClientColumn]?: string };

export type ConsentAnswer = {
  readonly purpose: ConsentPurpose;
  readonly channel: Channel;
  readonly state: ConsentState;
};
/** A line of the client file, its fields checked. */
export type ClientLine = {
  readonly clientNo: string;
  readonly outletId: string;
  readonly file: FileChange;
  readonly signed?: { readonly tier: Tier; readonly signedOn: string };
  readonly openingAverageFen?: number;
  readonly consents: readonly ConsentAnswer[];
};
export class BadField extends Error {
  constructor(
    readonly field: string,
    readonly reason: Reason,
  ) {
    super(reason);
  }
}
const bad = (field: string, why: Why): never => {
  throw new BadField(field, `${field}.${why}`);
};

/** Longest values, in characters; a longer one is not looked at. */
const LONGEST: { readonly [C in ClientColumn]?: number } = {
  ...{ clientNo: 32, outletId: 32, name: 40, phone: 20, idNumber: 24 },
};
const matching = (cells: Cells, field: ClientColumn, rule: RegExp): string | undefined => {
  const value = cells[field];
  if (value === undefined || value === '') return undefined;
  if ([...value].length > (LONGEST[field] ?? Infinity)) return bad(field, 'too-long');
  return rule.test(value) ? value : bad(field, 'malformed');
};
const oneOf = <T extends string>(cells: Cells, field: ClientColumn, values: readonly T[]): T | undefined => {
  const value = cells[field];
  if (value === undefined || value === '') return undefined;
  return (values as readonly string[]).includes(value) ? (value as T) : bad(field, 'unknown');
};
const needed = (cells: Cells, field: ClientColumn, rule: RegExp): string =>
  matching(cells, field, rule) ?? bad(field, 'missing');

const CODE = /^[A-Za-z0-9][A-Za-z0-9-]*$/;
const MOST_FEN = 10 ** 13;

/** `1990-01-31` or `01-31`; the calendar is solar unless the column says `lunar`. */
function birthdayOf(cells: Cells, today: string): ImportantDay | undefined {
  const value = matching(cells, 'birthday', /^(\d{4}-)?\d{2}-\d{2}$/);
  if (value === undefined) return undefined;
  const calendar = oneOf(cells, 'birthdayCalendar', ['solar', 'lunar']) ?? 'solar';
  const [day, month, year] = value.split('-').toReversed().map(Number);
  const date: ImportantDay = { calendar, month: month ?? 0, day: day ?? 0, ...(year !== undefined && { year }) };
  if (!isImportantDay(date)) return bad('birthday', 'no-date');
  return isPast(date, today) ? date : bad('birthday', 'in-future');
}

function signedOf(cells: Cells, today: string): ClientLine['signed'] {
  const tier = oneOf(cells, 'tier', TIERS);
  if (!tier) return cells.signedOn ? bad('tier', 'missing') : undefined;
  const signedOn = needed(cells, 'signedOn', /^\d{4}-\d{2}-\d{2}$/);
  if (Number.isNaN(dayNumber(signedOn))) bad('signedOn', 'no-date');
  if (signedOn < EARLIEST_DATE) bad('signedOn', 'too-old');
  return signedOn > today ? bad('signedOn', 'in-future') : { tier, signedOn };
}

/** `marketing:sms=granted; greeting:sms=refused`; two states of one purpose and channel are nobody's answer. */
function consentsOf({ consents = '' }: Cells): readonly ConsentAnswer[] {
  const parts = consents
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const answers = parts.map((part): ConsentAnswer => {
    const [, purpose, channel, state] = /^(\w+):(\w+)=(\w+)$/.exec(part) ?? [];
    const known =
      CONSENT_PURPOSES.includes(purpose as ConsentPurpose) &&
      CHANNELS.includes(channel as Channel) &&
      CONSENT_STATES.includes(state as ConsentState);
    return known
      ? { purpose: purpose as ConsentPurpose, channel: channel as Channel, state: state as ConsentState }
      : bad('consents', 'unknown');
  });
  const states = new Map(answers.map((answer) => [`${answer.purpose}:${answer.channel}`, answer.state]));
  const agree = answers.every(({ purpose, channel, state }) => states.get(`${purpose}:${channel}`) === state);
  return agree ? answers : bad('consents', 'contradictory');
}

function fileOf(cells: Cells, today: string): FileChange {
  const [name, phone] = [matching(cells, 'name', /^.+$/su), matching(cells, 'phone', /^\+?[\d -]{5,}$/)];
  if (name !== undefined && !isPlainName(name)) bad('name', 'hidden-characters');
  const [idNumber, birthday] = [matching(cells, 'idNumber', /^[A-Za-z0-9()-]{5,}$/), birthdayOf(cells, today)];
  const occupation: Occupation | undefined = oneOf(cells, 'occupation', OCCUPATIONS);
  const orientation: Orientation | undefined = oneOf(cells, 'orientation', ORIENTATIONS);
  const preferredChannel = oneOf(cells, 'preferredChannel', CHANNELS);
  const file = { name, phone, idNumber, birthday, occupation, orientation, preferredChannel };
  return Object.fromEntries(Object.entries(file).filter(([, value]) => value !== undefined));
}

function openingOf(cells: Cells): number | undefined {
  const written = matching(cells, 'openingAverageFen', /^-?\d+$/);
  if (written === undefined) return undefined;
  if (written.startsWith('-')) return bad('openingAverageFen', 'negative');
  return Number(written) > MOST_FEN ? bad('openingAverageFen', 'absurd') : Number(written);
}

/** Checks a line of the client file; throws `BadField` naming the first wrong one. */
export function clientLine(cells: Cells, today: string): ClientLine {
  const [clientNo, outletId] = [needed(cells, 'clientNo', CODE), needed(cells, 'outletId', CODE)];
  const signed = signedOf(cells, today);
  const openingAverageFen = openingOf(cells);
  const consents = consentsOf(cells);
  return {
    clientNo,
    outletId,
    file: fileOf(cells, today),
    consents,
    ...(signed && { signed }),
    ...(openingAverageFen !== undefined && { openingAverageFen }),
  };
}
