import type { FileEncoding } from '@pcrm/contracts';

/** Lines of a file on which something stands, counted apart from the parsers. */
export type Lines = {
  /** From 1. */
  readonly numbers: readonly number[];
  /** Whether the first of them may name columns. */
  readonly hasHeading: boolean;
};

export function linesOf(bytes: Uint8Array, encoding: FileEncoding): Lines {
  const lines = new TextDecoder(encoding).decode(bytes).split('\n').map((line) => line.replaceAll('\ufeff', '').trim());
  const numbers = lines.flatMap((line, at) => (line === '' ? [] : [at + 1]));
  return { numbers, hasHeading: /clientNo|^"?\s*type/.test(lines[(numbers[0] ?? 1) - 1] ?? '') };
} // prettier-ignore

type Told = { readonly line: number; readonly field: string; readonly reason: string };

/**
 * What a reading left out: of every line that holds something there must be one good record or one rejection with its number,
 * field and reason; a heading may take one line.
 */
export function lostIn({ numbers: lines, hasHeading }: Lines, good: number, rejected: readonly Told[]): readonly string[] {
  const numbers = rejected.map(({ line }) => line);
  const lost = lines.length - good - numbers.length;
  return [
    ...(lost === 0 || (lost === 1 && hasHeading) ? [] : [`${String(lost)} of ${String(lines.length)} lines are neither good nor rejected`]),
    ...(new Set(numbers).size < numbers.length ? ['a line is rejected twice'] : []),
    ...numbers.filter((line) => !lines.includes(line)).map((line) => `line ${String(line)} is rejected and holds nothing`),
    ...rejected.filter(({ field, reason }) => field === '' || !/^[\w.-]+$/.test(reason)).map(({ line }) => `line ${String(line)} has no reason`),
  ];
} // prettier-ignore
