import type { KeyKind } from '../upcasting.js';

/** A data key (32 bytes), or `destroyed`: a tombstone that is never minted again. */
export type DataKey = Uint8Array | 'destroyed';
export type SubjectKeys = { readonly [K in KeyKind]: DataKey };

/** Two data keys per client, in one vault for all services. */
export interface KeyVault extends AsyncDisposable {
  /** Keys of these subjects; unknown subjects are absent. */
  find(subjects: readonly string[]): Promise<ReadonlyMap<string, SubjectKeys>>;
  /** The same, minting what is missing; two callers at once get the same keys. Tombstones stay. */
  mint(subjects: readonly string[]): Promise<ReadonlyMap<string, SubjectKeys>>;
  /** Destroys one key for ever; harmless when asked again. */
  destroy(subject: string, kind: KeyKind): Promise<void>;
  /** The secret for keyed search indexes (32 bytes), the same in every process. */
  indexSecret(): Promise<Uint8Array>;
}
export const KeyVault = Symbol('KeyVault');
