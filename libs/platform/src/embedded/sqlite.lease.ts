import type { DatabaseSync } from 'node:sqlite';
import { type Held, type Lease, Unavailable } from '@pcrm/event-sourcing';
import { Bell } from './bell.js';
import { Statements, type Steps, transaction, unsynced } from './sqlite.js';

export const LEASE_STEPS: Steps = [
  `CREATE TABLE leases (name TEXT PRIMARY KEY, token INTEGER NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID`,
];
/** A lease lapses this long after its last renewal, in ms. */
const LIVES_MS = 3000;
/** How often who waits looks again, in ms. */
const LOOK_MS = 100;
/** Pages in the write-ahead log after which it is moved into the file. */
const LOG_PAGES = 100;

/** Leases in a SQLite file. The token of a name only grows, over restarts too; real time decides, never the movable clock. */
export class SqliteLease implements Lease {
  readonly #statements: Statements;
  readonly #held = new Set<Holding>();
  readonly #released = new Bell();
  readonly #closing = new AbortController();
  #renewing: NodeJS.Timeout | undefined;

  /** `db` comes from `openSqlite(path, { synchronous: 'FULL', steps: LEASE_STEPS })` and is closed with the lease. */
  constructor(
    private readonly db: DatabaseSync,
    private readonly now: () => number = Date.now,
  ) {
    this.#statements = new Statements(db);
    db.exec(`PRAGMA wal_autocheckpoint = ${String(LOG_PAGES)}`);
  }

  /** Frees what a process that is gone held: only for who holds the lock of the data folder. */
  forgetHolders(): void {
    this.db.exec('UPDATE leases SET until = 0');
  }

  async acquire(name: string, signal: AbortSignal): Promise<Held | undefined> {
    const ended = AbortSignal.any([signal, this.#closing.signal]);
    while (!ended.aborted) {
      const rings = this.#released.rings;
      const token = this.#take(name);
      if (token !== undefined) return this.#hold(name, token);
      await this.#released.wait(rings, LOOK_MS, ended);
    }
    return undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.db.isOpen) return;
    this.#closing.abort();
    clearInterval(this.#renewing);
    for (const holding of [...this.#held]) holding.end();
    this.db.close();
  }

  /** A token must never be given twice, not even after a power cut: this alone waits for the disk. */
  #take(name: string): number | undefined {
    return transaction(this.db, () => {
      const now = this.now();
      const row = this.#statements
        .of(
          `INSERT INTO leases VALUES (?, 1, ?) ON CONFLICT DO UPDATE SET token = token + 1, until = excluded.until
           WHERE until <= ? RETURNING token`,
        )
        .get(name, now + LIVES_MS, now);
      return row && Number(row['token']);
    });
  }

  #hold(name: string, token: number): Held {
    const lost = new AbortController();
    const holding: Holding = {
      name,
      token,
      end: () => {
        if (!this.#held.delete(holding)) return;
        this.#extend([holding], 0);
        lost.abort();
        this.#released.ring();
      },
    };
    this.#held.add(holding);
    this.#renewing ??= setInterval(() => this.#renew(), LIVES_MS / 3).unref();
    return { token, lost: lost.signal, [Symbol.asyncDispose]: async () => holding.end() };
  }

  /** All that are held, in one go. */
  #renew(): void {
    try {
      for (const lost of this.#extend([...this.#held], this.now() + LIVES_MS)) lost.end();
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error; // else again in a moment, before it lapses
    }
    if (this.#held.size > 0) return;
    clearInterval(this.#renewing);
    this.#renewing = undefined;
  }

  /** Answers those that somebody else has meanwhile. A renewal need not survive a power cut: nobody holds anything after it. */
  #extend(holdings: readonly Holding[], until: number): readonly Holding[] {
    const update = this.#statements.of('UPDATE leases SET until = ? WHERE name = ? AND token = ?');
    const renew = (): readonly Holding[] =>
      holdings.filter(({ name, token }) => update.run(until, name, token).changes !== 1);
    return unsynced(this.db, () => transaction(this.db, renew));
  }
}

type Holding = { readonly name: string; readonly token: number; end(): void };
