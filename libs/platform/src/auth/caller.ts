import { randomUUID } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Clock, Metadata } from '@pcrm/event-sourcing';
import type { FastifyRequest } from 'fastify';
import { BadInput, NotSignedIn } from '../errors/problem.js';
import { traceparentOf, traceIdOf } from '../http/trace.js';
import { scopeOf, type Scope } from './scope.js';
import type { Identity } from './token.js';

/** Who asks, how far they see, and the metadata of a command they give now. */
export type CallerIdentity = Identity & { readonly scope: Scope; readonly metadata: Metadata };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const COMMAND_HEADERS = ['idempotency-key', 'x-command-id'] as const;

/** The caller's id of the command (asking again with it gives the first outcome, asking for something else is refused); a random one when none was sent. */
function commandIdOf(request: FastifyRequest): string {
  for (const header of COMMAND_HEADERS) {
    const sent = request.headers[header];
    if (sent === undefined) continue;
    if (typeof sent === 'string' && UUID.test(sent)) return sent.toLowerCase();
    throw new BadInput([{ field: header, rule: 'isUuid', zh: '应为 UUID', en: 'must be a UUID' }]);
  }
  return randomUUID();
}

/** Whether the caller chose the id of the command. */
export const isNamed = ({ headers }: Pick<FastifyRequest, 'headers'>): boolean =>
  COMMAND_HEADERS.some((header) => headers[header] !== undefined);

type Asked = { readonly clock: Clock; readonly asked: string | undefined };

export function callerOf(request: FastifyRequest, identity: Identity, { clock, asked }: Asked): CallerIdentity {
  const commandId = commandIdOf(request);
  const traceparent = traceparentOf(request);
  return {
    ...identity,
    scope: scopeOf(identity),
    metadata: {
      actor: identity.staffId,
      commandId,
      correlationId: correlationOf(request),
      causationId: commandId,
      occurredAt: clock.now(),
      ...(traceparent !== undefined && { traceparent }),
      ...(asked !== undefined && { asked }),
    },
  };
}

function correlationOf(request: FastifyRequest): string {
  const sent = request.headers['x-correlation-id'];
  return typeof sent === 'string' && UUID.test(sent) ? sent.toLowerCase() : traceIdOf(request);
}

const callers = new WeakMap<FastifyRequest, CallerIdentity>();
export const rememberCaller = (request: FastifyRequest, caller: CallerIdentity): void =>
  void callers.set(request, caller);
/** The caller of a request that the guard let in. */
export const callerIn = (request: FastifyRequest): CallerIdentity | undefined => callers.get(request);

/** The signed-in caller: `{ staffId, role, outletId, scope, metadata }`. Only on routes with `@Requires`. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): CallerIdentity => {
  const caller = callerIn(context.switchToHttp().getRequest<FastifyRequest>());
  if (!caller) throw new NotSignedIn('a public route has no caller');
  return caller;
});
