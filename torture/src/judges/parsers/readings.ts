import { dayNumber } from '@pcrm/contracts';
import { readClientFile, readPiece, type Known } from '@pcrm/clients';
import type { BadFile, Kind, Vocabulary } from './bad-bytes.js';
import { linesOf, lostIn } from './lines-of.js';

export type Reading = (file: BadFile) => readonly string[];

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
    (file) => {
      const { good, rejected, place } = readPiece(file.bytes, { format, encoding: file.encoding, lines: 0 }, known);
      const lines = linesOf(file);
      return [
        ...lostIn(lines, good.length, rejected),
        ...(place.lines < (lines.numbers.at(-1) ?? 0) ? ['the place stands before the last line'] : []),
      ];
    };
  const clients: Reading = (file) => {
    const { good, rejected } = readClientFile(file.bytes, file.encoding, date);
    const lines = linesOf(file);
    // Without a heading that can be read nothing under it can be: one rejection says so for the whole file.
    const isRefused =
      lines.heading !== 'whole' &&
      rejected.length === 1 &&
      rejected[0]?.line === (lines.numbers[0] ?? 1) &&
      good.length === 0;
    return isRefused ? [] : lostIn(lines, good.length, rejected);
  };
  return { csv: feed('csv'), ndjson: feed('ndjson'), clients };
}
