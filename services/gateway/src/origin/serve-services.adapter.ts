import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Unavailable } from '@pcrm/event-sourcing';
import {
  mintToken,
  NotFound,
  PREFIX,
  streamedRoute,
  type Authenticate,
  type Identity,
  type ProblemFilter,
} from '@pcrm/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ServiceRoutes, Upstream } from './service-routes.adapter.js';

export type OriginParts = {
  readonly routes: ServiceRoutes;
  /** Who a request comes from: the browser's session or a token. */
  readonly authenticate: Authenticate;
  readonly tokenSecret: Uint8Array;
  readonly problems: ProblemFilter;
};
type Destined = { readonly name: string; readonly url: string; readonly token: string | undefined };

/** An upload may take long to be taken in; a service that says nothing for so long has gone, in milliseconds. */
const LONGEST_ANSWER_MS = 600_000;
/** A token is used for so long before a new one is made: well before it ends, so that rate limits still see one caller. */
const TOKEN_KEPT_MS = 120_000;

/** Passes everything below `/api` that is not the gateway's own to the service that answers it, with a token in the place of the cookie. */
export async function serveServices(
  app: NestFastifyApplication,
  { routes, authenticate, tokenSecret, problems }: OriginParts,
): Promise<void> {
  const destined = new WeakMap<FastifyRequest, Destined>();
  const tokens = new Tokens(tokenSecret);
  const turns = new Turns();
  const destine = async (request: FastifyRequest): Promise<void> => {
    const identity = await authenticate(request);
    const upstream = await routes.ownerOf(request.url);
    if (!upstream) throw new NotFound('no service answers this path');
    const token = identity && (await tokens.of(identity));
    destined.set(request, { name: upstream.name, url: turns.next(upstream), token });
  };

  // Only where services are processes of their own: it brings an HTTP client of a hundred modules.
  const { default: httpProxy } = await import('@fastify/http-proxy');
  await app
    .getHttpAdapter()
    .getInstance()
    .register(async (inside: FastifyInstance) => {
      inside.setErrorHandler((error, request, reply) => problems.answer(error, request, reply));
      await inside.register(httpProxy, {
        upstream: '',
        prefix: `/${PREFIX}`,
        rewritePrefix: `/${PREFIX}`,
        http2: false,
        config: streamedRoute(),
        undici: { headersTimeout: LONGEST_ANSWER_MS, bodyTimeout: LONGEST_ANSWER_MS },
        preHandler: (request, _reply, done) => {
          destine(request).then(() => done(), done);
        },
        replyOptions: {
          getUpstream: (request) => destined.get(request as FastifyRequest)?.url ?? '',
          rewriteRequestHeaders: (request, headers) => {
            const { cookie: _cookie, authorization: _authorization, ...passed } = headers;
            const token = destined.get(request as FastifyRequest)?.token;
            return { ...passed, ...(token !== undefined && { authorization: `Bearer ${token}` }) };
          },
          onError: (reply, { error }) => {
            const { request } = reply as FastifyReply;
            const name = destined.get(request)?.name ?? 'the service';
            problems.answer(
              new Unavailable(`${name} cannot answer now`, { cause: error }),
              request,
              reply as FastifyReply,
            );
          },
        },
      });
    });
}

/** The processes of a service in turn. */
class Turns {
  private readonly taken = new Map<Upstream, number>();

  next(upstream: Upstream): string {
    const taken = this.taken.get(upstream) ?? 0;
    this.taken.set(upstream, taken + 1);
    return upstream.urls[taken % upstream.urls.length] ?? '';
  }
}

/** One token for each session, renewed in time. */
class Tokens {
  private readonly kept = new Map<string, { readonly token: Promise<string>; readonly until: number }>();

  constructor(private readonly secret: Uint8Array) {}

  of(identity: Identity): Promise<string> {
    const key = JSON.stringify(identity);
    const known = this.kept.get(key);
    if (known && known.until > Date.now()) return known.token;
    if (this.kept.size > 10_000) this.kept.clear();
    const token = mintToken(identity, { secret: this.secret });
    this.kept.set(key, { token, until: Date.now() + TOKEN_KEPT_MS });
    return token;
  }
}
