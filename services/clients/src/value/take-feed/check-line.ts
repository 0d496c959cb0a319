import { dayNumber, type ASSET_CLASSES, type Why } from '@pcrm/contracts';
import type { Day } from '../../calendar.js';
import { classIndex } from '../asset-account.js';
import { SEQUENCE_LIMIT } from '../cells.js';
import type { BalanceRecord } from '../balance-record.js';
import { Fault, type Fields } from './feed-format.js';

/** What a line is checked against. */
export type Known = {
  /** Client id of a client number; undefined: nobody has it. */
  readonly clientIdOf: (clientNo: string) => string | undefined;
  /** Rank by name of a source; the higher rank wins over any sequence. */
  readonly rankOf: (source: string) => number | undefined;
  /** Whether there is such an outlet. */
  readonly hasOutlet: (outletId: string) => boolean;
  readonly today: Day;
};

export type GoodLine =
  | { readonly type: 'balance'; readonly clientId: string; readonly record: BalanceRecord }
  | { readonly type: 'visit'; readonly clientId: string; readonly visitedOn: string; readonly outletId: string }
  | { readonly type: 'close'; readonly businessDate: string };

/** Older than this nothing is taken: it could not change any average that is still judged. */
export const OLDEST_DAYS = 760;
/** No balance of one class is above this: ten billion yuan, in fen. */
export const BALANCE_LIMIT = 10 ** 12;
const FIELD_LIMIT = 64;
const CODE = /^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/;
const INTEGER = /^-?\d{1,16}$/;

const wrong = (field: string, why: Why): never => {
  throw new Wrong(new Fault(field, `${field}.${why}`));
};

class Wrong extends Error {
  constructor(readonly fault: Fault) {
    super(fault.reason);
  }
}

/** A record, or the first thing that is wrong with it. */
export function checkLine(fields: Fields, known: Known): GoodLine | Fault {
  try {
    return checked(fields, known);
  } catch (error) {
    if (error instanceof Wrong) return error.fault;
    throw error;
  }
}

function checked(fields: Fields, known: Known): GoodLine {
  const type = fields['type'] ?? 'balance';
  if (type === 'balance') return balance(fields, known);
  if (type === 'visit') return visit(fields, known);
  if (type === 'close') return { type, businessDate: date(fields, 'businessDate', known) };
  return wrong('type', 'unknown');
}

function balance(fields: Fields, known: Known): GoodLine {
  const clientId = client(fields, known);
  const source = text(fields, 'source');
  const rank = known.rankOf(source) ?? wrong('source', 'unknown');
  const sequence = integer(fields, 'sequence');
  if (sequence < 0) wrong('sequence', 'negative');
  if (sequence >= SEQUENCE_LIMIT) wrong('sequence', 'absurd');
  const name = text(fields, 'assetClass');
  if (!isAssetClass(name)) return wrong('assetClass', 'unknown');
  const day = dayNumber(date(fields, 'businessDate', known));
  const balanceFen = integer(fields, 'balanceFen');
  if (balanceFen < 0) wrong('balanceFen', 'negative');
  if (balanceFen > BALANCE_LIMIT) wrong('balanceFen', 'absurd');
  if (text(fields, 'currency') !== 'CNY') wrong('currency', 'unknown');
  return {
    type: 'balance',
    clientId,
    record: { classIndex: classIndex[name], day, balanceFen, source, rank, sequence },
  };
}

function visit(fields: Fields, known: Known): GoodLine {
  const clientId = client(fields, known);
  const visitedOn = date(fields, 'businessDate', known);
  const outletId = text(fields, 'outletId');
  if (!CODE.test(outletId)) wrong('outletId', 'malformed');
  if (!known.hasOutlet(outletId)) wrong('outletId', 'unknown');
  return { type: 'visit', clientId, visitedOn, outletId };
}

const client = (fields: Fields, { clientIdOf }: Known): string =>
  clientIdOf(text(fields, 'clientNo')) ?? wrong('clientNo', 'unknown');

const isAssetClass = (name: string): name is (typeof ASSET_CLASSES)[number] => Object.hasOwn(classIndex, name);

function text(fields: Fields, field: string): string {
  const value = fields[field];
  if (value === undefined || value === null || value === '') return wrong(field, 'missing');
  if (typeof value !== 'string') return wrong(field, 'not-text');
  return value.length > FIELD_LIMIT ? wrong(field, 'too-long') : value;
}

function integer(fields: Fields, field: string): number {
  const value = fields[field];
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : wrong(field, 'not-an-integer');
  const written = text(fields, field);
  const number = INTEGER.test(written) ? Number(written) : Number.NaN;
  return Number.isSafeInteger(number) ? number : wrong(field, 'not-an-integer');
}

function date(fields: Fields, field: string, { today }: Known): string {
  const value = text(fields, field);
  const day = dayNumber(value);
  if (Number.isNaN(day)) wrong(field, 'no-date');
  if (day > today) wrong(field, 'in-future');
  if (day < today - OLDEST_DAYS) wrong(field, 'too-old');
  return value;
}
