import { dayNumber, type FileEncoding } from '@pcrm/contracts';
import { readClientFile, readPiece, type Known } from '@pcrm/clients';
import type { Kind, Vocabulary } from './bad-bytes.js';
import { linesOf, lostIn } from './lines-of.js';

export type Reading = (bytes: Uint8Array, encoding: FileEncoding) => readonly string[];

/** The parsers as they are built, each with what is wrong in what it answers about some bytes. */
export function readingsOf({ clientNos, outletIds, date }: Vocabulary): { readonly [K in Kind]: Reading } {
  const known: Known = {
    clientIdOf: (clientNo) => (clientNos.includes(clientNo) ? clientNo : undefined),
    rankOf: (source) => (source === 'core' ? 0 : undefined),
    hasOutlet: (outletId) => outletIds.includes(outletId),
    today: dayNumber(date),
  };
  const feed =
    (format: 'csv' | 'ndjson'): Reading =>
    (bytes, encoding) => {
      const { good, rejected, place } = readPiece(bytes, { format, encoding, lines: 0 }, known);
      const lines = linesOf(bytes, encoding);
      return [
        ...lostIn(lines, good.length, rejected),
        ...(place.lines < (lines.numbers.at(-1) ?? 0) ? ['the place stands before the last line'] : []),
      ];
    };
  const clients: Reading = (bytes, encoding) => {
    const { good, rejected } = readClientFile(bytes, encoding, date);
    const lines = linesOf(bytes, encoding);
    // Without a heading that can be read nothing under it can be: one rejection says so for the whole file.
    const isRefused = rejected.length === 1 && rejected[0]?.line === 1 && good.length === 0;
    return isRefused ? [] : lostIn(lines, good.length, rejected);
  };
  return { csv: feed('csv'), ndjson: feed('ndjson'), clients };
}
