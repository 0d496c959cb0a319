import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  cookieOrBearer,
  gatewayApi,
  gatewayDefinition,
  GatewayModule,
  MoveModule,
  openSessions,
  PAGE_POLICY,
  serveDashboard,
  serveServices,
  ServiceRoutes,
  type DocumentOf,
} from '@pcrm/gateway';
import {
  bearer,
  createHttpApp,
  Health,
  openApiFor,
  PlatformModule,
  ServiceModule,
  ServiceRows,
  STANDSTILL_MS,
  tokenVerifier,
} from '@pcrm/platform';
import { changesTopic, KafkaChangeFeed } from '@pcrm/platform/cluster';
import type { Configured, Parts } from './parts.js';
import { upstreamsOf } from './peers.js';
import { runBehind, type Process } from './service-process.js';

/** Where the dashboard was built to. */
const PAGES = fileURLToPath(new URL('../../../dashboard/dist', import.meta.url));
const ANSWER_MS = 5_000;

const documentOf: DocumentOf = async (url) => {
  const answer = await fetch(`${url}/api/openapi`, { signal: AbortSignal.timeout(ANSWER_MS) });
  if (!answer.ok) throw new Error(`${url} answered with ${String(answer.status)}`);
  return (await answer.json()) as Awaited<ReturnType<DocumentOf>>;
};

/** The one origin for browsers: sign-in, pages, the stream of news, and everything else passed on to the services. */
export async function openGatewayProcess(parts: Parts, configured: Configured): Promise<Process> {
  const { accounts, clock, events, log, sealer, tokenSecret, topics, tracing, vault } = parts;
  const { platform, cluster } = configured;
  const rows = new ServiceRows(gatewayDefinition.name, parts.rows);
  const { backstage, flush } = await runBehind(gatewayDefinition, { parts, configured });
  const failed = (error: Error): void => log.warn({ err: error }, 'news was lost');
  const changes = await KafkaChangeFeed.open(topics, { installation: cluster.installation, failed });
  const people = await openSessions({ rows, accounts, clock, options: {} });
  const authenticate = cookieOrBearer(people.sessions, bearer(tokenVerifier({ secret: tokenSecret })));
  const routes = new ServiceRoutes(upstreamsOf(cluster), documentOf);
  const openApi = () => routes.joined(openApiFor(app, 'platform', [gatewayApi]));
  const modules = [
    PlatformModule.with({ events, rows: parts.rows, vault, clock, backstage, changes, tracing }, sealer),
    ServiceModule.for(gatewayDefinition),
    GatewayModule.with({ rows, accounts, clock, changes, options: {}, openApi }, people),
    MoveModule,
  ];
  const app: NestFastifyApplication = await createHttpApp(modules, {
    ...{ clock, authenticate, log, tracing },
    bodyLimitBytes: platform.bodyLimitBytes,
    rateLimitPerMinute: platform.rateLimitPerMinute,
    contentSecurityPolicy: PAGE_POLICY,
    async prepare(made, problems) {
      await serveServices(made, { routes, authenticate, tokenSecret, problems });
      if (existsSync(join(PAGES, 'index.html'))) await serveDashboard(made, PAGES);
      else log.warn('the dashboard is not built: only the API answers');
    },
  });
  const lastProgress = (): number => changes.lastProgress();
  app.get(Health).watch({ name: changesTopic(1).name, lastProgress, maxAge: STANDSTILL_MS });
  return {
    app,
    async flush() {
      await changes[Symbol.asyncDispose]();
      await flush();
    },
  };
}
