import type { Readable } from 'node:stream';

export type Piece = { readonly bytes: Uint8Array<ArrayBuffer>; readonly last: boolean };

/** A piece is about this large: some ten thousand lines, one group of commands. */
const PIECE_BYTES = 1_024 * 1_024;
const NEWLINE = 10;

/** An upload cut into pieces of whole lines. `whole` false: what follows the last line end is left for the next request. */
export async function* piecesOf(upload: Readable, whole: boolean, pieceBytes = PIECE_BYTES): AsyncGenerator<Piece> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const chunk of upload as AsyncIterable<Buffer>) {
    held.push(chunk);
    size += chunk.length;
    if (size < pieceBytes) continue;
    const all = Buffer.concat(held);
    const end = all.lastIndexOf(NEWLINE) + 1;
    if (end > 0) yield { bytes: copied(all.subarray(0, end)), last: false };
    held = [all.subarray(end)];
    size = all.length - end;
  }
  const rest = Buffer.concat(held);
  const end = whole ? rest.length : rest.lastIndexOf(NEWLINE) + 1;
  if (whole || end > 0) yield { bytes: copied(rest.subarray(0, end)), last: whole };
}

/** Bytes of their own, so that their buffer can be handed to another thread. */
function copied(bytes: Buffer): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes.length);
  copy.set(bytes);
  return copy;
}
