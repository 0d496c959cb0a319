/**
 * In the index (`-shm`) of a write-ahead log, SQLite's WalIndexHdr and WalCkptInfo: frames of the log, those that are in the file, and
 * those that somebody set out to move into it; all of them where a log was found as a dead process had left it.
 */
const FRAMES_AT = 16;
const MOVED_AT = 96;
const SET_OUT_AT = 128;
const KNOWN = 132;

export type LogIndex = { readonly frames: number; readonly moved: number; readonly setOut: number };

export const logIndexOf = (index: Buffer): LogIndex =>
  index.length < KNOWN
    ? { frames: 0, moved: 0, setOut: 0 }
    : {
        frames: index.readUInt32LE(FRAMES_AT),
        moved: index.readUInt32LE(MOVED_AT),
        setOut: index.readUInt32LE(SET_OUT_AT),
      };
