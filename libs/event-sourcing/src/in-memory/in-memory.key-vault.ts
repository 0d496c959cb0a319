import { createHmac } from 'node:crypto';
import type { KeysOf, KeyVault, SubjectKeys } from '../key-vault/key-vault.js';
import { restored } from '../key-vault/restoring.js';
import type { KeyKind } from '../upcasting.js';

/** Keys in memory, derived from a seed: the same in every run. For specs and for simulation, never for real clients. */
export class InMemoryKeyVault implements KeyVault {
  private readonly minted = new Set<string>();
  private readonly destroyed = new Set<string>();
  /** Keys that came from another vault, by kind and subject. */
  private readonly brought = new Map<string, Uint8Array>();

  constructor(private readonly seed = 'in-memory') {}

  async find(subjects: readonly string[]): Promise<ReadonlyMap<string, SubjectKeys>> {
    const known = subjects.filter((subject) => this.minted.has(subject));
    return new Map(known.map((subject) => [subject, this.keysOf(subject)]));
  }

  async mint(subjects: readonly string[]): Promise<ReadonlyMap<string, SubjectKeys>> {
    for (const subject of subjects) this.minted.add(subject);
    return this.find(subjects);
  }

  async destroy(subject: string, kind: KeyKind): Promise<void> {
    this.destroyed.add(`${kind}|${subject}`);
  }

  async all(after = '', limit: number): Promise<readonly KeysOf[]> {
    const next = [...this.minted].filter((subject) => subject > after).sort().slice(0, limit); // prettier-ignore
    return next.map((subject) => ({ subject, ...this.keysOf(subject) }));
  }

  async restore(keys: readonly KeysOf[]): Promise<void> {
    const there = await this.find(keys.map(({ subject }) => subject));
    for (const { subject, ...each } of restored(keys, there)) {
      this.minted.add(subject);
      for (const [kind, key] of Object.entries(each)) {
        if (key === 'destroyed') this.destroyed.add(`${kind}|${subject}`);
        else this.brought.set(`${kind}|${subject}`, key);
      }
    }
  }

  async indexSecret(): Promise<Uint8Array> {
    return this.derive('index');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.minted.clear();
  }

  private keysOf(subject: string): SubjectKeys {
    const key = (kind: KeyKind): Uint8Array | 'destroyed' => {
      const name = `${kind}|${subject}`;
      return this.destroyed.has(name) ? 'destroyed' : (this.brought.get(name) ?? this.derive(name));
    };
    return { identity: key('identity'), profile: key('profile') };
  }

  private derive(name: string): Uint8Array {
    return new Uint8Array(createHmac('sha256', this.seed).update(name).digest());
  }
}
