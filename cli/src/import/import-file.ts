import { interrupted, EXIT, type ExitCode } from '../failure.js';
import type { Surroundings } from '../surroundings.js';
import type { Platform } from '../talking/platform.js';
import { refusalOf } from '../talking/problem.js';
import type { Encoding } from './encoding.js';
import { linesIn, LinesOfFile } from './lines-of-file.js';
import { RejectedFile, type RejectedLine } from './rejected-file.js';

export const IMPORTS = ['outlets', 'staff', 'clients'] as const;
export type Import = (typeof IMPORTS)[number];
export type ImportOrder = {
  readonly what: Import;
  readonly path: string;
  readonly encoding: Encoding;
  readonly rejectedPath: string;
};
type Report = { readonly accepted: number; readonly duplicate: number; readonly rejected: readonly RejectedLine[] };

/** Bytes sent at once, the heading not counted; the platform takes 4 MiB. */
const PIECE = 1024 * 1024;
/** Outages up to so long are waited out, in milliseconds. */
const PATIENCE = 60_000;

/** Sends a CSV file piece by piece, each under the heading of the file. The same file again changes nothing. */
export async function importFile(platform: Platform, order: ImportOrder, around: Surroundings): Promise<ExitCode> {
  await using file = await LinesOfFile.open(order.path);
  await using rejected = new RejectedFile(order.rejectedPath, order.encoding);
  await rejected.begin();
  const heading = await headingOf(file);
  const bar = around.progress({ zh: '导入', en: 'importing' }, 'bytes');
  let [accepted, duplicate, before, offset] = [0, 0, 0, heading.length];
  try {
    do {
      if (around.stop.aborted) throw interrupted('已中断，重新运行即可', 'Interrupted: run it again');
      const piece = await file.piece(offset, PIECE);
      const report = await send(platform, order, Buffer.concat([heading, piece]));
      accepted += report.accepted;
      duplicate += report.duplicate;
      await rejected.add(report.rejected.map((line) => ({ ...line, line: inFile(line.line, before) })));
      if (report.rejected.some(({ line }) => line === HEADING)) break;
      before += linesIn(piece);
      offset += piece.length;
      bar.show(offset, file.size);
    } while (offset < file.size);
  } finally {
    bar.end();
  }
  return told({ accepted, duplicate, rejected }, around);
}

/** The line of the heading: when it is rejected nothing of the file can be read. */
const HEADING = 1;
/** Of a piece the heading is line 1, as it is of the file. */
const inFile = (line: number, before: number): number => (line === HEADING ? HEADING : line + before);

async function headingOf(file: LinesOfFile): Promise<Uint8Array> {
  const start = await file.piece(0, PIECE);
  const end = start.indexOf(10);
  // A file of one line is a heading and nothing else: it is sent all the same, for the platform to say what it misses.
  return end < 0 ? start : start.subarray(0, end + 1);
}

async function send(platform: Platform, { what, encoding }: ImportOrder, body: Uint8Array): Promise<Report> {
  const type = `text/csv; charset=${encoding}`;
  const answer = await platform.ask({ method: 'POST', path: `${what}/import`, body, type, patience: PATIENCE });
  if (answer.status >= 300) throw refusalOf(answer);
  return answer.body as Report;
}

type Came = {
  readonly accepted: number;
  readonly duplicate: number;
  readonly rejected: Pick<RejectedFile, 'lines' | 'path'>;
  /** Lines that say nothing, where they are counted. */
  readonly blank?: number;
};

/** Says what became of the lines, and where the rejected ones are. */
export function told(
  { accepted, duplicate, rejected, blank = 0 }: Came,
  { out, tell, language }: Surroundings,
): ExitCode {
  const counts = {
    zh: `接受 ${String(accepted)} 行，重复 ${String(duplicate)} 行，拒绝 ${String(rejected.lines)} 行${blank > 0 ? `，表头与空行 ${String(blank)} 行` : ''}`,
    en: `${String(accepted)} accepted, ${String(duplicate)} duplicate, ${String(rejected.lines)} rejected${blank > 0 ? `, ${String(blank)} heading or empty` : ''}`,
  };
  out(counts[language]);
  if (rejected.lines === 0) return EXIT.done;
  tell({
    zh: `被拒绝的行及原因见 ${rejected.path}（含客户信息，用后请删除）`,
    en: `The rejected lines and why are in ${rejected.path} (it holds client data: delete it after use)`,
  });
  return EXIT.rejected;
}
