import { readFile } from 'node:fs/promises';
import { EXIT, Failure, misused } from '../failure.js';
import type { Surroundings } from '../surroundings.js';

/** How the command proves who gives it. `persona`: a member of staff of a demo branch, picked without a password. */
export type Credentials =
  | { readonly kind: 'token'; readonly read: () => Promise<string> }
  | { readonly kind: 'password'; readonly user: string; readonly password: string }
  | { readonly kind: 'persona'; readonly staffId: string }
  | { readonly kind: 'whoever' };

/** Options that name somebody; each may come from the environment instead. */
export type SignInOptions = {
  readonly user?: string;
  readonly password?: string;
  readonly tokenFile?: string;
  readonly persona?: string;
};

/** From the options, else from `PCRM_TOKEN`, `PCRM_TOKEN_FILE`, `PCRM_USER` and `PCRM_PASSWORD`; a missing password is asked for. */
export async function credentialsFrom(options: SignInOptions, surroundings: Surroundings): Promise<Credentials> {
  const { env } = surroundings;
  if (options.persona !== undefined) return { kind: 'persona', staffId: options.persona };
  if (options.user !== undefined) return await withPassword(options.user, options.password, surroundings);
  const file = options.tokenFile ?? env['PCRM_TOKEN_FILE'];
  if (file !== undefined) return { kind: 'token', read: () => tokenIn(file) };
  const token = env['PCRM_TOKEN'];
  if (token !== undefined && token !== '') return { kind: 'token', read: () => Promise.resolve(token) };
  const user = env['PCRM_USER'];
  return user !== undefined ? await withPassword(user, options.password, surroundings) : { kind: 'whoever' };
}

async function withPassword(
  user: string,
  given: string | undefined,
  { env, askSecret }: Surroundings,
): Promise<Credentials> {
  const question = { zh: `${user} 的密码：`, en: `Password of ${user}: ` };
  const password = given ?? env['PCRM_PASSWORD'] ?? (await askSecret(question));
  if (password !== undefined && password !== '') return { kind: 'password', user, password };
  throw new Failure(
    {
      zh: '缺少密码：请用 PCRM_PASSWORD 或 --password 给出，或在终端中输入。',
      en: 'There is no password: give it in PCRM_PASSWORD or --password, or type it at a terminal.',
    },
    EXIT.denied,
  );
}

async function tokenIn(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch {
    throw misused(`读不到令牌文件 ${file}`, `The token file ${file} cannot be read`);
  }
}
