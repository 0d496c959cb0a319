import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BYTES = 32;

/**
 * The secret of this name in the data folder (32 bytes), made at the first start with mode 0600.
 * Two processes that start at once get the same one; a file that others may read is refused.
 */
export function loadOrMakeSecret(folder: string, name: string): Uint8Array {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new Error('a secret has a kebab-case name');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${name}.secret`);
  return read(file) ?? make(file);
}

function read(file: string): Uint8Array | undefined {
  const mode = statSync(file, { throwIfNoEntry: false })?.mode;
  if (mode === undefined) return undefined;
  if ((mode & 0o077) !== 0) throw new Error(`${file} can be read by others: set its mode to 0600`);
  const secret = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64url');
  if (secret.length !== BYTES) throw new Error(`${file} does not hold a secret`);
  return new Uint8Array(secret);
}

/** Written whole beside its place and then linked there: nobody reads half a secret, and the first one stays. */
function make(file: string): Uint8Array {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, randomBytes(BYTES).toString('base64url'), { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return read(file) as Uint8Array;
}
