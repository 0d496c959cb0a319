import { randomBytes } from 'node:crypto';
import { open, readFile, rename, type FileHandle } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { EXIT, Failure, misused, type ExitCode } from '../failure.js';
import type { Surroundings } from '../surroundings.js';
import type { Platform } from '../talking/platform.js';
import { Refused } from '../talking/problem.js';
import { passphrase, wrappingKey, type Recipe } from './passphrase.js';

/** First line of a file of keys; each further line is a sealed page. */
type Header = { readonly pcrm: 'keys'; readonly format: 1; readonly scrypt: Recipe };
type Counts = { readonly subjects: number; readonly tombstones: number };

/** 128 MiB and about half a second. */
const COST = { N: 2 ** 17, r: 8, p: 1 };
/** A file may not ask for more than that: it could have been made to. */
const MOST: Omit<Recipe, 'salt'> = { N: 2 ** 18, r: 8, p: 4 };

/** Writes all keys and tombstones into a file that only the passphrase opens. It takes its name when it is whole. */
export async function exportKeys(platform: Platform, path: string, around: Surroundings): Promise<ExitCode> {
  if (existsSync(path)) throw misused(`${path} 已存在，请换一个文件名`, `${path} is there already: name another file`);
  const scrypt = { ...COST, salt: randomBytes(16).toString('base64url') };
  const key = await wrappingKey(await passphrase(around, true), scrypt);
  const draft = `${path}.part`;
  const file = await created(draft);
  let counts: Counts;
  try {
    await file.write(`${JSON.stringify({ pcrm: 'keys', format: 1, scrypt } satisfies Header)}\n`);
    counts = await writePages(platform, key, file);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  return told(counts, { zh: `已导出到 ${path}`, en: `exported to ${path}` }, around);
}

async function writePages(platform: Platform, key: string, file: FileHandle): Promise<Counts> {
  let [subjects, tombstones] = [0, 0];
  let after: string | undefined;
  for (let page = 0, more = true; more; page++) {
    const body = { wrappingKey: key, page, ...(after !== undefined && { after }) };
    const came = await platform.order<Counts & { readonly sealed: string; readonly next?: string }>('POST', 'internal/keys/export', body); // prettier-ignore
    await file.write(`${came.sealed}\n`);
    subjects += came.subjects;
    tombstones += came.tombstones;
    after = came.next;
    more = after !== undefined;
  }
  return { subjects, tombstones };
}

/** Brings the keys and tombstones of a file into an installation. A tombstone wins, whichever side it is on; twice is once. */
export async function importKeys(platform: Platform, path: string, around: Surroundings): Promise<ExitCode> {
  const [first = '', ...pages] = (await contents(path)).split('\n').filter((line) => line !== '');
  const key = await wrappingKey(await passphrase(around, false), recipeIn(first, path));
  let [subjects, tombstones, isWhole] = [0, 0, false];
  for (const [page, sealed] of pages.entries()) {
    if (isWhole) throw changed(path, page);
    const came = await platform
      .order<Counts & { readonly last: boolean }>('POST', 'internal/keys/import', { wrappingKey: key, page, sealed })
      .catch((error: unknown) => {
        throw error instanceof Refused && error.code === 'keys.not-opened' && page > 0 ? changed(path, page) : error;
      });
    subjects += came.subjects;
    tombstones += came.tombstones;
    isWhole = came.last;
  }
  if (!isWhole)
    throw new Failure(
      { zh: `${path} 不完整：文件被截断`, en: `${path} is not whole: the file was cut short` },
      EXIT.failed,
    );
  return told({ subjects, tombstones }, { zh: '已导入', en: 'imported' }, around);
}

function recipeIn(line: string, path: string): Recipe {
  try {
    const { pcrm, format, scrypt } = JSON.parse(line) as Header;
    const modest = scrypt.N <= MOST.N && scrypt.r <= MOST.r && scrypt.p <= MOST.p;
    if (pcrm === 'keys' && format === 1 && modest) return scrypt;
  } catch {
    // said below
  }
  throw misused(`${path} 不是密钥的导出文件`, `${path} is no export of keys`);
}

async function created(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'w', 0o600);
  } catch {
    throw misused(`写不了文件 ${path}`, `The file ${path} cannot be written`);
  }
}

async function contents(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw misused(`读不到文件 ${path}`, `The file ${path} cannot be read`);
  }
}

function told({ subjects, tombstones }: Counts, did: { zh: string; en: string }, { tell }: Surroundings): ExitCode {
  tell({
    zh: `${String(subjects)} 位客户的密钥${did.zh}，其中 ${String(tombstones)} 把已销毁`,
    en: `Keys of ${String(subjects)} clients ${did.en}, ${String(tombstones)} of them destroyed`,
  });
  return EXIT.done;
}
const changed = (path: string, page: number): Failure =>
  new Failure(
    { zh: `${path} 第 ${String(page + 2)} 行被改动过`, en: `Line ${String(page + 2)} of ${path} was changed` },
    EXIT.failed,
  );
