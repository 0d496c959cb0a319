import { parseArgs } from 'node:util';
import { Misuse } from '../part.js';

export type Options = {
  readonly seeds: number;
  readonly from: number;
  /** This one seed alone, told in full. */
  readonly seed: number | undefined;
  readonly plant: string | undefined;
  /** The planted mistakes to look for: after the seeds in the short form, else alone. */
  readonly plants: readonly string[];
  readonly onlyPlants: boolean;
};
/** The short form. */
export const SHORT_SEEDS = 200;

export function optionsOf(args: readonly string[], plants: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { seeds: text, from: text, seed: text, plant: text, plants: { type: 'boolean' } },
  });
  const planted = plantsOf(values, plants);
  return {
    seeds: numberOf('seeds', values.seeds, 1) ?? SHORT_SEEDS,
    from: numberOf('from', values.from, 0) ?? 1,
    seed: numberOf('seed', values.seed, 0),
    plant: values.plant,
    plants: args.length === 0 ? plants : planted,
    onlyPlants: values.seeds === undefined && planted.length > 0,
  };
}

type Planting = { readonly plant?: string | undefined; readonly plants?: boolean | undefined };
function plantsOf({ plant, plants: all = false }: Planting, plants: readonly string[]): readonly string[] {
  if (plant === undefined) return all ? plants : [];
  if (!plants.includes(plant)) throw new Misuse(`There is no plant "${plant}"; there are: ${plants.join(', ')}.`);
  return [plant];
}

function numberOf(name: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number) || number < least)
    throw new Misuse(`--${name} takes a whole number from ${String(least)} on, not "${text}".`);
  return number;
}
