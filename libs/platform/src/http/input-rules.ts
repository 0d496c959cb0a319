import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync } from 'class-validator';

/** The validation rules of a class of a body or query, inherited ones included. */
export const rulesOf = (type: unknown) =>
  getMetadataStorage().getTargetValidationMetadatas(type as Type, '', true, false);
export const hasRules = (type: unknown): type is Type => typeof type === 'function' && rulesOf(type).length > 0;
/** Names of its fields, in the order in which they were declared. */
export const fieldsOf = (type: Type): readonly string[] => [
  ...new Set(rulesOf(type).map(({ propertyName }) => propertyName)),
];

/** True when this value of this field is let through. */
export const passes = (type: Type, name: string, value: unknown): boolean =>
  !validateSync(plainToInstance(type, { [name]: value }) as object).some(({ property }) => property === name);
/** Left out, a field with a default or `@IsOptional` passes. */
export const mayBeLeftOut = (type: Type, name: string): boolean =>
  !validateSync(plainToInstance(type, {}) as object).some(({ property }) => property === name);

/** The class that a field, or each element of it, is made into; undefined for a plain value. */
export function nestedIn(type: Type, name: string): Type | undefined {
  const made = plainToInstance(type, { [name]: {} }) as { readonly [field: string]: unknown };
  const inner = (made[name] as object | null)?.constructor;
  return inner !== Object && hasRules(inner) ? inner : undefined;
}

/** Values that `@IsIn` lists for a field. */
export const listedFor = (type: Type, name: string): readonly unknown[] =>
  rulesOf(type)
    .filter((rule) => rule.propertyName === name && rule.name === 'isIn')
    .flatMap(({ constraints }) => constraints?.[0] as readonly unknown[]);
