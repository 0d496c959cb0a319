import { Module, type DynamicModule, type OnModuleInit, type Provider, type Type } from '@nestjs/common';
import {
  createHandler,
  RowStore,
  type HandlerOptions,
  type Sealer,
  type ServiceDefinition,
} from '@pcrm/event-sourcing';
import { problemTitles, type Titles } from '../errors/titles.js';
import { Health } from '../http/health.js';
import { Metrics, type Sample } from '../http/metrics.js';
import { ViewWaiters } from '../http/wait-for.js';
import { StoredActiveTables } from './active-tables.js';
import { HandlerOf } from './handler-of.js';
import { operationsController } from './operations.controller.js';
import { operationsThrough, type Operations } from './operations.js';
import { Ports, Sealing } from './ports.js';
import { ServiceRows } from './service-rows.js';
import { Views } from './views.js';

export type ServiceOptions = {
  readonly controllers?: readonly Type[];
  readonly providers?: readonly Provider[];
  /** What the service's refusal codes are called. */
  readonly titles?: Titles;
  /** How commands are handled; tests make chance and pauses their own. */
  readonly handling?: Pick<HandlerOptions, 'cacheSize' | 'shared' | 'sleep' | 'random'>;
};

const ServiceOperations = Symbol('ServiceOperations');

/** What has something to take in and does not for so long (ms) makes its process not alive. */
export const STANDSTILL_MS = 120_000;

/** Makes the service known to those who wait for its views, ask for its health and count. */
class ServiceStart implements OnModuleInit {
  constructor(
    private readonly definition: ServiceDefinition,
    private readonly operations: Operations,
    private readonly waiters: ViewWaiters,
    private readonly watch: { readonly metrics: Metrics; readonly health: Health },
  ) {}

  onModuleInit(): void {
    const { name } = this.definition;
    this.waiters.add(name, viewsOf(this.definition), {
      waitFor: (view, until, timeoutMs) => this.operations.waitFor({ view, ...until, timeoutMs }),
    });
    this.watch.health.watch({ name, lastProgress: () => this.operations.lastProgress(), maxAge: STANDSTILL_MS });
    this.watch.health.needs({ name, ready: () => this.operations.views().then(() => true) });
    const help =
      'How consumers of the service stand: messages behind, parked, applied; building is 1 while a view is made anew.';
    this.watch.metrics.gauge('pcrm_consumer', help, ['service', 'consumer', 'what'], () => this.standing());
    const stands =
      'How the service stands: readAll is 1 when its facts are said and everything said was taken in; secondsSinceProgress.';
    this.watch.metrics.gauge('pcrm_service', stands, ['service', 'what'], () => this.progress());
  }

  private async progress(): Promise<readonly Sample[]> {
    const service = this.definition.name;
    const [read, last] = await Promise.all([
      this.operations.readUpTo({}).catch(() => undefined),
      this.operations.lastProgress().catch(() => undefined),
    ]);
    const age = last === undefined ? undefined : Math.max(0, (Date.now() - last) / 1_000);
    return Object.entries({ readAll: read?.atRest, secondsSinceProgress: age }).flatMap(([what, value]) =>
      value === undefined ? [] : [{ labels: { service, what }, value: Number(value) }],
    );
  }

  /** A service that does not answer now has no numbers. */
  private async standing(): Promise<readonly Sample[]> {
    const service = this.definition.name;
    const statuses = await this.operations.views().catch(() => []);
    return statuses.flatMap(({ view, ...numbers }) =>
      Object.entries(numbers).flatMap(([what, value]) =>
        typeof value === 'number' || typeof value === 'boolean'
          ? [{ labels: { service, consumer: view, what }, value: Number(value) }]
          : [],
      ),
    );
  }
}

/** Views by name, totals included: readers wait for either. */
const viewsOf = ({ projections }: ServiceDefinition): readonly string[] =>
  projections.flatMap(({ name, totals = [] }) => [name, ...totals.map((total) => total.name)]);

/** Who has waited for a view reads the table that has now what they waited for, not the one that was believed until then. */
const lookingAnew = (operations: Operations, tables: StoredActiveTables): Operations => ({
  ...operations,
  async waitFor(ask) {
    const isThere = await operations.waitFor(ask);
    tables.forget(ask.view);
    return isThere;
  },
});

/**
 * A service over HTTP: `ServiceModule.for(definition, { controllers, titles })`. Controllers inject `HandlerOf(aggregate)` for
 * each of its aggregates, `Views`, `RowStore` (the service's own part), and the ports of `PlatformModule`.
 */
@Module({})
export class ServiceModule {
  static for(definition: ServiceDefinition, options: ServiceOptions = {}): DynamicModule {
    const { controllers = [], providers = [], titles = {}, handling = {} } = options;
    problemTitles.add(titles);
    const names = definition.projections.map(({ name }) => name);
    const own: Provider[] = [
      { provide: RowStore, useFactory: ({ rows }: Ports) => new ServiceRows(definition.name, rows), inject: [Ports] },
      {
        provide: StoredActiveTables,
        useFactory: (rows: RowStore) => new StoredActiveTables(rows, definition),
        inject: [RowStore],
      },
      {
        provide: Views,
        useFactory: (rows: RowStore, tables: StoredActiveTables) => new Views(rows, tables),
        inject: [RowStore, StoredActiveTables],
      },
      {
        provide: ServiceOperations,
        useFactory: ({ backstage }: Ports, tables: StoredActiveTables) =>
          lookingAnew(operationsThrough(backstage, definition.name), tables),
        inject: [Ports, StoredActiveTables],
      },
      ...definition.aggregates.map((aggregate) => ({
        provide: HandlerOf(aggregate),
        useFactory: ({ events, vault, tracing }: Ports, rows: RowStore, sealer: Sealer) =>
          createHandler(aggregate, { events, vault, rows, sealer, tracing, ...handling }),
        inject: [Ports, RowStore, Sealing],
      })),
      {
        provide: ServiceStart,
        useFactory: (operations: Operations, waiters: ViewWaiters, metrics: Metrics, health: Health) =>
          new ServiceStart(definition, operations, waiters, { metrics, health }),
        inject: [ServiceOperations, ViewWaiters, Metrics, Health],
      },
    ];
    return {
      module: ServiceModule,
      controllers: [...controllers, operationsController(definition.name, names, ServiceOperations)],
      providers: [...own, ...providers],
      exports: [RowStore, Views, ...definition.aggregates.map(HandlerOf)],
    };
  }
}
