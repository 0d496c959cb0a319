import type { Readable } from 'node:stream';
import { wordsOf, type FileEncoding, type RejectedLine } from '@pcrm/contracts';
import { PCRM_NAMESPACE, Refusal, uuidV5, type Metadata, type Outcome } from '@pcrm/event-sourcing';
import { askedByLine } from '../auth/askings.js';
import { BadInput } from '../errors/problem.js';
import { problemTitles, type Title } from '../errors/titles.js';

/** What an import came to: lines that changed something, lines that were so already, and lines that could not be taken. */
export type ImportReport = {
  readonly accepted: number;
  readonly duplicate: number;
  readonly rejected: readonly WordedLine[];
};
/** A rejected line with what its reason means, in both languages. */
export type WordedLine = RejectedLine & Title;
/** A line of a file, and what became of the command that was made of it. */
export type LineCame = {
  readonly row: { readonly line: number; readonly text: string };
  readonly came: Outcome | Error | undefined;
};

const ENCODINGS: { readonly [charset: string]: FileEncoding } = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  gb18030: 'gb18030',
  gbk: 'gb18030',
  gb2312: 'gb18030',
};

/** The encoding that the `Content-Type` of an upload names; UTF-8 when it names none, bad input when it names another one. */
export function encodingOf(contentType: string | undefined): FileEncoding {
  const charset = /charset="?([\w-]+)"?/i.exec(contentType ?? '')?.[1]?.toLowerCase() ?? 'utf-8';
  const encoding = Object.hasOwn(ENCODINGS, charset) ? ENCODINGS[charset] : undefined;
  if (encoding !== undefined) return encoding;
  throw new BadInput([
    {
      field: 'content-type',
      rule: 'charset',
      zh: '编码应为 utf-8 或 gb18030',
      en: 'must say charset utf-8 or gb18030',
    },
  ]);
}

/** An upload of at most so many bytes, read to its end; a larger one is bad input. */
export async function wholeUpload(upload: Readable, largestBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of upload as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBytes) {
      const most = String(largestBytes);
      const words = { zh: `文件不能超过 ${most} 字节`, en: `must not be larger than ${most} bytes` };
      throw new BadInput([{ field: 'body', rule: 'maxSize', ...words }]);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A line of an upload as a command of its own: the same file again under the same id is the same commands again. */
export const metadataOfLine = (metadata: Metadata, { line, text }: LineCame['row']): Metadata => ({
  ...metadata,
  commandId: uuidV5(PCRM_NAMESPACE, `${metadata.commandId}|${String(line)}`),
  ...askedByLine(metadata, text),
});

/** What a reason means: the title of a refusal, or why a field cannot be taken. */
export const reasonWords = (reason: string): Title =>
  problemTitles.get(reason) ?? wordsOf(reason) ?? { zh: reason, en: reason };

/** Counts what became of the lines; a refusal is a rejected line, of the field it names, a fault is a fault, a command that was known counts as it did. `rejected`: those that made no command. */
export function importReport(lines: readonly LineCame[], rejected: readonly RejectedLine[]): ImportReport {
  const refused: RejectedLine[] = [];
  let [accepted, duplicate] = [0, 0];
  for (const { row, came } of lines) {
    if (came instanceof Refusal)
      refused.push({ line: row.line, field: came.field ?? 'line', reason: came.code, text: row.text });
    else if (came === undefined || came instanceof Error) throw came ?? new Error('a line was not answered');
    else if (came.events.length > 0) accepted += 1;
    else duplicate += 1;
  }
  const all = [...rejected, ...refused].sort((a, b) => a.line - b.line);
  return { accepted, duplicate, rejected: all.map((line) => ({ ...line, ...reasonWords(line.reason) })) };
}
