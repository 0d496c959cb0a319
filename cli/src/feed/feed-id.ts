import { createHash } from 'node:crypto';
import type { LinesOfFile } from '../import/lines-of-file.js';
import type { Progress } from '../speaking/progress.js';

const PIECE = 4 * 1024 * 1024;

/** SHA-256 of the whole file, read piece by piece. */
export async function contentsOf(file: LinesOfFile, bar: Progress): Promise<string> {
  const hash = createHash('sha256');
  for (let offset = 0; offset < file.size;) {
    const piece = await file.piece(offset, PIECE);
    if (piece.length === 0) break;
    hash.update(piece);
    offset += piece.length;
    bar.show(offset, file.size);
  }
  return hash.digest('hex');
}

/**
 * A UUID for the `nth` time somebody sends a file: the same bytes, whatever the file is called, sent by the same person, find
 * the upload that was broken off; a file that was sent to its end is sent anew.
 */
export function feedIdOf(contents: string, who: string, nth: number): string {
  const hex = createHash('sha256')
    .update(`feed|${contents}|${who}|${String(nth)}`)
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
