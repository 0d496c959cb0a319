import type { INestApplication } from '@nestjs/common';
import { RequestMethod, type Type } from '@nestjs/common';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { getMetadataStorage } from 'class-validator';
import type { Permission } from '../auth/permissions.js';
import { PUBLIC, REQUIRES } from '../auth/requires.js';
import { takesIfMatch } from './etag.js';
import { FAILS, REFUSES_UNKNOWN, type FailedStatus } from './fails.js';
import { UNPREFIXED } from './prefix.js';
import { ROUTE_ARGS, type RouteArgs } from './route-args.js';
import { isRateLimited, isStreamed } from './route-options.js';

/** One endpoint as its decorators declare it. */
export type Route = {
  readonly method: string;
  /** Pattern with the prefix, e.g. `/api/clients/:clientId`. */
  readonly path: string;
  readonly controller: string;
  readonly handler: string;
  readonly permission?: Permission;
  readonly isPublic: boolean;
  /** Takes the revision its caller has read. */
  readonly takesIfMatch: boolean;
  /** Parameters taken from path, body and query: the class that validates them, the single field taken, own pipes. */
  readonly inputs: readonly Input[];
  /** Status of its success. */
  readonly status: number;
  /** Takes a file. */
  readonly isStreamed: boolean;
  readonly isRateLimited: boolean;
  /** Failures that are declared beside those that follow from the rest. */
  readonly fails: readonly FailedStatus[];
  /** What it names is never missing. */
  readonly refusesUnknown: boolean;
};
export type Input = {
  readonly from: 'body' | 'query' | 'path';
  readonly type: unknown;
  readonly field?: string;
  readonly piped: boolean;
};

const SOURCES: { readonly [kind: string]: Input['from'] } = { '3': 'body', '4': 'query', '5': 'path' };

/** Every endpoint of an application. */
export function routesOf(app: INestApplication): readonly Route[] {
  const scanner = new MetadataScanner();
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => {
    const type = metatype as Type;
    const prototype = type.prototype as object;
    return scanner.getAllMethodNames(prototype).flatMap((name) => routesOfMethod(type, prototype, name));
  });
}

function routesOfMethod(controller: Type, prototype: object, name: string): readonly Route[] {
  const handler = Reflect.get(prototype, name) as object;
  const verb: unknown = Reflect.getMetadata('method', handler);
  if (typeof verb !== 'number') return [];
  const permission = (Reflect.getMetadata(REQUIRES, handler) ??
    Reflect.getMetadata(REQUIRES, controller)) as Permission;
  const isPublic = (Reflect.getMetadata(PUBLIC, handler) ?? Reflect.getMetadata(PUBLIC, controller)) === true;
  const common = {
    controller: controller.name,
    handler: name,
    isPublic,
    takesIfMatch: takesIfMatch(controller, name),
    inputs: inputsOf(controller, prototype, name),
    status: statusOf(handler, verb),
    isStreamed: isStreamed(handler),
    isRateLimited: isRateLimited(handler),
    refusesUnknown: Reflect.getMetadata(REFUSES_UNKNOWN, handler) === true,
    fails: (Reflect.getMetadata(FAILS, handler) ?? []) as readonly FailedStatus[],
  };
  return paths(controller).flatMap((outer) =>
    paths(handler).map((inner) => ({
      ...common,
      method: RequestMethod[verb] ?? String(verb),
      path: joined(outer, inner),
      ...(permission && { permission }),
    })),
  );
}

const statusOf = (handler: object, verb: RequestMethod): number =>
  (Reflect.getMetadata('__httpCode__', handler) as number | undefined) ?? (verb === RequestMethod.POST ? 201 : 200);

const paths = (decorated: object): readonly string[] =>
  [Reflect.getMetadata('path', decorated) as string | string[]].flat();

function joined(outer: string, inner: string): string {
  const path = [outer, inner].flatMap((part) => part.split('/').filter(Boolean)).join('/');
  return UNPREFIXED.includes(path) ? `/${path}` : `/api/${path}`.replace(/\/$/, '');
}

function inputsOf(controller: Type, prototype: object, name: string): readonly Input[] {
  const types = (Reflect.getMetadata('design:paramtypes', prototype, name) ?? []) as readonly unknown[];
  const args = (Reflect.getMetadata(ROUTE_ARGS, controller, name) ?? {}) as RouteArgs;
  return Object.entries(args).flatMap(([key, { index, data, pipes }]) => {
    const from = SOURCES[key.split(':')[0] ?? ''];
    if (!from) return [];
    return [{ from, type: types[index], piped: pipes.length > 0, ...(typeof data === 'string' && { field: data }) }];
  });
}

/** What stops the start: a route nobody guards, or an input that no rule would check. */
export function routeMistakes(routes: readonly Route[]): readonly string[] {
  return routes.flatMap((route) => {
    const name = `${route.method} ${route.path} (${route.controller}.${route.handler})`;
    const unguarded =
      route.permission === undefined && !route.isPublic ? [`${name} names no permission: @Requires or @Public`] : [];
    const unchecked = route.inputs.filter((input) => input.from !== 'path' && !isChecked(input));
    return [...unguarded, ...unchecked.map(({ from }) => `${name} takes a ${from} that no rule checks`)];
  });
}

const isChecked = ({ from, type, field, piped }: Input): boolean =>
  field === undefined ? hasRules(type) : from === 'query' && piped;

/** Without `emitDecoratorMetadata` the type is unknown here and nothing would be validated. */
const hasRules = (type: unknown): boolean =>
  typeof type === 'function' && getMetadataStorage().getTargetValidationMetadatas(type, '', true, false).length > 0;
