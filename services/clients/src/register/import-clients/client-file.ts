import { readCsvFile, type CsvRow, type FileEncoding, type RejectedLine } from '@pcrm/contracts';
import { BadField, CLIENT_COLUMNS, clientLine, type ClientLine } from './client-line.js';

export type GoodClientLine = { readonly row: CsvRow; readonly line: ClientLine };
export type ClientFile = { readonly good: readonly GoodClientLine[]; readonly rejected: readonly RejectedLine[] };

const COLUMNS = { required: ['clientNo', 'outletId'], known: CLIENT_COLUMNS };

/** Reads a CSV file of clients with a heading line. Pure: every byte sequence gives lines or reasons. */
export function readClientFile(bytes: Uint8Array, encoding: FileEncoding, today: string): ClientFile {
  const file = readCsvFile(bytes, encoding, COLUMNS);
  const [good, rejected] = [[] as GoodClientLine[], [...file.rejected]];
  for (const row of file.rows) {
    const line = lineOf(row, today);
    if (!(line instanceof BadField)) good.push({ row, line });
    else rejected.push({ line: row.line, field: line.field, reason: line.reason, text: row.text });
  }
  return { good, rejected: rejected.sort((a, b) => a.line - b.line) };
}

function lineOf({ cells }: CsvRow, today: string): ClientLine | BadField {
  try {
    return clientLine(cells, today);
  } catch (error) {
    if (error instanceof BadField) return error;
    throw error;
  }
}
