import { spawnSync } from 'node:child_process';

/** What starts a process that may have no more of something: file handles (`nofile`), or bytes in a file (`fsize`). */
export const limited = (what: 'nofile' | 'fsize', most: number): readonly string[] => [
  'prlimit',
  `--${what}=${String(most)}:${String(most)}`,
];

/** Why a process cannot be limited here; undefined where it can. */
export function noLimits(): string | undefined {
  const { status, stderr, error } = spawnSync('prlimit', ['--nofile=96:96', 'true'], { encoding: 'utf8' });
  return status === 0 ? undefined : (error?.message ?? stderr).trim();
}
