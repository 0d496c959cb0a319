import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadArguments, type Options } from '../arguments.js';

/** In the folder of a branch that is kept: the branch, and beside it what was asked for, while it is made and once it is. */
export const BRANCH = 'branch';
export const MAKING = 'making.json';
export const MADE = 'made.json';

type Size = Pick<Options, 'clients' | 'days' | 'imported' | 'handedOver'>;

export const askedOf = ({ clients, days, imported, handedOver }: Size): string =>
  JSON.stringify({ clients, days, imported, ...(handedOver && { handedOver }) });

/** Whether the branch asked for stands in a folder; false: it may be made there. Throws `BadArguments` where something else stands. */
export function standsIn(path: string, size: Size): boolean {
  const made = join(path, MADE);
  if (existsSync(made)) {
    const there = readFileSync(made, 'utf8');
    if (there === askedOf(size)) return true;
    throw new BadArguments(`the branch in ${path} is another one: ${there}`);
  }
  if (!existsSync(path) || existsSync(join(path, MAKING)) || readdirSync(path).length === 0) return false;
  throw new BadArguments(`${path} holds something else than a branch of npm run bench`);
}
