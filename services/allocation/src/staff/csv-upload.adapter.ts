import type { Readable } from 'node:stream';
import { BadInput } from '@pcrm/platform';
import { Refusal, type Outcome } from '@pcrm/event-sourcing';
import { readCsv, type Rejected, type Row } from './csv.js';

/** What an import came to: lines that changed something, lines that were so already, and lines that could not be taken. */
export type ImportReport = {
  readonly accepted: number;
  readonly duplicate: number;
  readonly rejected: readonly Rejected[];
};

const LARGEST = 4 * 1_024 * 1_024;
const ENCODINGS: { readonly [charset: string]: string } = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  gb18030: 'gb18030',
  gbk: 'gb18030',
  gb2312: 'gb18030',
};

/** The encoding a `Content-Type` names; UTF-8 when it names none. */
export function encodingOf(contentType: string | undefined): string {
  const charset = /charset="?([\w-]+)"?/i.exec(contentType ?? '')?.[1]?.toLowerCase() ?? 'utf-8';
  const encoding = ENCODINGS[charset];
  if (encoding === undefined) throw bad('content-type', 'charset', 'charset must be utf-8 or gb18030');
  return encoding;
}

/** Reads an uploaded CSV file of up to 4 MiB. */
export async function uploadedRows(
  upload: Readable,
  contentType: string | undefined,
  columns: readonly string[],
): Promise<ReturnType<typeof readCsv>> {
  const encoding = encodingOf(contentType);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of upload as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST) throw bad('body', 'maxSize', `the file must not be larger than ${String(LARGEST)} bytes`);
    chunks.push(chunk);
  }
  return readCsv(Buffer.concat(chunks), encoding, columns);
}

const bad = (field: string, rule: string, message: string): BadInput => new BadInput([{ field, rule, message }]);

/** Counts what became of the lines; a refusal is a rejected line, a fault is a fault. */
export function reportOf(
  lines: readonly { readonly row: Row; readonly came: Outcome | Error }[],
  rejected: readonly Rejected[],
): ImportReport {
  const refused: Rejected[] = [];
  let [accepted, duplicate] = [0, 0];
  for (const { row, came } of lines) {
    if (came instanceof Refusal) refused.push({ line: row.line, field: 'line', reason: came.code, text: row.text });
    else if (came instanceof Error) throw came;
    else if (came.events.length > 0 && !came.repeated) accepted += 1;
    else duplicate += 1;
  }
  return { accepted, duplicate, rejected: [...rejected, ...refused].sort((a, b) => a.line - b.line) };
}
