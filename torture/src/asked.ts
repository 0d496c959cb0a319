import { parseArgs } from 'node:util';

/** Asked for in a way that is not understood: the message says what is. */
export class Misuse extends Error {
  override readonly name = 'Misuse';
}

type Known = { readonly about: string };
type Flag = Known & { readonly is: 'flag' };
/** A number from `least` on, whole unless it says otherwise; `otherwise` where none is given. */
type Numeric = Known & {
  readonly is: 'number';
  readonly least: number;
  readonly otherwise?: number;
  readonly fractions?: true;
};
/** A name, one of these where they are told. */
type Named = Known & { readonly is: 'name'; readonly names?: readonly string[] };
/** What a part can be asked for, by the name of the option. */
export type Options = { readonly [name: string]: Flag | Numeric | Named };
/** What it was asked for; what was not named and has no value of its own is undefined. */
export type Asked<Known extends Options> = { readonly [Name in keyof Known]: Value<Known[Name]> };
type Value<Option> = Option extends Flag
  ? boolean
  : Option extends Named
    ? string | undefined
    : Option extends { readonly otherwise: number }
      ? number
      : number | undefined;

/** Reads `--name value` and `--name=value`. Throws `Misuse` for what is not known, and for a value that cannot be. */
export function askedBy<Known extends Options>(args: readonly string[], options: Known): Asked<Known> {
  const given = parsed(args, options);
  const entries = Object.entries(options).map(([name, option]) => [name, valueOf(name, option, given[name])]);
  return Object.fromEntries(entries) as Asked<Known>;
}

type Given = { readonly [name: string]: string | boolean | undefined };

function parsed(args: readonly string[], options: Options): Given {
  const typed = Object.entries(options).map(
    ([name, { is }]) => [name, { type: is === 'flag' ? 'boolean' : 'string' }] as const,
  );
  try {
    return parseArgs({ args: [...args], options: Object.fromEntries(typed) }).values;
  } catch (error) {
    if (!Error.isError(error) || !String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS_')) throw error;
    const [sentence = ''] = error.message.split(/(?:\.|\n)(?: To | Did |$)/);
    throw new Misuse(`${sentence}; there are: ${usageOf(options).join(' ')}`);
  }
}

function valueOf(name: string, option: Options[string], given: Given[string]): string | number | boolean | undefined {
  if (option.is === 'flag') return given === true;
  if (typeof given === 'string')
    return option.is === 'number' ? numberOf(name, option, given) : nameOf(name, option, given);
  return option.is === 'number' ? option.otherwise : undefined;
}

function nameOf(name: string, { names = [] }: Named, given: string): string {
  if (names.length === 0 || names.includes(given)) return given;
  throw new Misuse(`--${name} takes one of ${names.join(', ')}, not "${given}"`);
}

function numberOf(name: string, { least, fractions }: Numeric, text: string): number {
  const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (number >= least && (fractions ?? Number.isSafeInteger(number))) return number;
  throw new Misuse(`--${name} takes a ${fractions ? '' : 'whole '}number from ${String(least)} on, not "${text}"`);
}

const usageOf = (options: Options): readonly string[] =>
  Object.entries(options).map(([name, { is }]) => (is === 'flag' ? `--${name}` : `--${name} ${is === 'name' ? 'NAME' : 'N'}`)); // prettier-ignore

/** A line for each option: how it is written, what it means, and what holds without it. */
export function helpOf(options: Options): string {
  const usages = usageOf(options);
  const width = Math.max(...usages.map(({ length }) => length)) + 2;
  return Object.values(options)
    .map((option, nth) => `  ${usages[nth]?.padEnd(width) ?? ''}${option.about}${valuesOf(option)}`)
    .join('\n');
}

function valuesOf(option: Options[string]): string {
  if (option.is === 'name') return option.names ? `: ${option.names.join(', ')}` : '';
  return option.is === 'number' && option.otherwise !== undefined ? ` (${String(option.otherwise)})` : '';
}
