import type { DatabaseSync } from 'node:sqlite';
import type { KeyKind, KeysOf, KeyVault, SubjectKeys } from '@pcrm/event-sourcing';
import { KeyReader } from './sqlite.key-vault.js';
import type { Asking } from './worker-asking.js';

/** Keys as the main thread sees them. */
export class BridgedKeyVault implements KeyVault {
  readonly #reader: KeyReader;

  constructor(
    private readonly db: DatabaseSync,
    master: Uint8Array,
    private readonly asking: Asking,
  ) {
    this.#reader = new KeyReader(db, master);
  }

  async find(subjects: readonly string[]): Promise<ReadonlyMap<string, SubjectKeys>> {
    return this.#reader.find(subjects);
  }

  async mint(subjects: readonly string[]): Promise<ReadonlyMap<string, SubjectKeys>> {
    const found = this.#reader.find(subjects);
    if (subjects.every((subject) => found.has(subject))) return found;
    return this.asking.ask({ op: 'mint', subjects }, subjects.length);
  }

  destroy(subject: string, kind: KeyKind): Promise<void> {
    return this.asking.ask({ op: 'destroy', subject, kind });
  }

  async all(after: string | undefined, limit: number): Promise<readonly KeysOf[]> {
    return this.#reader.all(after, limit);
  }

  restore(keys: readonly KeysOf[]): Promise<void> {
    return this.asking.ask({ op: 'restore', keys }, keys.length + 1);
  }

  async indexSecret(): Promise<Uint8Array> {
    const secret = this.#reader.indexSecret();
    if (!secret) throw new Error('the vault has lost its index secret');
    return secret;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.db.isOpen) this.db.close();
  }
}
