import type { DynamicModule, Type } from '@nestjs/common';
import type { Consumption, ServiceDefinition } from '@pcrm/event-sourcing';
import type { BackstageWork, ConfigClass } from '@pcrm/platform';
import type { CoreBankingParts } from '@pcrm/clients';

/** What a process needs of a service. */
export type ServiceParts = {
  readonly definition: ServiceDefinition;
  readonly module: Type | DynamicModule;
  /** What it is told at its start. */
  readonly config: ConfigClass<object>;
  /** What it says of its endpoints. */
  readonly api: URL;
  /** What runs besides views, reactions and what falls due. */
  readonly work?: BackstageWork;
  /** What it hears from outside. */
  readonly hear?: (parts: CoreBankingParts) => Promise<Consumption>;
};

/** The services that decide something, by name. A process loads only its own. */
export const SERVICES = {
  clients: async (): Promise<ServiceParts> => {
    const { clientsApi, clientsBackstage, ClientsConfig, clientsDefinition, ClientsModule, hearCoreBanking } =
      await import('@pcrm/clients');
    const [definition, work, hear] = [clientsDefinition, clientsBackstage, hearCoreBanking];
    return { definition, module: ClientsModule, config: ClientsConfig, api: clientsApi, work, hear };
  },
  allocation: async (): Promise<ServiceParts> => {
    const {
      allocationApi: api,
      AllocationConfig: config,
      allocationDefinition: definition,
      AllocationModule: module,
    } = await import('@pcrm/allocation');
    return { definition, module, config, api };
  },
  engagement: async (): Promise<ServiceParts> => {
    const {
      engagementApi: api,
      EngagementConfig: config,
      engagementDefinition: definition,
      EngagementModule: module,
    } = await import('@pcrm/engagement');
    return { definition, module, config, api };
  },
  notifications: async (): Promise<ServiceParts> => {
    const {
      notificationsApi,
      notificationsBackstage,
      NotificationsConfig,
      notificationsDefinition,
      NotificationsModule,
    } = await import('@pcrm/notifications');
    const [definition, work] = [notificationsDefinition, notificationsBackstage];
    return { definition, module: NotificationsModule, config: NotificationsConfig, api: notificationsApi, work };
  },
} as const;

export type ServiceName = keyof typeof SERVICES;
export const SERVICE_NAMES = Object.keys(SERVICES) as readonly ServiceName[];
export const isService = (name: string): name is ServiceName => Object.hasOwn(SERVICES, name);
