import { BYTE_ORDER_MARK, csvFields, UNREADABLE, type FileEncoding, type RejectedLine } from '@pcrm/contracts';
import { checkLine, type GoodLine, type Known } from './check-line.js';
import {
  DEFAULT_COLUMNS,
  Fault,
  faultOf,
  isHeader,
  LINE_LIMIT,
  readCsv,
  readJson,
  type FeedFormat,
} from './feed-format.js';

/** What is remembered between the pieces of one upload. */
export type FeedPlace = {
  readonly format: FeedFormat;
  readonly encoding: FileEncoding;
  /** Lines read before this piece. */
  readonly lines: number;
  /** Columns of a CSV feed, once its first line was read. */
  readonly columns?: readonly string[];
};
/** What a piece holds: good lines in order, rejected ones, how many say nothing, and where the next piece begins. */
export type ReadPiece = {
  readonly good: readonly GoodLine[];
  readonly rejected: readonly RejectedLine[];
  /** Empty lines, and the heading. */
  readonly blank: number;
  readonly place: FeedPlace;
};

/** Of a line that is too long only so much is kept. */
const KEPT_TEXT = 2_000;

/** Reads whole lines of an upload. Pure: every byte sequence gives records or reasons, never an exception. */
export function readPiece(bytes: Uint8Array, before: FeedPlace, known: Known): ReadPiece {
  const lines = new TextDecoder(before.encoding).decode(bytes).split('\n').map(cleaned);
  if (lines.at(-1) === '') lines.pop();
  const columns = columnsOf(lines, before);
  const reading = readerOf(columns, before.format, known);
  const good: GoodLine[] = [];
  const rejected: RejectedLine[] = [];
  for (const [index, text] of lines.entries()) {
    if (text === '') continue;
    const read = reading(text);
    if (!(read instanceof Fault)) good.push(read);
    else
      rejected.push({
        line: before.lines + index + 1,
        field: read.field,
        reason: read.reason,
        text: text.slice(0, KEPT_TEXT),
      });
  }
  const blank = lines.length - good.length - rejected.length;
  return {
    good,
    rejected,
    blank,
    place: { ...before, lines: before.lines + lines.length, ...(columns && { columns }) },
  };
}

/** How to read a line; under a wrong heading none can be. */
function readerOf(
  columns: readonly string[] | undefined,
  format: FeedFormat,
  known: Known,
): (text: string) => GoodLine | Fault {
  const fault = columns && faultOf(columns);
  if (fault) return () => fault;
  return (text) => readLine(text, format, columns ?? DEFAULT_COLUMNS, known);
}

/** A line without its end and a byte order mark; empty when there is nothing on it. */
function cleaned(raw: string): string {
  const text = (raw.endsWith('\r') ? raw.slice(0, -1) : raw).replace(BYTE_ORDER_MARK, '');
  return text.trim() === '' ? '' : text;
}

/** The columns of a CSV feed by its first line: those it names (the line is then done with), or the usual ones when it is a record already. */
function columnsOf(lines: string[], { format, columns }: FeedPlace): readonly string[] | undefined {
  if (columns !== undefined || format === 'ndjson') return columns;
  const at = lines.findIndex((text) => text !== '');
  if (at < 0) return undefined;
  const fields = csvFields(lines[at] as string);
  if (!fields || !isHeader(fields)) return DEFAULT_COLUMNS;
  lines[at] = '';
  return fields;
}

function readLine(text: string, format: FeedFormat, columns: readonly string[], known: Known): GoodLine | Fault {
  if (text.length > LINE_LIMIT) return new Fault('line', 'line.too-long');
  if (text.includes(UNREADABLE)) return new Fault('line', 'line.badly-encoded');
  const fields = format === 'csv' ? readCsv(text, columns) : readJson(text);
  return fields instanceof Fault ? fields : checkLine(fields, known);
}
