import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

/**
 * Size of the write-ahead log, in bytes, beyond which it is moved into the file even though writing goes on. SQLite then
 * writes over the same log, which is faster than making it longer, and cuts it back to this size (`journal_size_limit`).
 */
export const LARGE_LOG = 64 * 1024 * 1024;
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

  /** What a reader still needs stays in the log: then it may grow somewhat before the next attempt. */
  #run(): void {
    this.#written = false;
    if (!this.db.isOpen) return;
    const moved = this.db.prepare('PRAGMA wal_checkpoint(PASSIVE)').get();
    this.#limit = moved?.['log'] === moved?.['checkpointed'] ? LARGE_LOG : this.#size() + LARGE_LOG / 4;
  }
}
