import { csvFields } from '../../csv-lines.js';
import { checkLine, type GoodLine, type Known } from './check-line.js';
import { DEFAULT_COLUMNS, Fault, isHeader, LINE_LIMIT, readCsv, readJson, type FeedEncoding, type FeedFormat } from './feed-format.js';

/** What is remembered between the pieces of one upload. */
export type FeedPlace = {
  readonly format: FeedFormat;
  readonly encoding: FeedEncoding;
  /** Lines read before this piece. */
  readonly lines: number;
  /** Columns of a CSV feed, once its first line was read. */
  readonly columns?: readonly string[];
};
export type RejectedLine = { readonly line: number; readonly field: string; readonly reason: string; readonly text: string };
/** What a piece holds: good lines in order, rejected ones, and where the next piece begins. */
export type ReadPiece = { readonly good: readonly GoodLine[]; readonly rejected: readonly RejectedLine[]; readonly place: FeedPlace };

const UNREADABLE = '\uFFFD';
const BOM = '\uFEFF';
/** Of a line that is too long only so much is kept. */
const KEPT_TEXT = 2_000;

/** Reads whole lines of an upload. Pure: every byte sequence gives records or reasons, never an exception. */
export function readPiece(bytes: Uint8Array, before: FeedPlace, known: Known): ReadPiece {
  const lines = new TextDecoder(before.encoding).decode(bytes).split('\n');
  if (lines.at(-1) === '') lines.pop();
  const good: GoodLine[] = [];
  const rejected: RejectedLine[] = [];
  let { columns } = before;
  let line = before.lines;
  for (const raw of lines) {
    line++;
    const text = (raw.endsWith('\r') ? raw.slice(0, -1) : raw).replace(BOM, '');
    if (text.trim() === '') continue;
    if (before.format === 'csv' && !columns) {
      const fields = csvFields(text);
      columns = fields && isHeader(fields) ? fields : DEFAULT_COLUMNS;
      if (columns === fields) continue;
    }
    const read = readLine(text, before.format, columns, known);
    if (read instanceof Fault) rejected.push({ line, field: read.field, reason: read.reason, text: text.slice(0, KEPT_TEXT) });
    else good.push(read);
  }
  return { good, rejected, place: { ...before, lines: line, ...(columns && { columns }) } };
}

function readLine(text: string, format: FeedFormat, columns: readonly string[] | undefined, known: Known): GoodLine | Fault {
  if (text.length > LINE_LIMIT) return new Fault('line', 'line.too-long');
  if (text.includes(UNREADABLE)) return new Fault('line', 'line.badly-encoded');
  const fields = format === 'csv' ? readCsv(text, columns ?? DEFAULT_COLUMNS) : readJson(text);
  return fields instanceof Fault ? fields : checkLine(fields, known);
}
