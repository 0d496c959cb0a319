import type { DatabaseSync } from 'node:sqlite';
import type { Held, Lease } from '@pcrm/event-sourcing';
import { Bell } from './bell.js';
import { Statements, type Steps, transaction } from './sqlite.js';

export const LEASE_STEPS: Steps = [
  `CREATE TABLE leases (name TEXT PRIMARY KEY, token INTEGER NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID`,
];
/** A lease lapses this long after its last renewal, in ms. */
const LIVES_MS = 3000;
/** How often who waits looks again, in ms. */
const LOOK_MS = 100;

/** Leases in a SQLite file. The token of a name only grows, over restarts too; real time decides, never the movable clock. */
export class SqliteLease implements Lease {
  readonly #statements: Statements;
  readonly #held = new Set<Holding>();
  readonly #released = new Bell();
  readonly #closing = new AbortController();

  /** `db` comes from `openSqlite(path, { synchronous: 'FULL', steps: LEASE_STEPS })` and is closed with the lease. */
  constructor(
    private readonly db: DatabaseSync,
    private readonly now: () => number = Date.now,
  ) {
    this.#statements = new Statements(db);
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
    for (const holding of [...this.#held]) holding.end();
    this.db.close();
  }

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
    const renew = setInterval(() => {
      if (!this.#extend(name, token, this.now() + LIVES_MS)) holding.end();
    }, LIVES_MS / 3).unref();
    const holding: Holding = {
      end: () => {
        if (!this.#held.delete(holding)) return;
        clearInterval(renew);
        this.#extend(name, token, 0);
        lost.abort();
        this.#released.ring();
      },
    };
    this.#held.add(holding);
    return { token, lost: lost.signal, [Symbol.asyncDispose]: async () => holding.end() };
  }

  /** False when somebody else has it meanwhile. */
  #extend(name: string, token: number, until: number): boolean {
    return (
      this.#statements.of('UPDATE leases SET until = ? WHERE name = ? AND token = ?').run(until, name, token)
        .changes === 1
    );
  }
}

type Holding = { end(): void };
