import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';
import type { DataKey, KeysOf } from '@pcrm/event-sourcing';

/** Keys on their way, and whether no more follow: a file that was cut short is found out. */
export type KeysPage = { readonly keys: readonly KeysOf[]; readonly last: boolean };

const [NONCE, TAG] = [12, 16];
const placeOf = (page: number): Buffer => Buffer.from(`pcrm keys ${String(page)}`);

/** A page of keys and tombstones, sealed and bound to its place: AES-256-GCM, in base64url. */
export function sealPage(wrappingKey: Uint8Array, page: number, { keys, last }: KeysPage): string {
  const plain = JSON.stringify({ last, keys: keys.map(({ subject, ...each }) => [subject, text(each.identity), text(each.profile)]) }); // prettier-ignore
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(wrappingKey), nonce).setAAD(placeOf(page));
  return Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
    'base64url',
  );
}

/** Undefined when it does not open: another key, another place, or a changed byte. */
export function openPage(wrappingKey: Uint8Array, page: number, sealed: string): KeysPage | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  const end = bytes.length - TAG;
  if (end < NONCE) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', createSecretKey(wrappingKey), bytes.subarray(0, NONCE), {
    authTagLength: TAG,
  });
  decipher.setAAD(placeOf(page)).setAuthTag(bytes.subarray(end));
  try {
    return read(Buffer.concat([decipher.update(bytes.subarray(NONCE, end)), decipher.final()]).toString('utf8'));
  } catch {
    return undefined;
  }
}

type Line = readonly [subject: string, identity: string | null, profile: string | null];

function read(plain: string): KeysPage {
  const { keys, last } = JSON.parse(plain) as { readonly keys: readonly Line[]; readonly last: boolean };
  return {
    last,
    keys: keys.map(([subject, identity, profile]) => ({ subject, identity: key(identity), profile: key(profile) })),
  };
}

/** A tombstone is null. */
const text = (key: DataKey): string | null => (key === 'destroyed' ? null : Buffer.from(key).toString('base64url'));
const key = (text: string | null): DataKey =>
  text === null ? 'destroyed' : Uint8Array.from(Buffer.from(text, 'base64url'));
