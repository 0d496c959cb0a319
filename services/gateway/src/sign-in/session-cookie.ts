import { AccessDenied, type Authenticate, type Identity } from '@pcrm/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { identityOf, type Sessions } from './sessions.js';

export const SESSION_COOKIE = 'pcrm_session';
const COOKIE = new RegExp(`(?:^|;\\s*)${SESSION_COOKIE}=([\\w-]{20,100})(?:;|$)`);
/** A header no foreign page can send without being asked for by CORS, which nobody is allowed: proof against forged requests. */
export const CSRF_HEADER = 'x-pcrm-csrf';
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The session cookie's value, if one was sent. */
export function cookieIn({ headers: { cookie } }: Pick<FastifyRequest, 'headers'>): string | undefined {
  return cookie === undefined ? undefined : COOKIE.exec(cookie)?.[1];
}

/** HttpOnly, same site only, for this origin; `Secure` wherever the page came by TLS. */
export function sendCookie(reply: FastifyReply, value: string | undefined): void {
  const secure = reply.request.protocol === 'https' ? '; Secure' : '';
  const life = value === undefined ? '; Max-Age=0' : '';
  void reply.header(
    'set-cookie',
    `${SESSION_COOKIE}=${value ?? ''}; Path=/; HttpOnly; SameSite=Strict${secure}${life}`,
  );
}

/** Throws when a changing request that rides on a cookie could have been sent by a foreign page. */
export function assertSameOrigin({ method, headers }: Pick<FastifyRequest, 'method' | 'headers'>): void {
  if (SAFE.has(method)) return;
  if (headers[CSRF_HEADER] === undefined) throw new AccessDenied(`a change by cookie needs the header ${CSRF_HEADER}`);
  const { origin, host } = headers;
  if (origin !== undefined && hostOf(origin) !== host) throw new AccessDenied('the request comes from another origin');
}

/** Undefined for `null` (a sandboxed page) and for what is no origin. */
const hostOf = (origin: string): string | undefined => URL.parse(origin)?.host;

/** Who asks: the bearer token when there is one (machines, the command line), else the browser's session. */
export const cookieOrBearer =
  (sessions: Sessions, bearer: Authenticate): Authenticate =>
  async (request): Promise<Identity | undefined> => {
    if (request.headers.authorization !== undefined) return await bearer(request);
    const cookie = cookieIn(request);
    const session = cookie === undefined ? undefined : await sessions.find(cookie);
    if (!session) return undefined;
    assertSameOrigin(request);
    return identityOf(session);
  };
