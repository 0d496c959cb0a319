import { BoundedCache } from '@pcrm/event-sourcing';
import { errors, jwtVerify, SignJWT } from 'jose';
import { NotSignedIn } from '../errors/problem.js';
import { ROLES, type Role } from './roles.js';

/** Who is signed in, as the services know it. Never a name. */
export type Identity = {
  readonly staffId: string;
  readonly role: Role;
  readonly outletId?: string;
  /** Session at the gateway: what rate limits and audits count by. */
  readonly sessionId?: string;
};

export const TOKEN_ISSUER = 'pcrm-gateway';
export const TOKEN_AUDIENCE = 'pcrm-services';
/** Longest life of a token, in seconds. */
export const TOKEN_SECONDS = 300;

export type TokenOptions = {
  readonly secret: Uint8Array;
  /** Milliseconds since epoch of the machine: tokens do not follow a demo clock that was moved. */
  readonly now?: () => number;
};

/** A token for the services, made by the gateway for each session and renewed before it ends. */
export async function mintToken(identity: Identity, { secret, now = Date.now }: TokenOptions): Promise<string> {
  const seconds = Math.floor(now() / 1_000);
  const { staffId, role, outletId, sessionId } = identity;
  return await new SignJWT({ role, ...(outletId && { outlet: outletId }), ...(sessionId && { sid: sessionId }) })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(staffId)
    .setIssuer(TOKEN_ISSUER)
    .setAudience(TOKEN_AUDIENCE)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + TOKEN_SECONDS)
    .sign(secret);
}

export interface TokenVerifier {
  /** The identity in a token; throws `NotSignedIn` when it does not hold. Known tokens cost a look-up. */
  verify(token: string): Promise<Identity>;
}

type Cached = { readonly identity: Identity; readonly until: number };
const CACHE_SIZE = 10_000;

export function tokenVerifier({ secret, now = Date.now }: TokenOptions): TokenVerifier {
  const cache = new BoundedCache<Cached>(CACHE_SIZE);
  return {
    async verify(token) {
      const cached = cache.get(token);
      if (cached && now() < cached.until) return cached.identity;
      cache.delete(token);
      const fresh = await verified(token, secret, now());
      cache.set(token, fresh);
      return fresh.identity;
    },
  };
}

async function verified(token: string, secret: Uint8Array, now: number): Promise<Cached> {
  const claims = await jwtVerify(token, secret, {
    algorithms: ['HS256'],
    issuer: TOKEN_ISSUER,
    audience: TOKEN_AUDIENCE,
    maxTokenAge: TOKEN_SECONDS,
    requiredClaims: ['sub', 'exp', 'iat', 'role'],
    currentDate: new Date(now),
  }).then(({ payload }) => payload, notSignedIn);
  const { sub, exp = 0, iat = 0, role, outlet, sid } = claims;
  if (!sub || !isRole(role)) throw new NotSignedIn('the token names no known role');
  const identity: Identity = {
    staffId: sub,
    role,
    ...(typeof outlet === 'string' && { outletId: outlet }),
    ...(typeof sid === 'string' && { sessionId: sid }),
  };
  return { identity, until: Math.min(exp, iat + TOKEN_SECONDS) * 1_000 };
}

const isRole = (role: unknown): role is Role => ROLES.some((known) => known === role);

function notSignedIn(error: unknown): never {
  if (error instanceof errors.JOSEError) throw new NotSignedIn(error.code);
  throw error;
}
