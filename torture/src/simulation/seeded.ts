import { Chance } from '@pcrm/cli/demo';

/** Chance for a part of a run; neighbouring seeds begin far apart. */
export const seeded = (seed: number): Chance => new Chance(Math.imul(seed + 1, 0x9e3779b1));
