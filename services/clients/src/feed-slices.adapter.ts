import { setImmediate as nextTurn } from 'node:timers/promises';

/** So much of a piece is read at a time, about three thousand lines: a few milliseconds, in which nothing else in the thread gets its turn. */
const SLICE_BYTES = 256 * 1_024;
const NEWLINE = 10;

/** A piece in slices of whole lines, one at least; between two of them others have their turn. */
export async function* slicesOf(bytes: Uint8Array, sliceBytes = SLICE_BYTES): AsyncGenerator<Uint8Array> {
  let begin = 0;
  do {
    if (begin > 0) await nextTurn();
    const end = bytes.indexOf(NEWLINE, begin + sliceBytes - 1) + 1 || bytes.length;
    yield bytes.subarray(begin, end);
    begin = end;
  } while (begin < bytes.length);
}
