import compress from '@fastify/compress';
import { Module, RequestMethod, type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { KeyVault, type Clock, type Tracing } from '@pcrm/event-sourcing';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Logger, LoggerModule } from 'nestjs-pino';
import type { Logger as ProcessLog } from 'pino';
import { AccessGuard, type Authenticate } from '../auth/access.guard.js';
import { Askings } from '../auth/askings.js';
import { ProblemFilter } from '../errors/problem.filter.js';
import { problemTitles, type ProblemTitles } from '../errors/titles.js';
import { strictValidation } from '../validation/validation.js';
import { compressAnswers, LEVEL, WORTH_BYTES } from './compressing.js';
import { IfMatchGuard, sendRevisions } from './etag.js';
import { Health, HealthController } from './health.js';
import { byToken, limitRate, limitUnderWay, MOST_UNDER_WAY, refuseDeepBodies, type CountedBy } from './limits.js';
import { logRequests } from './logging.js';
import { Metrics, MetricsController } from './metrics.js';
import { PREFIX, UNPREFIXED } from './prefix.js';
import { honourRouteOptions } from './route-options.js';
import { routeMistakes, routesOf } from './routes.js';
import { sendSafeHeaders, type ContentSecurityPolicy } from './safe-headers.js';
import { writtenOut } from './shown-page.js';
import { traceRequests } from './trace-requests.js';
import { newRequestId } from './trace.js';
import { ViewWaiters, WaitGuard } from './wait-for.js';

export type HttpOptions = {
  readonly clock: Clock;
  /** Who a request comes from, e.g. `bearer(tokenVerifier({ secret }))`. */
  readonly authenticate: Authenticate;
  readonly log: ProcessLog;
  /** Largest body in bytes where a route has no `@BodyLimit`. */
  readonly bodyLimitBytes: number;
  /** Requests a minute of one session; 0: no limit. */
  readonly rateLimitPerMinute: number;
  readonly countedBy?: CountedBy;
  /** Requests under way at once; `MOST_UNDER_WAY` when absent. */
  readonly mostUnderWay?: number;
  /** Content-Security-Policy of a process that serves pages; a service that only answers data allows nothing. */
  readonly contentSecurityPolicy?: ContentSecurityPolicy;
  /** Off behind a gateway on the same machine. */
  readonly compress?: boolean;
  /** Trust `X-Forwarded-*` of these proxies. */
  readonly trustProxy?: boolean | string[];
  readonly titles?: ProblemTitles;
  readonly health?: Health;
  readonly metrics?: Metrics;
  /** Told of each request. */
  readonly tracing?: Tracing | undefined;
  /** Whatever else the server offers, said before it is initialised: pages, proxies. */
  readonly prepare?: (app: NestFastifyApplication, problems: ProblemFilter) => Promise<void>;
};

/** An application without a vault has no commands either. */
const ASKINGS = {
  provide: Askings,
  useFactory: (vault?: KeyVault) => vault && new Askings(vault),
  inject: [{ token: KeyVault, optional: true }],
};

@Module({})
class HttpModule {}

function httpModule(options: HttpOptions, modules: readonly (DynamicModule | Type)[]): DynamicModule {
  const provided = [
    { provide: Health, useValue: options.health ?? new Health() },
    { provide: Metrics, useValue: options.metrics ?? new Metrics() },
    { provide: ViewWaiters, useValue: new ViewWaiters() },
    ASKINGS,
  ];
  return {
    module: HttpModule,
    global: true,
    imports: [LoggerModule.forRoot({ pinoHttp: { logger: options.log }, forRoutes: [] }), ...modules],
    controllers: [HealthController, MetricsController],
    providers: provided,
    exports: provided.map(({ provide }) => provide),
  };
}

/** No route says its input or answer in a schema of Fastify: classes check what comes in. So its compilers are not loaded. */
const uncompiled = (): never => {
  throw new Error('a route has a schema of Fastify, which nothing compiles here');
};
const COMPILERS = { buildValidator: () => uncompiled, buildSerializer: () => uncompiled };

/** A route nobody guards or an unchecked input: the application does not start. */
export class BadRoutes extends Error {
  override readonly name = 'BadRoutes';
  constructor(readonly mistakes: readonly string[]) {
    super(`the application does not start:\n${mistakes.map((mistake) => `  ${mistake}`).join('\n')}`);
  }
}

/**
 * A Nest application on Fastify with everything of this platform in place: access, strict validation, problems, limits,
 * ETags, waiting, logs, metrics, health. Initialised, not yet listening.
 */
export async function createHttpApp(
  modules: readonly (DynamicModule | Type)[],
  options: HttpOptions,
): Promise<NestFastifyApplication> {
  const problems = new ProblemFilter(options.titles ?? problemTitles, options.log);
  const adapter = new FastifyAdapter({
    genReqId: newRequestId,
    bodyLimit: options.bodyLimitBytes,
    forceCloseConnections: 'idle',
    trustProxy: options.trustProxy ?? false,
    skipMiddie: true,
    schemaController: { compilersFactory: COMPILERS },
    // Wrong before there is a route: an URL that cannot be decoded, a parameter too long. Nothing of it is repeated.
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      problems.answer(error, request, reply),
  });
  const root = httpModule(options, modules);
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    bufferLogs: true,
    abortOnError: false,
  });
  try {
    return await initialised(app, options, problems);
  } catch (error) {
    await app.close();
    throw error;
  }
}

async function initialised(
  app: NestFastifyApplication,
  options: HttpOptions,
  problems: ProblemFilter,
): Promise<NestFastifyApplication> {
  app.useLogger(app.get(Logger));
  const mistakes = routeMistakes(routesOf(app));
  if (mistakes.length > 0) throw new BadRoutes(mistakes);

  const server = app.getHttpAdapter().getInstance();
  honourRouteOptions(server);
  refuseDeepBodies(server);
  sendRevisions(server);
  server.setReplySerializer(writtenOut);
  if (options.tracing) traceRequests(server, options.tracing);
  logRequests(server, options.log, limitUnderWay(server, options.mostUnderWay ?? MOST_UNDER_WAY));
  app.get(Metrics).watch(server);
  await limitRate(app, options.rateLimitPerMinute, options.countedBy ?? byToken);
  await sendSafeHeaders(server, options.contentSecurityPolicy);
  keepOutOfCaches(server);
  if (options.compress ?? true) {
    compressAnswers(server);
    const zlibOptions = { level: LEVEL };
    await app.register(compress, { threshold: WORTH_BYTES, encodings: ['gzip', 'deflate'], zlibOptions });
  }
  app.setGlobalPrefix(PREFIX, { exclude: UNPREFIXED.map((path) => ({ path, method: RequestMethod.ALL })) });
  app.useGlobalGuards(
    new AccessGuard(options.authenticate, options.clock, app.get<typeof Askings, Askings | undefined>(Askings)),
    new IfMatchGuard(),
    new WaitGuard(app.get(ViewWaiters)),
  );
  app.useGlobalPipes(strictValidation(options.clock));
  app.useGlobalFilters(problems);
  await options.prepare?.(app, problems);
  await app.init();
  await server.ready();
  return app;
}

/** An answer of the API is of its moment, unless it says otherwise. */
function keepOutOfCaches(server: FastifyInstance): void {
  server.addHook('onSend', (request, reply, _payload, done) => {
    if (request.url.startsWith(`/${PREFIX}`) && !reply.hasHeader('cache-control'))
      void reply.header('cache-control', 'no-store');
    done();
  });
}
