import type { Type } from '@nestjs/common';
import { listedFor, nestedIn, rulesOf } from './input-rules.js';

export type FieldSchema = { readonly [keyword: string]: unknown };

type Constraints = readonly unknown[];
/** What a rule of validation says in the words of OpenAPI; rules that are not here say nothing there. */
const SAID: { readonly [rule: string]: ((constraints: Constraints) => FieldSchema) | undefined } = {
  isString: () => ({ type: 'string' }),
  isBoolean: () => ({ type: 'boolean' }),
  isInt: () => ({ type: 'integer' }),
  isNumber: () => ({ type: 'number' }),
  isUuid: () => ({ type: 'string', format: 'uuid' }),
  isIso8601: () => ({ type: 'string' }),
  isUrl: () => ({ type: 'string', format: 'uri' }),
  isObject: () => ({ type: 'object' }),
  min: ([minimum]) => ({ minimum }),
  max: ([maximum]) => ({ maximum }),
  minLength: ([minLength]) => ({ minLength }),
  maxLength: ([maxLength]) => ({ maxLength }),
  isLength: ([minLength, maxLength]) => ({ minLength, ...(maxLength !== undefined && { maxLength }) }),
  matches: ([pattern]) => ({ type: 'string', pattern: (pattern as RegExp).source }),
};
const OF_A_LIST: typeof SAID = {
  arrayMinSize: ([minItems]) => ({ minItems }),
  arrayMaxSize: ([maxItems]) => ({ maxItems }),
  arrayUnique: () => ({ uniqueItems: true }),
};

/** The schema of a field as its rules have it; classes it is made into are named by `refer`. */
export function fieldSchema(type: Type, name: string, refer: (inner: Type) => FieldSchema): FieldSchema {
  const rules = rulesOf(type).filter(({ propertyName }) => propertyName === name);
  const inner = nestedIn(type, name);
  const said = (words: typeof SAID): FieldSchema =>
    rules.reduce<FieldSchema>(
      (all, rule) => ({ ...all, ...words[rule.name ?? '']?.(rule.constraints as Constraints) }),
      {},
    );
  const one = inner ? refer(inner) : { ...said(SAID), ...enumOf(listedFor(type, name)) };
  const isList = rules.some(({ name: rule, each }) => each || rule === 'isArray');
  return isList ? { type: 'array', ...said(OF_A_LIST), items: one } : one;
}

const enumOf = (listed: readonly unknown[]): FieldSchema =>
  listed.length === 0 ? {} : { type: typeof listed[0] === 'number' ? 'integer' : typeof listed[0], enum: listed };
