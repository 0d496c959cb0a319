import { Misuse, type Asked, type Options } from '../asked.js';

export const OPTIONS = {
  seeds: { is: 'number', least: 1, about: 'so many seeds, without plants' },
  from: { is: 'number', least: 0, about: 'the first of them' },
  seed: { is: 'number', least: 0, about: 'this one again, exactly: its hash, its answers, and its shortest history if it fails' },
  plants: { is: 'flag', about: 'the planted mistakes, each until it is found' },
  plant: { is: 'name', about: 'one of them; with --seed, in that seed' },
} as const satisfies Options; // prettier-ignore

export type Plan = {
  /** 0: the plants alone. */
  readonly seeds: number;
  /** Absent: from 1, and for a plant first of all the seed that found it lately. */
  readonly from: number | undefined;
  /** This one seed alone, told in full. */
  readonly seed: number | undefined;
  readonly plant: string | undefined;
  /** The planted mistakes to look for. */
  readonly plants: readonly string[];
};
/** The short form: these, then every plant. */
export const SHORT_SEEDS = 200;

/** Throws `Misuse` for a plant that there is not, and for a seed that is to be told beside others. */
export function planned(asked: Asked<typeof OPTIONS>, names: readonly string[]): Plan {
  const { seeds, from, seed, plant } = asked;
  if (seed !== undefined && isOfMany(asked))
    throw new Misuse('--seed is one seed again: --seeds, --from and --plants do not go with it');
  const chosen = chosenOf(asked, names);
  if (seeds === undefined && chosen.length === 0) return { seeds: SHORT_SEEDS, from, seed, plant, plants: names };
  return { seeds: seeds ?? 0, from, seed, plant, plants: chosen };
}

const isOfMany = ({ seeds, from, plants }: Asked<typeof OPTIONS>): boolean =>
  plants || seeds !== undefined || from !== undefined;

function chosenOf({ plant, plants }: Asked<typeof OPTIONS>, names: readonly string[]): readonly string[] {
  if (plant === undefined) return plants ? names : [];
  if (names.includes(plant)) return [plant];
  throw new Misuse(`There is no plant "${plant}"; there are: ${names.join(', ')}.`);
}
