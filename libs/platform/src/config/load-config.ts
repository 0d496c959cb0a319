import { validateSync } from 'class-validator';
import { hasWords } from '../validation/rule-words.js';
import { wrongFields } from '../validation/wrong-fields.js';
import { describedOf, type ConfigClass, type Described } from './describe.js';

type BadVariable = { readonly env: string; readonly rules: readonly string[]; readonly words: readonly string[] };

/** Start fails with this: every bad variable by name and by what it must be, never by value. */
export class BadConfiguration extends Error {
  override readonly name = 'BadConfiguration';
  constructor(readonly variables: readonly BadVariable[]) {
    super(`bad configuration:\n${variables.map(({ env, words }) => `  ${env} ${words.join(', ')}`).join('\n')}`);
  }
}

export type Environment = { readonly [name: string]: string | undefined };

/** Reads and checks the configuration class of a service; an empty variable counts as not set. */
export function loadConfig<Config extends object>(config: ConfigClass<Config>, env: Environment): Config {
  return loadConfigs({ config }, env).config;
}

/** The same for all that a process is told: every bad variable of any of them is named at once. */
export function loadConfigs<Configs extends { readonly [name: string]: object }>(
  classes: { readonly [Name in keyof Configs]: ConfigClass<Configs[Name]> },
  env: Environment,
): Configs {
  const bad: BadVariable[] = [];
  const loaded = Object.entries<ConfigClass<object>>(classes).map(([name, config]) => {
    const described = describedOf(config);
    const read = readFrom(env, config, described);
    bad.push(...badVariables(read, described));
    return [name, read];
  });
  if (bad.length > 0) throw new BadConfiguration(bad);
  return Object.fromEntries(loaded) as Configs;
}

function readFrom(env: Environment, config: ConfigClass<object>, described: readonly Described[]): object {
  const read = new config();
  const prototype = config.prototype as object;
  for (const { field, env: name } of described) {
    const text = env[name];
    if (text === undefined || text === '') continue;
    Reflect.set(read, field, typed(text, Reflect.getMetadata('design:type', prototype, field)));
  }
  return read;
}

const BOOLEANS: { readonly [text: string]: boolean } = { true: true, '1': true, false: false, '0': false };

/** A text that is no number or boolean stays a text, so that the rule of the field names it. */
function typed(text: string, type: unknown): unknown {
  if (type === Number) return /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text;
  if (type === Boolean) return BOOLEANS[text] ?? text;
  return type === Array ? text.split(',').map((part) => part.trim()) : text;
}

function badVariables(loaded: object, described: readonly Described[]): readonly BadVariable[] {
  const envOf = new Map(described.map(({ field, env }) => [field, env]));
  const errors = validateSync(loaded, { forbidUnknownValues: true, validationError: { target: true, value: false } });
  return [...Map.groupBy(wrongFields(errors), ({ field }) => field)].map(([field, wrong]) => ({
    env: envOf.get(field) ?? field,
    rules: wrong.map(({ rule }) => rule).sort(),
    words: wrong.map(({ rule, en }) => (hasWords(rule) ? en : `${en} (${rule})`)),
  }));
}
