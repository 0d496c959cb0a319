import type { INestApplication, Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { fieldsOf, hasRules, nestedIn, passes, rulesOf } from '../http/input-rules.js';
import { isBounded } from '../validation/within-days.js';
import { routesOf, type Route } from '../http/routes.js';

/** A body or query of an endpoint: its class, its fields, and what validation says of a value. */
export type InputOfRoute = {
  readonly route: Route;
  readonly from: 'body' | 'query';
  readonly type: Type;
  readonly fields: readonly string[];
  /** Names of the fields that are wrong in a value; unknown ones included. */
  wrongIn(value: object): readonly string[];
};

/** Every body and query of every endpoint of an application. */
export const inputsOfRoutes = (app: INestApplication): readonly InputOfRoute[] =>
  routesOf(app).flatMap((route) =>
    route.inputs.flatMap(({ from, type }) =>
      from !== 'path' && hasRules(type)
        ? [{ route, from, type, fields: fieldsOf(type), wrongIn: (value: object) => wrongFields(type, value) }]
        : [],
    ),
  );

/** Fields that hold a date or an instant which nothing keeps from being absurd. */
export const unboundedDates = (app: INestApplication): readonly string[] =>
  inputsOfRoutes(app).flatMap(({ type }) =>
    [type, ...fieldsOf(type).flatMap((name) => nestedIn(type, name) ?? [])].flatMap((one) =>
      rulesOf(one)
        .filter(({ name, propertyName }) => name === 'isIso8601' && !isBounded(one, propertyName))
        .map(({ propertyName }) => `${one.name}.${propertyName}`),
    ),
  );

/** Texts of bodies that may be nothing but invisible characters. */
export const takingInvisible = (app: INestApplication): ReadonlySet<string> => {
  const typesOf = (type: Type): readonly Type[] => [
    type,
    ...fieldsOf(type).flatMap((name) => nestedIn(type, name) ?? []),
  ];
  const types = inputsOfRoutes(app).flatMap(({ from, type }) => (from === 'body' ? typesOf(type) : []));
  const namesIn = (type: Type): readonly string[] =>
    fieldsOf(type).flatMap((name) => (passes(type, name, '\u200b'.repeat(20)) ? [`${type.name}.${name}`] : []));
  return new Set(types.flatMap(namesIn));
};

/** Every rule that any field of any body or query is checked by, fields within fields included. */
export function rulesInUse(app: INestApplication): ReadonlySet<string> {
  const seen = new Set<Type>();
  const rulesIn = (type: Type): readonly string[] => {
    if (seen.has(type)) return [];
    seen.add(type);
    const inner = fieldsOf(type).flatMap((name) => nestedIn(type, name) ?? []);
    return [
      ...rulesOf(type).flatMap(({ name, type: kind }) => (kind === 'conditionalValidation' ? [] : (name ?? []))),
      ...inner.flatMap(rulesIn),
    ];
  };
  return new Set(inputsOfRoutes(app).flatMap(({ type }) => rulesIn(type)));
}

const wrongFields = (type: Type, value: object): readonly string[] =>
  validateSync(plainToInstance(type, value) as object, { whitelist: true, forbidNonWhitelisted: true }).map(
    ({ property }) => property,
  );
