import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { EXIT, Failure } from '../failure.js';
import type { Surroundings } from '../surroundings.js';

/** How a key is made of a passphrase; stands in the file, since it takes the same to open it. */
export type Recipe = { readonly salt: string; readonly N: number; readonly r: number; readonly p: number };

const LEAST = 12;
const [KEY, MEMORY] = [32, 512 * 1024 * 1024];
const derive = promisify(scrypt) as (
  passphrase: string,
  salt: Buffer,
  length: number,
  options: { readonly N: number; readonly r: number; readonly p: number; readonly maxmem: number },
) => Promise<Buffer>;

/** From `PCRM_PASSPHRASE`, else typed: a new one twice. It stays in this process; what leaves it is the key made of it. */
export async function passphrase({ env, askSecret }: Surroundings, isNew: boolean): Promise<string> {
  const given =
    env['PCRM_PASSPHRASE'] ?? (await askSecret({ zh: '密钥文件的口令：', en: 'Passphrase of the file of keys: ' }));
  if (given === undefined || given === '')
    throw failure(
      '缺少口令：请用 PCRM_PASSPHRASE 给出，或在终端中输入',
      'There is no passphrase: give it in PCRM_PASSPHRASE, or type it at a terminal',
    );
  if (!isNew) return given;
  if (given.length < LEAST)
    throw failure(`口令至少 ${String(LEAST)} 个字符`, `A passphrase has at least ${String(LEAST)} characters`);
  if (env['PCRM_PASSPHRASE'] === undefined && (await askSecret({ zh: '再输入一次：', en: 'Once more: ' })) !== given)
    throw failure('两次输入不一致', 'The two are not the same');
  return given;
}

/** The key that seals a file, in base64url. */
export async function wrappingKey(passphrase: string, { salt, N, r, p }: Recipe): Promise<string> {
  const key = await derive(passphrase.normalize('NFC'), Buffer.from(salt, 'base64url'), KEY, {
    N,
    r,
    p,
    maxmem: MEMORY,
  });
  return key.toString('base64url');
}

const failure = (zh: string, en: string): Failure => new Failure({ zh, en }, EXIT.misused);
