import type { DatabaseSync } from 'node:sqlite';
import {
  restored,
  tombstonesIn,
  type KeyKind,
  type KeysOf,
  type KeyVault,
  type SubjectKeys,
} from '@pcrm/event-sourcing';
import {
  KEY_KINDS,
  mintIndexSecret,
  mintWrapped,
  openIndexSecret,
  openWrapped,
  wrapKey,
} from '../stores/wrapped-key.js';
import { Checkpointer } from './checkpointer.js';
import { AT_MOST, asFailure, Statements, type Steps, transaction } from './sqlite.js';

/** A key is empty once destroyed (the tombstone), else wrapped with the master key. */
export const VAULT_STEPS: Steps = [
  `
  CREATE TABLE keys (subject TEXT PRIMARY KEY, identity BLOB NOT NULL, profile BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE secrets (name TEXT PRIMARY KEY, wrapped BLOB NOT NULL) WITHOUT ROWID;
  `,
];

/** Reads keys from any connection, a read-only one of another thread included. */
export class KeyReader {
  readonly #statements: Statements;

  constructor(
    db: DatabaseSync,
    private readonly master: Uint8Array,
  ) {
    this.#statements = new Statements(db);
  }

  find(subjects: readonly string[]): ReadonlyMap<string, SubjectKeys> {
    const rows = this.#statements
      .arrays('SELECT subject, identity, profile FROM keys WHERE subject IN (SELECT value FROM json_each(?))')
      .all(JSON.stringify(subjects)) as unknown as [string, Uint8Array, Uint8Array][];
    return new Map(rows.map((row) => [row[0], this.#open(row)]));
  }

  all(after = '', limit: number): readonly KeysOf[] {
    const rows = this.#statements
      .arrays(`SELECT subject, identity, profile FROM keys WHERE subject > ? ORDER BY subject ${AT_MOST}`)
      .all(after, limit) as unknown as [string, Uint8Array, Uint8Array][];
    return rows.map((row) => ({ subject: row[0], ...this.#open(row) }));
  }

  #open([subject, identity, profile]: readonly [string, Uint8Array, Uint8Array]): SubjectKeys {
    return {
      identity: openWrapped(this.master, subject, 'identity', identity),
      profile: openWrapped(this.master, subject, 'profile', profile),
    };
  }

  indexSecret(): Uint8Array | undefined {
    const row = this.#statements.of(`SELECT wrapped FROM secrets WHERE name = 'index'`).get();
    return row && openIndexSecret(this.master, row['wrapped'] as Uint8Array);
  }
}

/** Where tombstones stand besides the vault, so that a key does not come back with an older copy of the vault. */
export type Tombstones = {
  all(): readonly { readonly subject: string; readonly kind: KeyKind }[];
  add(subject: string, kind: KeyKind): void;
};

/** Data keys in one SQLite file, each wrapped with the master key of the data folder. */
export class SqliteKeyVault implements KeyVault {
  readonly #statements: Statements;
  readonly #reader: KeyReader;
  readonly #checkpointer: Checkpointer;

  /** `db` comes from `openSqlite(path, { synchronous: 'FULL', steps: VAULT_STEPS })` and is closed with the vault. */
  constructor(
    private readonly db: DatabaseSync,
    private readonly master: Uint8Array,
    private readonly tombstones: Tombstones = { all: () => [], add: () => undefined },
  ) {
    db.exec('PRAGMA secure_delete = ON');
    this.#statements = new Statements(db);
    this.#reader = new KeyReader(db, master);
    this.#checkpointer = new Checkpointer(db);
    if (!this.#reader.indexSecret())
      this.#statements.of(`INSERT INTO secrets VALUES ('index', ?)`).run(mintIndexSecret(master));
    this.#buryAgain(tombstones.all());
  }

  async find(subjects: readonly string[]): Promise<ReadonlyMap<string, SubjectKeys>> {
    return this.#reader.find(subjects);
  }

  async mint(subjects: readonly string[]): Promise<ReadonlyMap<string, SubjectKeys>> {
    const found = this.#reader.find(subjects);
    const missing = [...new Set(subjects)].filter((subject) => !found.has(subject));
    if (missing.length === 0) return found;
    transaction(this.db, () => {
      for (const subject of missing) this.#insert(subject);
    });
    this.#checkpointer.written();
    return this.#reader.find(subjects);
  }

  async destroy(subject: string, kind: KeyKind): Promise<void> {
    const keys = this.#reader.find([subject]).get(subject);
    if (keys?.[kind] === 'destroyed') return;
    this.tombstones.add(subject, kind);
    this.#bury(subject, kind);
  }

  async all(after: string | undefined, limit: number): Promise<readonly KeysOf[]> {
    return this.#reader.all(after, limit);
  }

  async restore(keys: readonly KeysOf[]): Promise<void> {
    const there = this.#reader.find(keys.map(({ subject }) => subject));
    const standing = restored(keys, there);
    transaction(this.db, () => {
      for (const { subject, identity, profile } of standing)
        this.#statements
          .of('INSERT OR REPLACE INTO keys (subject, identity, profile) VALUES (?, ?, ?)')
          .run(
            subject,
            wrapKey(this.master, subject, 'identity', identity),
            wrapKey(this.master, subject, 'profile', profile),
          );
    });
    this.#checkpointer.written();
    const stones = tombstonesIn(keys);
    if (stones.length > 0) this.#wipe();
    const known = new Set(this.tombstones.all().map(({ subject, kind }) => `${kind}|${subject}`));
    for (const { subject, kind } of stones) if (!known.has(`${kind}|${subject}`)) this.tombstones.add(subject, kind);
  }

  async indexSecret(): Promise<Uint8Array> {
    const secret = this.#reader.indexSecret();
    if (!secret) throw new Error('the vault has lost its index secret');
    return secret;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.db.isOpen) return;
    try {
      this.#checkpointer.close();
      this.#wipe();
    } catch (error) {
      throw asFailure(error);
    } finally {
      this.db.close();
    }
  }

  /** What came back with an older vault; what lies buried is left as it is, however many there are. */
  #buryAgain(stones: ReturnType<Tombstones['all']>): void {
    if (stones.length === 0) return;
    const there = this.#reader.find(stones.map(({ subject }) => subject));
    const risen = stones.filter(({ subject, kind }) => there.get(subject)?.[kind] !== 'destroyed');
    if (risen.length > 0)
      transaction(this.db, () => {
        for (const { subject, kind } of risen) this.#erase(subject, kind);
      });
    // Even if none: whoever was ended between burying and wiping left the bytes in the log.
    this.#wipe();
  }

  #bury(subject: string, kind: KeyKind): void {
    transaction(this.db, () => this.#erase(subject, kind));
    this.#wipe();
  }

  #erase(subject: string, kind: KeyKind): void {
    this.#insert(subject);
    this.#statements.of(`UPDATE keys SET ${kind} = x'' WHERE subject = ?`).run(subject);
  }

  /** The bytes are gone from the file and from its log when this returns, unless somebody reads just now. */
  #wipe(): void {
    this.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  #insert(subject: string): void {
    const wrapped = KEY_KINDS.map((kind) => mintWrapped(this.master, subject, kind));
    this.#statements
      .of('INSERT INTO keys (subject, identity, profile) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
      .run(subject, ...wrapped);
  }
}
