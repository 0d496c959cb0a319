import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import type { DataKey, KeyKind } from '@pcrm/event-sourcing';

/** The master key does not open this vault. */
export class WrongMasterKey extends Error {
  override readonly name = 'WrongMasterKey';
}

export const KEY_KINDS: readonly KeyKind[] = ['identity', 'profile'];
/** What stands in place of a destroyed key: the tombstone. */
export const DESTROYED = new Uint8Array(0);
const [NONCE, TAG, KEY] = [12, 16, 32];

/** A new data key of a subject, wrapped. */
export const mintWrapped = (master: Uint8Array, subject: string, kind: KeyKind): Uint8Array =>
  wrap(master, labelOf(subject, kind), randomBytes(KEY));

/** A data key that came from elsewhere, wrapped. */
export const wrapKey = (master: Uint8Array, subject: string, kind: KeyKind, key: DataKey): Uint8Array =>
  key === 'destroyed' ? DESTROYED : wrap(master, labelOf(subject, kind), key);

/** A data key as it was kept: opened, or destroyed. */
export const openWrapped = (master: Uint8Array, subject: string, kind: KeyKind, wrapped: Uint8Array): DataKey =>
  wrapped.length === 0 ? 'destroyed' : unwrap(master, labelOf(subject, kind), wrapped);

/** A new secret for search indexes, wrapped. */
export const mintIndexSecret = (master: Uint8Array): Uint8Array => wrap(master, 'index', randomBytes(KEY));
export const openIndexSecret = (master: Uint8Array, wrapped: Uint8Array): Uint8Array =>
  unwrap(master, 'index', wrapped);

const labelOf = (subject: string, kind: KeyKind): string => `${kind}:${subject}`;

/** The master key is one for as long as the process lives. */
const made = new WeakMap<Uint8Array, KeyObject>();
function keyOf(master: Uint8Array): KeyObject {
  let key = made.get(master);
  if (!key) made.set(master, (key = createSecretKey(master)));
  return key;
}

/** AES-256-GCM: nonce, sealed key, tag. `label` binds a key to its place, so that two cannot be swapped. */
function wrap(master: Uint8Array, label: string, key: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', keyOf(master), nonce).setAAD(Buffer.from(label));
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
}

function unwrap(master: Uint8Array, label: string, wrapped: Uint8Array): Uint8Array {
  const sealed = wrapped.subarray(NONCE, wrapped.length - TAG);
  const decipher = createDecipheriv('aes-256-gcm', keyOf(master), wrapped.subarray(0, NONCE))
    .setAAD(Buffer.from(label))
    .setAuthTag(wrapped.subarray(wrapped.length - TAG));
  try {
    const key = new Uint8Array(decipher.update(sealed));
    // Nothing is left by now: it only tells whether this is what was wrapped.
    decipher.final();
    return key;
  } catch (cause) {
    throw new WrongMasterKey('the master key does not open the key vault: they do not belong together', { cause });
  }
}
