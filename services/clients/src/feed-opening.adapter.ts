import { createHash } from 'node:crypto';
import { Refusal } from '@pcrm/event-sourcing';
import type { FeedPiece } from './feed-pieces.js';

/** How a file begins: so many bytes, and their hash. */
export type Opening = { readonly bytes: number; readonly sha256: string };
/** So much of a file tells it from another one. */
const OPENING_BYTES = 65_536;

export const openingOf = (bytes: Uint8Array): Opening => ({
  bytes: Math.min(bytes.length, OPENING_BYTES),
  sha256: createHash('sha256').update(bytes.subarray(0, OPENING_BYTES)).digest('base64url'),
});

/** Refuses another file under the id of one that was begun. */
export function mindOpening(
  { offset, bytes }: Pick<FeedPiece, 'offset' | 'bytes'>,
  opening: Opening | undefined,
): void {
  if (offset > 0 || !opening) return;
  if (openingOf(bytes.subarray(0, opening.bytes)).sha256 !== opening.sha256) throw new Refusal('command.id-reused');
}
