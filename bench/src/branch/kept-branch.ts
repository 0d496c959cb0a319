import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadArguments, type Options } from '../arguments.js';

/** In the folder of a branch that is kept: the branch, and beside it what was asked for, while it is made and once it is. */
export const BRANCH = 'branch';
export const MAKING = 'making.json';
export const MADE = 'made.json';

type Size = Pick<Options, 'clients' | 'days' | 'imported'>;

export const askedOf = ({ clients, days, imported }: Size): string => JSON.stringify({ clients, days, imported });

/** How far the branch that is asked for has come: made, begun and broken off, or not begun, whatever else was broken off there. */
export type Standing = 'made' | 'begun' | 'none';

/** What stands in a folder. Throws `BadArguments` where that is something else than a branch that was asked for. */
export function standingIn(path: string, size: Size): Standing {
  const asked = askedOf(size);
  const [made, begun] = [MADE, MAKING].map((name) => textOf(join(path, name)));
  if (made === asked) return 'made';
  if (made !== undefined) throw new BadArguments(`the branch in ${path} is another one: ${made}`);
  if (begun !== undefined) return begun === asked ? 'begun' : 'none';
  if (!existsSync(path) || readdirSync(path).length === 0) return 'none';
  throw new BadArguments(`${path} holds something else than a branch of npm run bench`);
}

const textOf = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);
