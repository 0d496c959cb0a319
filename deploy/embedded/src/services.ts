import { allocationApi, AllocationConfig, allocationDefinition, AllocationModule } from '@pcrm/allocation';
import { clientsApi, clientsBackstage, ClientsConfig, clientsDefinition, ClientsModule } from '@pcrm/clients';
import { engagementApi, EngagementConfig, engagementDefinition, EngagementModule } from '@pcrm/engagement';
import type { ServiceDefinition } from '@pcrm/event-sourcing';
import { gatewayApi, GatewayConfig, gatewayDefinition } from '@pcrm/gateway';
import {
  notificationsApi,
  notificationsBackstage,
  NotificationsConfig,
  notificationsDefinition,
  NotificationsModule,
} from '@pcrm/notifications';
import { PlatformConfig, type BackstageWork } from '@pcrm/platform';

/** Everything that runs in this one process. */
export const definitions: readonly ServiceDefinition[] = [
  clientsDefinition,
  allocationDefinition,
  engagementDefinition,
  notificationsDefinition,
  gatewayDefinition,
];
/** What the process is told at its start. */
export const configs = {
  platform: PlatformConfig,
  clients: ClientsConfig,
  allocation: AllocationConfig,
  engagement: EngagementConfig,
  notifications: NotificationsConfig,
  gateway: GatewayConfig,
};
/** What they say of their endpoints. */
export const apis: readonly URL[] = [clientsApi, allocationApi, engagementApi, notificationsApi, gatewayApi];
export const serviceModules = [ClientsModule, AllocationModule, EngagementModule, NotificationsModule];
/** What runs in the writing thread besides views, reactions and what falls due. */
export const backstageWork: readonly BackstageWork[] = [clientsBackstage, notificationsBackstage];
