import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Clock } from '@pcrm/event-sourcing';
import type { FastifyRequest } from 'fastify';
import { AccessDenied, NotSignedIn } from '../errors/problem.js';
import type { Askings } from './askings.js';
import { callerOf, isNamed, rememberCaller } from './caller.js';
import type { Permission } from './permissions.js';
import { isPublic, marked, REQUIRES } from './requires.js';
import { mayDo } from './roles.js';
import type { Identity, TokenVerifier } from './token.js';

/** Who a request comes from: a bearer token at the services, a session cookie at the gateway. */
export type Authenticate = (request: FastifyRequest) => Promise<Identity | undefined>;

/** The identity in the `Authorization: Bearer` header. */
export const bearer =
  (verifier: TokenVerifier): Authenticate =>
  async ({ headers: { authorization } }) => {
    if (authorization === undefined) return undefined;
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization)?.[1];
    if (token === undefined) throw new NotSignedIn('no bearer token');
    return await verifier.verify(token);
  };

/** Deny by default: a route is public, or asks for one permission that the caller's role holds. */
export class AccessGuard implements CanActivate {
  constructor(
    private readonly authenticate: Authenticate,
    private readonly clock: Clock,
    private readonly askings: Askings | undefined,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (isPublic(context)) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const identity = await this.authenticate(request);
    if (!identity) throw new NotSignedIn('nobody is signed in');
    const permission = marked(REQUIRES, context) as Permission | undefined;
    if (permission === undefined || !mayDo(identity.role, permission))
      throw new AccessDenied(permission ?? 'no permission named');
    const asked = isNamed(request) ? await this.askings?.of(request, identity.staffId) : undefined;
    rememberCaller(request, callerOf(request, identity, { clock: this.clock, asked }));
    return true;
  }
}
