import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { BadInput } from '../errors/problem.js';

/** A revision as an entity tag: weak, for the same revision may be written in two ways. */
export const etagOf = (revision: number): string => `W/"${String(revision)}"`;

/** The revision in an `If-Match` header; undefined when none was sent. */
export function revisionIn(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined) return undefined;
  const revision = /^(?:W\/)?"(-1|\d{1,15})"$/.exec(ifMatch.trim())?.[1];
  if (revision === undefined) {
    throw new BadInput([
      { field: 'if-match', rule: 'isRevision', message: 'If-Match must be one entity tag W/"<revision>"' },
    ]);
  }
  return Number(revision);
}

/** The revision the caller has read; hand it to the handler, which refuses at once when the stream is elsewhere (412). */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext) =>
  revisionIn(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
);

const revisions = new WeakMap<object, number>();

/** Marks an answer with the revision it shows: it leaves with an ETag. */
export function revised<Body extends object>(body: Body, revision: number): Body {
  revisions.set(body, revision);
  return body;
}
export const revisionShown = (body: unknown): number | undefined =>
  typeof body === 'object' && body !== null ? revisions.get(body) : undefined;
