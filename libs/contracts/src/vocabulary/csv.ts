import type { Reason } from './reasons.js';

/** CSV as it comes from other systems of the bank. Pure: every byte sequence gives lines or reasons, never an exception. */

/** Encodings of an upload; a line that cannot be read in it is rejected. */
export type FileEncoding = 'utf-8' | 'gb18030';
/** A line of a file that could not be taken: which field (`line`: all of it), why, and its original text. */
export type RejectedLine = {
  readonly line: number;
  readonly field: string;
  readonly reason: string;
  readonly text: string;
};
/** A line of a file by column name; `line` counts from 1, the heading included. */
export type CsvRow = {
  readonly line: number;
  readonly text: string;
  readonly cells: { readonly [column: string]: string };
};
export type CsvFile = { readonly rows: readonly CsvRow[]; readonly rejected: readonly RejectedLine[] };
/** `required`: columns that must be there, in any order. `known`: with others the file is not taken; absent: others are left out. */
export type CsvColumns = { readonly required: readonly string[]; readonly known?: readonly string[] };

/** Longest line in characters; a longer one is not looked at. */
const LONGEST_LINE = 2_000;
const LONGEST_HEADING_SHOWN = 200;
/** What stands where bytes are no character. */
export const UNREADABLE = '\uFFFD';
export const BYTE_ORDER_MARK = '\uFEFF';

/** Fields of a CSV line; quotes may hold separators and, doubled, themselves. `undefined`: a quote was never closed. */
export function csvFields(line: string): readonly string[] | undefined {
  if (!line.includes('"')) return line.split(',').map((field) => field.trim());
  const fields: string[] = [];
  for (let at = 0; at <= line.length;) {
    const field = fieldAt(line, at);
    if (!field) return undefined;
    fields.push(field.text);
    at = field.next;
  }
  return fields;
}

/** The field that begins at a place, up to the next comma outside quotes or the end; `undefined` when its quote never closes. */
function fieldAt(line: string, at: number): { readonly text: string; readonly next: number } | undefined {
  const field = /\s*"((?:[^"]|"")*)"\s*(?=,|$)|[^,]*/y;
  field.lastIndex = at;
  const [whole, quoted] = field.exec(line) as RegExpExecArray;
  const text = quoted?.replaceAll('""', '"') ?? whole.trim();
  return quoted === undefined && text.startsWith('"') ? undefined : { text, next: at + whole.length + 1 };
}

/** Reads a CSV file whose first line that is not empty is its heading. A line may end early: the rest of its fields are then empty. */
export function readCsvFile(bytes: Uint8Array, encoding: FileEncoding, columns: CsvColumns): CsvFile {
  const text = new TextDecoder(encoding).decode(bytes).replace(BYTE_ORDER_MARK, '');
  const all = text.split('\n').map((line, at) => ({ line: at + 1, text: line.replace(/\r$/, '') }));
  const [first = { line: 1, text: '' }, ...lines] = all.filter((each) => each.text.trim() !== '');
  const heading = csvFields(first.text) ?? [];
  const wrong = wrongHeading(heading, columns);
  if (wrong)
    return { rows: [], rejected: [{ line: first.line, ...wrong, text: first.text.slice(0, LONGEST_HEADING_SHOWN) }] };
  const read = lines.map((each) => rowOf(each.line, each.text, heading));
  return { rows: read.filter((row) => 'cells' in row), rejected: read.filter((row) => 'reason' in row) };
}

/** A column that a heading names more than once: which of its values counts would be a guess. */
export const repeatedIn = (heading: readonly string[]): string | undefined =>
  heading.find((column, at) => column !== '' && heading.indexOf(column) !== at);

function wrongHeading(
  heading: readonly string[],
  { required, known = heading }: CsvColumns,
): { readonly field: string; readonly reason: Reason } | undefined {
  const missing = required.find((column) => !heading.includes(column));
  if (missing !== undefined) return { field: missing, reason: 'column.missing' };
  const twice = repeatedIn(heading);
  if (twice !== undefined) return { field: twice, reason: 'column.repeated' };
  return heading.every((column) => known.includes(column)) ? undefined : { field: 'line', reason: 'column.unknown' };
}

function rowOf(line: number, text: string, heading: readonly string[]): CsvRow | RejectedLine {
  const rejected = (reason: Reason): RejectedLine => ({
    ...{ line, field: 'line', reason },
    text: text.slice(0, LONGEST_LINE),
  });
  if (text.length > LONGEST_LINE) return rejected('line.too-long');
  if (text.includes(UNREADABLE)) return rejected('line.badly-encoded');
  const fields = csvFields(text);
  if (!fields) return rejected('line.unclosed-quote');
  if (fields.length > heading.length) return rejected('line.too-many-fields');
  return { line, text, cells: Object.fromEntries(fields.map((field, at) => [heading[at] as string, field])) };
}
