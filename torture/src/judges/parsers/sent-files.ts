import type { FileEncoding } from '@pcrm/contracts';
import type { Identity } from '@pcrm/platform';
import type { Asking } from '../people.js';
import type { BadFile, Kind } from './bad-bytes.js';
import { linesOf, wrongLeft, type Lines } from './lines-of.js';

const TYPES: { readonly [K in Kind]: string } = {
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
  clients: 'text/csv',
};
/** Names that the bank gives to what the product reads. */
const CHARSETS: { readonly [E in FileEncoding]: readonly string[] } = {
  'utf-8': ['utf-8', 'UTF8'],
  gb18030: ['gb18030', 'GBK', 'gb2312'],
};
// prettier-ignore
type Counted = { readonly accepted: number; readonly duplicate: number; readonly rejected: number | readonly object[]; readonly feedId?: string };

/** Sends a file as somebody who feeds the branch; answers what is wrong with the answer. */
export async function wrongSent(
  asking: Asking,
  feeder: Identity,
  kind: Kind,
  file: BadFile,
): Promise<readonly string[]> {
  const path = kind === 'clients' ? '/api/clients/import' : '/api/feeds';
  const charsets = CHARSETS[file.encoding];
  const charset = charsets[file.bytes.length % charsets.length] ?? file.encoding;
  const headers = { 'content-type': `${TYPES[kind]}; charset=${charset}` };
  const answer = await asking.ask(feeder, path, {
    method: 'POST',
    body: file.bytes,
    headers,
    signal: AbortSignal.timeout(20_000),
  });
  const text = await answer.text();
  if (answer.status !== 200) return [`${String(answer.status)} ${text.slice(0, 200)}`];
  const counted = JSON.parse(text) as Counted;
  const lost = lostIn(counted, kind, linesOf(file)).map((wrong) => `${wrong}: ${text.slice(0, 200)}`);
  return [...lost, ...(await wrongRejected(asking, feeder, counted))];
}

const refusedOf = ({ rejected }: Counted): number => (typeof rejected === 'number' ? rejected : rejected.length);

/** Lines that are in no count; a heading that cannot be read refuses a whole file of clients in one sentence. */
function lostIn(counted: Counted, kind: Kind, lines: Lines): readonly string[] {
  const [taken, refused] = [counted.accepted + counted.duplicate, refusedOf(counted)];
  const isRefused = kind === 'clients' && lines.heading !== 'whole' && taken === 0 && refused === 1;
  return isRefused ? [] : wrongLeft(lines.numbers.length - taken - refused, lines);
}

/** The rejected lines of a feed are told by page; those of an import stand in the answer. */
async function wrongRejected(asking: Asking, feeder: Identity, counted: Counted): Promise<readonly string[]> {
  const { feedId } = counted;
  if (feedId === undefined) return [];
  const told = await asking.all<{ readonly line: number; readonly reason: string }>(
    feeder,
    `/api/feeds/${feedId}/rejected`,
  );
  const isTold = told.length === refusedOf(counted) && told.every(({ line, reason }) => line > 0 && reason !== '');
  return isTold ? [] : [`${String(refusedOf(counted))} rejected, ${String(told.length)} told`];
}
