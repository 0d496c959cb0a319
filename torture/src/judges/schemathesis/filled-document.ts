import type { ApiDocument } from '../api-document.js';
import type { Values } from '../belongings.js';

type Json = { readonly [key: string]: unknown };

/**
 * The document as it is given to the judge: fields and parameters that name something may also be one of the branch's own ids,
 * so that requests reach what is there; and objects hold only the fields they name, so that a field beside them is found.
 */
export const filledDocument = (document: ApiDocument, values: Values): object => filled(document, values) as object;

function filled(part: unknown, values: Values): unknown {
  if (Array.isArray(part)) return part.map((item: unknown) => filled(item, values));
  if (!isObject(part)) return part;
  const inner = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, filled(value, values)]));
  return closed(isParameter(inner) ? withOwnIds(inner, values) : withOwnFields(inner, values));
}

const isObject = (part: unknown): part is Json => typeof part === 'object' && part !== null;
const isParameter = (part: Json): part is Json & { readonly name: string; readonly schema: Json } =>
  typeof part['name'] === 'string' && typeof part['in'] === 'string' && isObject(part['schema']);

const orOneOf = (schema: unknown, ids: readonly string[] | undefined): unknown =>
  ids && ids.length > 0 ? { anyOf: [{ enum: ids }, schema] } : schema;

const withOwnIds = (parameter: Json & { readonly name: string; readonly schema: Json }, values: Values): Json => ({
  ...parameter,
  schema: orOneOf(parameter.schema, values[parameter.name]),
});

function withOwnFields(schema: Json, values: Values): Json {
  const { properties } = schema;
  if (!isObject(properties)) return schema;
  const fields = Object.entries(properties).map(([name, field]) => [name, orOneOf(field, values[name])]);
  return { ...schema, properties: Object.fromEntries(fields) as Json };
}

function closed(schema: Json): Json {
  const isOpen = schema['type'] !== 'object' || !isObject(schema['properties']) || 'additionalProperties' in schema;
  return isOpen ? schema : { ...schema, additionalProperties: false };
}
