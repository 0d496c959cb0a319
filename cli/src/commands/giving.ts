import { InvalidArgumentError, Option, type Command } from 'commander';
import type { ExitCode } from '../failure.js';
import { ENCODINGS, encodingNamed, type Encoding } from '../import/encoding.js';
import type { Language } from '../speaking/words.js';
import type { Surroundings } from '../surroundings.js';
import { credentialsFrom, type SignInOptions } from '../talking/credentials.js';
import { Platform } from '../talking/platform.js';
import type { Role } from '../talking/session.js';

/** What every command is made with. */
export type Giving = {
  readonly program: Command;
  readonly around: Surroundings;
  /** A sentence in the person's language. */
  readonly say: (zh: string, en: string) => string;
  /** Remembers what the process ends with. */
  readonly ends: (code: ExitCode) => void;
};
type GlobalOptions = SignInOptions & { readonly url: string };

/** Options that every command takes, before or after its name. */
export function addGlobalOptions({ program, say }: Giving): void {
  program
    .addOption(
      new Option('--url <URL>', say('平台地址', 'address of the platform'))
        .env('PCRM_URL')
        .default('http://localhost:8080')
        .argParser((url) => origin(url, say)),
    )
    .option('--user <USER>', say('用户名（或 PCRM_USER）', 'who signs in (or PCRM_USER)'))
    .option(
      '--password <PASSWORD>',
      say('密码；更安全的是 PCRM_PASSWORD 或终端输入', 'password; safer in PCRM_PASSWORD or typed when asked'),
    )
    .option(
      '--token-file <FILE>',
      say('令牌文件（或 PCRM_TOKEN、PCRM_TOKEN_FILE）', 'file with a token (or PCRM_TOKEN, PCRM_TOKEN_FILE)'),
    )
    .option(
      '--persona <STAFF>',
      say('演示数据中的员工，无需密码', 'member of staff of a demo branch, without a password'),
    );
}

/** Does something as somebody who is signed in, and leaves no session behind. */
export async function asSomebody(
  { program, around, ends }: Giving,
  role: Role,
  work: (platform: Platform, url: string) => Promise<ExitCode>,
): Promise<void> {
  const { url, ...signIn } = program.opts<GlobalOptions>();
  const credentials = await credentialsFrom(signIn, around);
  await using platform = new Platform({ url, credentials, role }, around);
  ends(await work(platform, url));
}

export const encodingOption = (say: Giving['say']): Option =>
  new Option(
    '--encoding <NAME>',
    say(`文件编码：${ENCODINGS.join('、')}`, `encoding of the file: ${ENCODINGS.join(', ')}`),
  )
    .default('utf-8')
    .argParser((name): Encoding => {
      const encoding = encodingNamed(name);
      if (encoding) return encoding;
      throw new InvalidArgumentError(say(`可选 ${ENCODINGS.join('、')}。`, `It is one of ${ENCODINGS.join(', ')}.`));
    });

/** A whole number within bounds, both included. */
export const wholeNumber =
  (say: Giving['say'], least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    const bounds = `${String(least)}–${String(most)}`;
    throw new InvalidArgumentError(say(`应为 ${bounds} 的整数。`, `It is a whole number, ${bounds}.`));
  };

/** Scheme, host and port; anything else in an address is a slip. */
function origin(url: string, say: Giving['say']): string {
  if (URL.canParse(url)) {
    const parsed = new URL(url);
    const plain = parsed.pathname === '/' && parsed.search === '' && parsed.username === '';
    if (plain && /^https?:$/.test(parsed.protocol)) return parsed.origin;
  }
  throw new InvalidArgumentError(say('应形如 http://localhost:8080。', 'It looks like http://localhost:8080.'));
}

/** Picks the sentence of somebody's language. */
export const inLanguage =
  (language: Language) =>
  (zh: string, en: string): string =>
    language === 'zh' ? zh : en;
