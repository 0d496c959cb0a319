import type { DatabaseSync } from 'node:sqlite';

/** Commits after which the write-ahead log is moved into the file even though writing goes on. */
const MANY = 4000;
/** Quiet time after which it is moved. */
const QUIET_MS = 250;

/** Moves the write-ahead log into the file when nobody is writing, or seldom when writing never stops. */
export class Checkpointer {
  #commits = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly db: DatabaseSync) {}

  written(): void {
    this.#commits++;
    if (this.#commits >= MANY) this.#run();
    else if (this.#timer) this.#timer.refresh();
    else this.#timer = setTimeout(() => this.#run(), QUIET_MS).unref();
  }

  close(): void {
    clearTimeout(this.#timer);
    if (this.db.isOpen && this.#commits > 0) this.#run();
  }

  #run(): void {
    this.#commits = 0;
    if (this.db.isOpen) this.db.exec('PRAGMA wal_checkpoint(PASSIVE)');
  }
}
