import type { KeyKind } from '../upcasting.js';

/** A data key (32 bytes), or `destroyed`: a tombstone that is never minted again. */
export type DataKey = Uint8Array | 'destroyed';
export type SubjectKeys = { readonly [K in KeyKind]: DataKey };

/** Keys of a subject on the way from one vault to another. */
export type KeysOf = SubjectKeys & { readonly subject: string };

/** This vault has another key of this subject already: the two belong to different installations. */
export class KeyConflict extends Error {
  override readonly name = 'KeyConflict';
  constructor(readonly subject: string) {
    super(`there is another key of ${subject} already`);
  }
}

/** Two data keys per client, in one vault for all services. */
export interface KeyVault extends AsyncDisposable {
  /** Keys of these subjects; unknown subjects are absent. */
  find(subjects: readonly string[]): Promise<ReadonlyMap<string, SubjectKeys>>;
  /** The same, minting what is missing; two callers at once get the same keys. Tombstones stay. */
  mint(subjects: readonly string[]): Promise<ReadonlyMap<string, SubjectKeys>>;
  /** Destroys one key for ever; harmless when asked again. */
  destroy(subject: string, kind: KeyKind): Promise<void>;
  /** Up to `limit` subjects whose names come after `after`, in the order of names, with keys and tombstones. */
  all(after: string | undefined, limit: number): Promise<readonly KeysOf[]>;
  /**
   * Takes in keys of another vault, all or (with `KeyConflict`) none of these. A tombstone stays and comes, whichever side it is on:
   * a destroyed key never returns.
   */
  restore(keys: readonly KeysOf[]): Promise<void>;
  /** The secret for keyed search indexes (32 bytes), the same in every process. */
  indexSecret(): Promise<Uint8Array>;
}
export const KeyVault = Symbol('KeyVault');
