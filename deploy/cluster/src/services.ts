import type { DynamicModule, Type } from '@nestjs/common';
import type { ServiceDefinition } from '@pcrm/event-sourcing';
import type { BackstageWork } from '@pcrm/platform';
import type { CoreBankingParts } from '@pcrm/clients';

/** What a process needs of a service. */
export type ServiceParts = {
  readonly definition: ServiceDefinition;
  readonly module: Type | DynamicModule;
  /** What runs besides views, reactions and what falls due. */
  readonly work?: BackstageWork;
  /** What it hears from outside. */
  readonly hear?: (parts: CoreBankingParts) => Promise<AsyncDisposable>;
};

/** The services that decide something, by name. A process loads only its own. */
export const SERVICES = {
  clients: async (): Promise<ServiceParts> => {
    const { clientsBackstage, clientsDefinition, ClientsModule, hearCoreBanking } = await import('@pcrm/clients');
    return { definition: clientsDefinition, module: ClientsModule, work: clientsBackstage, hear: hearCoreBanking };
  },
  allocation: async (): Promise<ServiceParts> => {
    const { allocationDefinition: definition, AllocationModule: module } = await import('@pcrm/allocation');
    return { definition, module };
  },
  engagement: async (): Promise<ServiceParts> => {
    const { engagementDefinition: definition, EngagementModule: module } = await import('@pcrm/engagement');
    return { definition, module };
  },
  notifications: async (): Promise<ServiceParts> => {
    const { notificationsDefinition, NotificationsModule, notificationsBackstage } =
      await import('@pcrm/notifications');
    return { definition: notificationsDefinition, module: NotificationsModule, work: notificationsBackstage };
  },
} as const;

export type ServiceName = keyof typeof SERVICES;
export const SERVICE_NAMES = Object.keys(SERVICES) as readonly ServiceName[];
export const isService = (name: string): name is ServiceName => Object.hasOwn(SERVICES, name);
