import { Inject, Module, type DynamicModule, type OnModuleInit, type Provider, type Type } from '@nestjs/common';
import {
  createHandler,
  RowStore,
  type HandlerOptions,
  type Sealer,
  type ServiceDefinition,
} from '@pcrm/event-sourcing';
import { problemTitles, type Titles } from '../errors/titles.js';
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

const Definition = Symbol('Definition');
const ServiceOperations = Symbol('ServiceOperations');

/** Makes the views of a service known to whoever waits for one. */
class ServiceStart implements OnModuleInit {
  constructor(
    @Inject(Definition) private readonly definition: ServiceDefinition,
    @Inject(ServiceOperations) private readonly operations: Operations,
    @Inject(ViewWaiters) private readonly waiters: ViewWaiters,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    const { name } = this.definition;
    this.waiters.add(name, viewsOf(this.definition), {
      waitFor: (view, until, timeoutMs) => this.operations.waitFor({ view, ...until, timeoutMs }),
    });
    const help =
      'How consumers of the service stand: messages behind, parked, applied; building is 1 while a view is made anew.';
    this.metrics.gauge('pcrm_consumer', help, ['service', 'consumer', 'what'], () => this.standing());
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
      { provide: Definition, useValue: definition },
      { provide: RowStore, useFactory: ({ rows }: Ports) => new ServiceRows(definition.name, rows), inject: [Ports] },
      {
        provide: Views,
        useFactory: (rows: RowStore) => new Views(rows, new StoredActiveTables(rows, definition)),
        inject: [RowStore],
      },
      {
        provide: ServiceOperations,
        useFactory: ({ backstage }: Ports) => operationsThrough(backstage, definition.name),
        inject: [Ports],
      },
      ...definition.aggregates.map((aggregate) => ({
        provide: HandlerOf(aggregate),
        useFactory: ({ events, vault }: Ports, rows: RowStore, sealer: Sealer) =>
          createHandler(aggregate, { events, vault, rows, sealer, ...handling }),
        inject: [Ports, RowStore, Sealing],
      })),
      ServiceStart,
    ];
    return {
      module: ServiceModule,
      controllers: [...controllers, operationsController(definition.name, names, ServiceOperations)],
      providers: [...own, ...providers],
      exports: [RowStore, Views, ...definition.aggregates.map(HandlerOf)],
    };
  }
}
