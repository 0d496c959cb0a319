import { createSealer, type RowStore } from '@pcrm/event-sourcing';
import {
  cookieOrBearer,
  GatewayModule,
  gatewayDefinition,
  MoveModule,
  openSessions,
  outletNames,
  PAGE_POLICY,
  serveDashboard,
  signedInAs,
  staffDirectory,
  type Demo,
  type DirectoryRow,
  type OutletNameRow,
  type Persona,
  type Users,
} from '@pcrm/gateway';
import {
  bearer,
  createHttpApp,
  Health,
  openApiFor,
  PlatformModule,
  processLog,
  ServiceModule,
  ServiceRows,
  stopWithin,
  StoredActiveTables,
  tokenVerifier,
  tracedEvents,
  type OpenApiSource,
  type OpenTracing,
  type PlatformConfig,
} from '@pcrm/platform';
import type { MovableClock, WorkerClient } from '@pcrm/platform/embedded';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { apis, serviceModules } from './services.js';

export type HttpParts = {
  readonly config: PlatformConfig;
  readonly client: WorkerClient;
  readonly accounts: RowStore;
  readonly clock: MovableClock;
  readonly tokenSecret: Uint8Array;
  readonly tracing: OpenTracing | undefined;
  /** Folder of the built dashboard; absent: only the API answers. */
  readonly pages?: string;
  readonly demo?: Omit<Demo, 'personas'>;
  /** Whatever else listens in on the server, said before it is initialised. */
  readonly prepare?: (app: NestFastifyApplication) => void;
};

export type HttpSide = {
  readonly app: NestFastifyApplication;
  readonly users: Users;
  /** Lets what is under way end, then does `last`. */
  readonly stop: (last: () => Promise<void>) => Promise<boolean>;
};

/** The main thread: all services and the gateway behind one HTTP server, reading beside the thread that writes. */
export async function openHttpSide(parts: HttpParts): Promise<HttpSide> {
  const { client, clock, config, accounts, pages, tokenSecret: secret, tracing } = parts;
  const { rows, vault, backstage, changes } = client;
  const events = tracedEvents(client.events, tracing);
  const gatewayRows = new ServiceRows(gatewayDefinition.name, rows);
  const tables = new StoredActiveTables(gatewayRows, gatewayDefinition);
  const options = parts.demo ? { demo: { ...parts.demo, personas: () => personas(gatewayRows, tables) } } : {};
  const people = await openSessions({ rows: gatewayRows, accounts, clock, options });
  const health = new Health();
  const openApi: OpenApiSource = () => openApiFor(app, 'platform', apis);
  const gateway = GatewayModule.with({ rows: gatewayRows, accounts, clock, changes, options, openApi }, people);
  const platform = PlatformModule.with(
    { events, rows, vault, clock, backstage, changes, tracing },
    createSealer(vault),
  );
  const app = await createHttpApp(
    [platform, ...serviceModules, ServiceModule.for(gatewayDefinition), gateway, MoveModule],
    {
      clock,
      authenticate: cookieOrBearer(people.sessions, bearer(tokenVerifier({ secret }))),
      log: processLog({ name: 'http', level: config.logLevel }),
      bodyLimitBytes: config.bodyLimitBytes,
      rateLimitPerMinute: config.rateLimitPerMinute,
      contentSecurityPolicy: PAGE_POLICY,
      ...{ health, tracing },
      prepare: async (made) => {
        parts.prepare?.(made);
        if (pages !== undefined) await serveDashboard(made, pages);
      },
    },
  );
  return { app, users: people.users, stop: (last) => stopWithin(app, last) };
}

/** Everybody of the demo branch who may be picked, managers and heads first. */
async function personas(rows: RowStore, tables: StoredActiveTables): Promise<readonly Persona[]> {
  const all = { index: 'key', limit: 1_000 };
  const [people, outlets] = await Promise.all([
    rows.find<DirectoryRow>(await tables.activeTable(staffDirectory.name), all),
    rows.find<OutletNameRow>(await tables.activeTable(outletNames.name), all),
  ]);
  const names = new Map(outlets.rows.map(({ key, doc }) => [key, doc.name]));
  return people.rows.flatMap(({ key, doc }) => {
    const person = signedInAs(key, doc);
    const outletName = names.get(doc.outletId ?? '');
    return person ? [{ ...person, ...(outletName !== undefined && { outletName }) }] : [];
  });
}
