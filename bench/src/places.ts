import { closeSync, existsSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { BadArguments, type Options } from './arguments.js';
import { standsIn } from './branch/kept-branch.js';

/** Throws `BadArguments` when what was asked for cannot be written down, or the branch to be kept is another one: before any work. */
export function refuseBadPlaces({ json, profile, branch, ...size }: Options): void {
  if (json !== undefined && json !== '-') writable('--json', json, () => touch(json));
  if (profile !== undefined) writable('--profile', profile, () => mkdirSync(profile, { recursive: true }));
  if (branch === undefined) return;
  writable('--branch', branch, () => mkdirSync(branch, { recursive: true }));
  standsIn(branch, size);
}

function writable(option: string, path: string, write: () => unknown): void {
  try {
    write();
  } catch (error) {
    throw new BadArguments(`${option} ${path} cannot be written: ${(error as Error).message}`);
  }
}

/** Opens a file for writing, and leaves things as they are. */
function touch(path: string): void {
  const isNew = !existsSync(path);
  closeSync(openSync(path, 'a'));
  if (isNew) rmSync(path);
}
