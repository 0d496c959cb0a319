import type { FileEncoding } from '@pcrm/contracts';
import type { Identity } from '@pcrm/platform';
import type { Asking } from '../people.js';
import type { Kind } from './bad-bytes.js';
import { linesOf, type Lines } from './lines-of.js';

const TYPES: { readonly [K in Kind]: string } = {
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
  clients: 'text/csv',
};
// prettier-ignore
type Counted = { readonly accepted: number; readonly duplicate: number; readonly rejected: number | readonly object[]; readonly feedId?: string };
// prettier-ignore

/** Sends a file as somebody who feeds the branch; answers what is wrong with the answer. */
export async function wrongSent(
  asking: Asking,
  feeder: Identity,
  kind: Kind,
  { bytes, encoding }: { readonly bytes: Uint8Array<ArrayBuffer>; readonly encoding: FileEncoding },
): Promise<readonly string[]> {
  const path = kind === 'clients' ? '/api/clients/import' : '/api/feeds';
  const headers = { 'content-type': `${TYPES[kind]}; charset=${encoding}` };
  const answer = await asking.ask(feeder, path, { method: 'POST', body: bytes, headers, signal: AbortSignal.timeout(20_000) });
  const text = await answer.text();
  if (answer.status !== 200) return [`${String(answer.status)} ${text.slice(0, 200)}`];
  const counted = JSON.parse(text) as Counted;
  const lost = lostOf(counted, kind, linesOf(bytes, encoding));
  const told = await wrongRejected(asking, feeder, counted);
  return [...(lost === 0 ? [] : [`${String(lost)} lines are not counted: ${text.slice(0, 200)}`]), ...told];
}

const refusedOf = ({ rejected }: Counted): number => (typeof rejected === 'number' ? rejected : rejected.length);

/** Lines that are in no count; a heading is none, and one that cannot be read refuses a whole file of clients in one sentence. */
function lostOf(counted: Counted, kind: Kind, { numbers, hasHeading }: Lines): number {
  const taken = counted.accepted + counted.duplicate;
  const lost = numbers.length - taken - refusedOf(counted);
  if ((lost === 1 && hasHeading) || (kind === 'clients' && taken === 0 && refusedOf(counted) === 1)) return 0;
  return lost;
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
