import { csvFields, repeatedIn, type Reason } from '@pcrm/contracts';

export type FeedFormat = 'csv' | 'ndjson';

/** Columns of a CSV feed without a header line, in order. */
export const DEFAULT_COLUMNS: readonly string[] = [
  'source',
  'sequence',
  'clientNo',
  'assetClass',
  'businessDate',
  'balanceFen',
  'currency',
];
/** Every column that a heading may name. */
const COLUMNS: ReadonlySet<string> = new Set([...DEFAULT_COLUMNS, 'type', 'outletId']);
/** Longest line in characters; a longer one is not looked at. */
export const LINE_LIMIT = 1_000;

/** A line as its fields, nothing checked yet. */
export type Fields = { readonly [field: string]: unknown };
/** Why a line cannot be taken: which field, and a stable reason. */
export class Fault {
  constructor(
    readonly field: string,
    readonly reason: Reason,
  ) {}
}

/** Whether a first line names columns rather than being a record. */
export const isHeader = (fields: readonly string[]): boolean => fields.includes('clientNo') || fields[0] === 'type';

/** What is wrong with a heading, so that no line under it can be read: which of its values counts would be a guess. */
export function faultOf(columns: readonly string[]): Fault | undefined {
  const twice = repeatedIn(columns);
  if (twice !== undefined) return new Fault(twice, 'column.repeated');
  const strange = columns.find((column) => !COLUMNS.has(column));
  if (strange === undefined) return undefined;
  // What comes from outside may carry anything in its name.
  return new Fault(/^\w{1,40}$/.test(strange) ? strange : 'line', 'column.unknown');
}

/** A line of CSV under its columns. */
export function readCsv(line: string, columns: readonly string[]): Fields | Fault {
  const values = csvFields(line);
  if (!values) return new Fault('line', 'line.unclosed-quote');
  if (values.length > columns.length) return new Fault('line', 'line.too-many-fields');
  const fields: { [name: string]: unknown } = {};
  for (let i = 0; i < values.length; i++) if (values[i] !== '') fields[columns[i] as string] = values[i];
  return fields;
}

/** A line of JSON: one flat object. */
export function readJson(line: string): Fields | Fault {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return new Fault('line', 'line.not-json');
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : new Fault('line', 'line.not-an-object');
}
