import { createHash } from 'node:crypto';
import type { LinesOfFile } from '../import/lines-of-file.js';
import type { Progress } from '../speaking/progress.js';

const PIECE = 4 * 1024 * 1024;

/** The id of a file's contents, in the form of a UUID: the same bytes are the same feed, whatever the file is called. */
export async function feedIdOf(file: LinesOfFile, bar: Progress): Promise<string> {
  const hash = createHash('sha256');
  for (let offset = 0; offset < file.size;) {
    const piece = await file.piece(offset, PIECE);
    if (piece.length === 0) break;
    hash.update(piece);
    offset += piece.length;
    bar.show(offset, file.size);
  }
  const hex = hash.digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
