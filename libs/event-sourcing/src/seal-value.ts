import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { Json } from './fact.js';
import type { DataKey } from './key-vault/key-vault.js';
import type { KeyKind } from './upcasting.js';

const PREFIX = 'sealed:v1:';
const SEALED = /^sealed:v1:(identity|profile):([\w-]+)$/;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Whose value it is, under which key kind, and where it stands. */
export type Place = { readonly subject: string; readonly kind: KeyKind; readonly path: string };

/**
 * A value as `sealed:v1:<kind>:<base64url>`: AES-256-GCM over its JSON, bound to its subject. The initialisation vector is an HMAC of
 * what is sealed and where, so the same fact sealed again is the same text, and no two texts share a vector.
 */
export function sealValue(value: Json, bytes: Uint8Array, { subject, kind, path }: Place): string {
  const plain = JSON.stringify(value);
  const key = keyOf(bytes);
  const iv = createHmac('sha256', key).update(`${subject}|${path}|${plain}`).digest().subarray(0, IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(subject));
  const text = Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${PREFIX}${kind}:${text.toString('base64url')}`;
}

/** Made once for as long as the bytes are at hand: with bare bytes a value takes seven times as long, and half of that is making it. */
const made = new WeakMap<Uint8Array, KeyObject>();
function keyOf(bytes: Uint8Array): KeyObject {
  let key = made.get(bytes);
  if (!key) made.set(bytes, (key = createSecretKey(bytes)));
  return key;
}

/** Which key a sealed value needs; undefined for a value that is not sealed. */
export function sealedWith(value: Json | undefined): KeyKind | undefined {
  return typeof value === 'string' && value.startsWith(PREFIX)
    ? (SEALED.exec(value)?.[1] as KeyKind | undefined)
    : undefined;
}

/** The value in a sealed text; `null` without its key. Throws when it was changed or belongs to another subject. */
export function openValue(sealed: string, key: DataKey | undefined, subject: string): Json {
  if (!(key instanceof Uint8Array)) return null;
  const bytes = Buffer.from(SEALED.exec(sealed)?.[2] ?? '', 'base64url');
  const end = bytes.length - TAG_BYTES;
  if (end < IV_BYTES) throw new TamperedSeal();
  const decipher = createDecipheriv('aes-256-gcm', keyOf(key), bytes.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(subject)).setAuthTag(bytes.subarray(end));
  try {
    const plain = decipher.update(bytes.subarray(IV_BYTES, end));
    // Nothing is left by now: it only tells whether what came before is what was sealed.
    decipher.final();
    return JSON.parse(plain.toString('utf8')) as Json;
  } catch {
    throw new TamperedSeal();
  }
}

/** A sealed value that its key does not open: changed, cut, or moved to another subject. */
export class TamperedSeal extends Error {
  override readonly name = 'TamperedSeal';
  constructor() {
    super('a sealed value was changed or belongs to another subject');
  }
}
