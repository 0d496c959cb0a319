import { createParamDecorator, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { BadInput } from '../errors/problem.js';
import { ROUTE_ARGS, type RouteArgs } from './route-args.js';

/** A revision as an entity tag: weak, for the same revision may be written in two ways. */
export const etagOf = (revision: number): string => `W/"${String(revision)}"`;

/** What an `If-Match` may be, as its description says too. */
export const TAG_PATTERN = '^(?:W/)?"(-1|\\d{1,15})"$';
const TAG = new RegExp(TAG_PATTERN);

/** The revision in an `If-Match` header; undefined when none was sent. */
export function revisionIn(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined) return undefined;
  const revision = TAG.exec(ifMatch.trim())?.[1];
  if (revision === undefined) {
    throw new BadInput([
      {
        field: 'if-match',
        rule: 'isRevision',
        zh: '应为一个 W/"<revision>"',
        en: 'must be one entity tag W/"<revision>"',
      },
    ]);
  }
  return Number(revision);
}

const revisionRead = (_: unknown, context: ExecutionContext): number | undefined =>
  revisionIn(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']);

/** The revision the caller has read; hand it to the handler, which refuses at once when the stream is elsewhere (412). */
export const IfMatch = createParamDecorator(revisionRead);

/** Whether a method of a controller takes the caller's `@IfMatch()`. */
export function takesIfMatch(controller: object, handler: string): boolean {
  const args = Object.values((Reflect.getMetadata(ROUTE_ARGS, controller, handler) ?? {}) as RouteArgs);
  return args.some(({ factory }) => factory === revisionRead);
}

/** An `If-Match` is never ignored: where a change has nothing to compare it with, it is bad input. */
export class IfMatchGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { method, headers } = context.switchToHttp().getRequest<FastifyRequest>();
    if (headers['if-match'] === undefined || method === 'GET' || method === 'HEAD') return true;
    if (takesIfMatch(context.getClass(), context.getHandler().name)) return true;
    throw new BadInput([
      {
        field: 'if-match',
        rule: 'matchesNothing',
        zh: '此处没有可比对的版本，请去掉 If-Match',
        en: 'compares nothing here: send none',
      },
    ]);
  }
}

const revisions = new WeakMap<object, number>();

declare const SHOWN: unique symbol;
/** Leaves with an ETag; the mark exists for the compiler and the API's description alone. */
export type Shown = { readonly [SHOWN]?: never };
export type Revised<Body extends object> = Body & Shown;

/** Marks an answer with the revision it shows: it leaves with an ETag. */
export function revised<Body extends object>(body: Body, revision: number): Revised<Body> {
  revisions.set(body, revision);
  return body;
}
export const revisionShown = (body: unknown): number | undefined =>
  typeof body === 'object' && body !== null ? revisions.get(body) : undefined;

/** An answer that shows a revision leaves with it. */
export function sendRevisions(server: FastifyInstance): void {
  server.addHook('preSerialization', (_request, reply, body, done) => {
    const revision = revisionShown(body);
    if (revision !== undefined) void reply.header('etag', etagOf(revision));
    done(null, body);
  });
}
