import type { Schema } from './described-api.js';

type Enums = { readonly [name: string]: readonly string[] };
type Document = { readonly components?: { readonly schemas?: Record<string, unknown> } };

/** The document with every list of texts that has a name described once, under `components`, and referred to elsewhere. */
export function namingEnums(document: object, enums: Enums): object {
  const names = new Map(Object.entries(enums).map(([name, values]) => [keyOf(values), name]));
  const schemas = (document as Document).components?.schemas ?? {};
  const used = new Map<string, readonly string[]>();
  const nameHere = (value: object, path: readonly string[]): string | undefined => {
    const name = nameIn(value as Schema, names);
    const isTaken = name !== undefined && name in schemas && !isEnum(schemas[name]);
    return name === undefined || isTaken || isDefinition(path, name) ? undefined : name;
  };
  const named = (value: unknown, path: readonly string[]): unknown => {
    if (Array.isArray(value)) return value.map((one) => named(one, path));
    if (typeof value !== 'object' || value === null) return value;
    const name = nameHere(value, path);
    if (name === undefined)
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, named(inner, [...path, key])]));
    const { type: _type, enum: values, ...rest } = value as Schema;
    used.set(name, values as readonly string[]);
    return { $ref: `#/components/schemas/${name}`, ...rest };
  };
  const whole = named(document, []) as Document;
  for (const [name, values] of used) {
    const all = whole.components?.schemas;
    if (all) all[name] ??= { type: 'string', enum: [...values].sort() };
  }
  return whole;
}

const isDefinition = (path: readonly string[], name: string): boolean =>
  path.at(-2) === 'schemas' && path.at(-1) === name;
const keyOf = (values: readonly string[]): string => [...values].sort().join('|');
const isEnum = (schema: unknown): boolean => typeof schema === 'object' && schema !== null && 'enum' in schema;

function nameIn(schema: Schema, names: ReadonlyMap<string, string>): string | undefined {
  const { enum: values } = schema;
  if (!Array.isArray(values) || !values.every((one) => typeof one === 'string')) return undefined;
  return names.get(keyOf(values));
}
