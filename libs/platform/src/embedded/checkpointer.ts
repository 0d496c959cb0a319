import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

/**
 * Size of the write-ahead log, in bytes, beyond which it is moved into the file even though writing goes on. SQLite then
 * writes over the same log, which is faster than making it longer, and cuts it back to this size (`journal_size_limit`).
 */
export const LARGE_LOG = 64 * 1024 * 1024;
/** SQLite: busy, read-only, cannot be read or written, full. */
const OF_THE_DISK = new Set([5, 8, 10, 13]);
/** Quiet time after which it is moved. */
const QUIET_MS = 250;

/** Moves the write-ahead log into the file when nobody is writing, or seldom when writing never stops. */
export class Checkpointer {
  readonly #log: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #written = false;
  #limit = LARGE_LOG;

  constructor(private readonly db: DatabaseSync) {
    const file = db.location();
    this.#log = file === null ? undefined : `${file}-wal`;
  }

  /** To be called after each commit. */
  written(): void {
    if (this.#log === undefined) return;
    this.#written = true;
    if (this.#size() > this.#limit) this.#run();
    else if (this.#timer) this.#timer.refresh();
    else this.#timer = setTimeout(() => this.#run(), QUIET_MS).unref();
  }

  close(): void {
    clearTimeout(this.#timer);
    if (this.#written) this.#run();
  }

  #size(): number {
    return this.#log === undefined ? 0 : (statSync(this.#log, { throwIfNoEntry: false })?.size ?? 0);
  }

  /** What a reader still needs, or what a full disk has no room for, stays in the log: then it may grow somewhat before the next attempt. */
  #run(): void {
    this.#written = false;
    if (!this.db.isOpen) return;
    this.#limit = this.#moved() ? LARGE_LOG : this.#size() + LARGE_LOG / 4;
  }

  /** Whether all of the log is in the file. It is as durable where it is: no failure of the disk here is anybody's. */
  #moved(): boolean {
    try {
      const moved = this.db.prepare('PRAGMA wal_checkpoint(PASSIVE)').get();
      return moved?.['log'] === moved?.['checkpointed'];
    } catch (error) {
      if (!Error.isError(error) || !('errcode' in error) || !OF_THE_DISK.has(Number(error.errcode) & 0xff)) throw error;
      return false;
    }
  }
}
