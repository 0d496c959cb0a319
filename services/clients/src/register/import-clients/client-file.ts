import { csvFields } from '../../csv-lines.js';
import { BadField, CLIENT_COLUMNS, clientLine, type Cells, type ClientLine } from './client-line.js';

export type RejectedClientLine = {
  readonly line: number;
  readonly field: string;
  readonly reason: string;
  readonly text: string;
};
export type GoodClientLine = { readonly number: number; readonly text: string; readonly line: ClientLine };
export type ClientFile = { readonly good: readonly GoodClientLine[]; readonly rejected: readonly RejectedClientLine[] };

const LONGEST = 2_000;
const UNREADABLE = '\uFFFD';
const BOM = '\uFEFF';

/** Reads a CSV file of clients with a heading line. Pure: every byte sequence gives lines or reasons. */
export function readClientFile(bytes: Uint8Array, encoding: 'utf-8' | 'gb18030', today: string): ClientFile {
  const [first = '', ...lines] = new TextDecoder(encoding).decode(bytes).replace(BOM, '').split('\n');
  const heading = csvFields(first.replace(/\r$/, '')) ?? [];
  const wrong = wrongHeading(heading);
  if (wrong) return { good: [], rejected: [{ line: 1, ...wrong, text: first.slice(0, 200) }] };
  const [good, rejected] = [[] as GoodClientLine[], [] as RejectedClientLine[]];
  for (const [index, raw] of lines.entries()) {
    const text = raw.replace(/\r$/, '');
    if (text.trim() === '') continue;
    const read = lineOf(text, heading, today);
    if (read instanceof BadField)
      rejected.push({ line: index + 2, field: read.field, reason: read.reason, text: text.slice(0, LONGEST) });
    else good.push({ number: index + 2, text, line: read });
  }
  return { good, rejected };
}

function wrongHeading(heading: readonly string[]): { readonly field: string; readonly reason: string } | undefined {
  const missing = (['clientNo', 'outletId'] as const).find((column) => !heading.includes(column));
  if (missing) return { field: missing, reason: 'column.missing' };
  const known = heading.every((column) => (CLIENT_COLUMNS as readonly string[]).includes(column));
  return known ? undefined : { field: 'line', reason: 'column.unknown' };
}

function lineOf(text: string, heading: readonly string[], today: string): ClientLine | BadField {
  if (text.length > LONGEST) return new BadField('line', 'line.too-long');
  if (text.includes(UNREADABLE)) return new BadField('line', 'line.badly-encoded');
  const values = csvFields(text);
  if (!values) return new BadField('line', 'line.unclosed-quote');
  if (values.length > heading.length) return new BadField('line', 'line.too-many-fields');
  const cells = Object.fromEntries(values.map((value, i) => [heading[i] ?? '', value])) as Cells;
  try {
    return clientLine(cells, today);
  } catch (error) {
    if (error instanceof BadField) return error;
    throw error;
  }
}
