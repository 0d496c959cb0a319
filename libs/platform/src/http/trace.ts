import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The W3C trace context that the caller sent, when it is well formed. */
export function traceparentOf(request: Pick<FastifyRequest, 'headers'>): string | undefined {
  const sent = request.headers['traceparent'];
  return typeof sent === 'string' && TRACEPARENT.test(sent) ? sent : undefined;
}

/** The caller's trace id, else the request's own id: what a 500 shows and the log knows. */
export const traceIdOf = (request: Pick<FastifyRequest, 'headers' | 'id'>): string =>
  TRACEPARENT.exec(traceparentOf(request) ?? '')?.[1] ?? request.id;

/** Ids of requests: 32 hexadecimal digits, usable as a W3C trace id. Of a UUID, for which Node has random bytes in store. */
export const newRequestId = (): string => randomUUID().replaceAll('-', '');
