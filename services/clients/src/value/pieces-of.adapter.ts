import type { Readable } from 'node:stream';

/** `skipped`: bytes of over-long lines that are not in `bytes`; the upload went on by both. */
export type Piece = { readonly bytes: Uint8Array<ArrayBuffer>; readonly skipped: number; readonly last: boolean };

/** A piece is about this large: some fifty thousand lines. What it says of one client is one fact, and whoever hears it hears one message. */
const PIECE_BYTES = 4 * 1_024 * 1_024;
/** The first one of a file is smaller: soon its status says that it goes on, and what is wrong with it. */
export const FIRST_PIECE_BYTES = 1_024 * 1_024;
/** Of a line without an end so much is kept: enough to reject it and to show how it began. */
const LINE_BYTES = 64 * 1_024;
const NEWLINE = 10;

/**
 * An upload cut into pieces of whole lines, at the first line end beyond their size, however its bytes come: a piece that was broken
 * off is the same one when it is sent again. `whole` false: what follows the last line end is left for the next request.
 */
export async function* piecesOf(
  upload: Readable,
  whole: boolean,
  { first = PIECE_BYTES, each = PIECE_BYTES } = {},
): AsyncGenerator<Piece> {
  const held = new HeldLines();
  let size = first;
  for await (const chunk of upload as AsyncIterable<Buffer>) {
    let rest = chunk;
    for (let end = held.endIn(rest, size); end > 0; end = held.endIn(rest, size)) {
      held.take(rest.subarray(0, end));
      yield { ...held.lines(), last: false };
      rest = rest.subarray(end);
      size = each;
    }
    held.take(rest);
  }
  if (whole) yield { ...held.everything(), last: true };
  else if (held.complete > 0) yield { ...held.lines(), last: false };
}

type Held = { readonly bytes: Uint8Array<ArrayBuffer>; readonly skipped: number };

/** Lines that came and are not sent yet. Each byte is looked at once, and a line without an end takes no room. */
class HeldLines {
  private done: Buffer[] = [];
  private doneSkipped = 0;
  private tail: Buffer[] = [];
  private tailBytes = 0;
  private tailSkipped = 0;
  /** Bytes of whole lines. */
  complete = 0;
  /** Bytes that came since the piece began, those left out too. */
  private came = 0;

  /** Up to where in the next bytes a piece of at least so many goes; 0 when it goes on behind them. */
  endIn(bytes: Buffer, size: number): number {
    return bytes.indexOf(NEWLINE, Math.max(0, size - this.came - 1)) + 1;
  }

  take(chunk: Buffer): void {
    this.came += chunk.length;
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end > 0) this.finish(chunk.subarray(0, end));
    this.lengthen(chunk.subarray(end));
  }

  /** The whole lines, which are held no longer. */
  lines(): Held {
    const held = { bytes: joined(this.done), skipped: this.doneSkipped };
    [this.done, this.doneSkipped, this.complete] = [[], 0, 0];
    this.came = this.tailBytes + this.tailSkipped;
    return held;
  }

  /** The last line too, though nothing ends it. */
  everything(): Held {
    return { bytes: joined([...this.done, ...this.tail]), skipped: this.doneSkipped + this.tailSkipped };
  }

  /** Ends the line that was begun with the first end in these bytes; the others are whole lines. */
  private finish(bytes: Buffer): void {
    const end = bytes.indexOf(NEWLINE);
    this.lengthen(bytes.subarray(0, end));
    const rest = bytes.subarray(end);
    this.done.push(...this.tail, rest);
    this.complete += this.tailBytes + rest.length;
    this.doneSkipped += this.tailSkipped;
    [this.tail, this.tailBytes, this.tailSkipped] = [[], 0, 0];
  }

  private lengthen(bytes: Buffer): void {
    const kept = bytes.subarray(0, LINE_BYTES - this.tailBytes);
    if (kept.length > 0) this.tail.push(kept);
    this.tailBytes += kept.length;
    this.tailSkipped += bytes.length - kept.length;
  }
}

/** Bytes of their own, so that their buffer can be handed to another thread. */
function joined(buffers: readonly Buffer[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(buffers.reduce((size, { length }) => size + length, 0));
  let at = 0;
  for (const buffer of buffers) {
    bytes.set(buffer, at);
    at += buffer.length;
  }
  return bytes;
}
