import { isWhole, type BadFile } from './bad-bytes.js';

/** Lines of a file on which something stands, counted apart from the parsers. */
export type Lines = {
  /** From 1. */
  readonly numbers: readonly number[];
  /** The heading written above them: there is none, it stands there as it was written, or something became of it. */
  readonly heading: 'none' | 'whole' | 'spoiled';
};

export function linesOf({ bytes, encoding, heading }: BadFile): Lines {
  const lines = new TextDecoder(encoding).decode(bytes).split('\n').map((line) => line.replaceAll('\ufeff', '').trim());
  const numbers = lines.flatMap((line, at) => (line === '' ? [] : [at + 1]));
  const first = lines[(numbers[0] ?? 0) - 1];
  if (heading === '') return { numbers, heading: 'none' };
  return { numbers, heading: first === heading && isWhole(heading) ? 'whole' : 'spoiled' };
} // prettier-ignore

/** What is wrong with a number of lines that are neither good nor rejected: a heading takes one, one that was spoiled may be a record as well. */
export function wrongLeft(left: number, { numbers, heading }: Lines): readonly string[] {
  const isRight = heading === 'spoiled' ? left === 0 || left === 1 : left === (heading === 'whole' ? 1 : 0);
  return isRight ? [] : [`${String(left)} of ${String(numbers.length)} lines are neither good nor rejected, heading ${heading}`];
} // prettier-ignore

type Told = { readonly line: number; readonly field: string; readonly reason: string };

/** What a reading left out: of every line that holds something there must be one good record or one rejection with its number, field and reason. */
export function lostIn(lines: Lines, good: number, rejected: readonly Told[]): readonly string[] {
  const numbers = rejected.map(({ line }) => line);
  return [
    ...wrongLeft(lines.numbers.length - good - numbers.length, lines),
    ...(new Set(numbers).size < numbers.length ? ['a line is rejected twice'] : []),
    ...numbers.filter((line) => !lines.numbers.includes(line)).map((line) => `line ${String(line)} is rejected and holds nothing`),
    ...rejected.filter(({ field, reason }) => field === '' || !/^[\w.-]+$/.test(reason)).map(({ line }) => `line ${String(line)} has no reason`),
  ];
} // prettier-ignore
