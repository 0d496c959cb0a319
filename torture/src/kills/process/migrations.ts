import { fileURLToPath } from 'node:url';

const PRELOAD = fileURLToPath(new URL('./later-version.js', import.meta.url));

/** What a process says before and after it brings a file to another format. */
export const BEGINS = 'format begins: ';
export const ENDS = 'format ends: ';

/** What a process is started with to be a later version: its files have so many formats more. */
export const laterVersion = (formats: number) =>
  formats === 0
    ? { execArgv: [], env: {} }
    : { execArgv: ['--import', PRELOAD], env: { PCRM_TORTURE_FORMATS: String(formats) } };

/** How many files a process has begun, and ended, to bring to another format. */
export const migrationsIn = (said: string): { readonly begun: number; readonly done: number } => ({
  begun: said.split(BEGINS).length - 1,
  done: said.split(ENDS).length - 1,
});
