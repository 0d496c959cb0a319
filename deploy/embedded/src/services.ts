import { allocationApi, allocationDefinition, AllocationModule } from '@pcrm/allocation';
import { clientsApi, clientsBackstage, clientsDefinition, ClientsModule } from '@pcrm/clients';
import { engagementApi, engagementDefinition, EngagementModule } from '@pcrm/engagement';
import type { ServiceDefinition } from '@pcrm/event-sourcing';
import { gatewayApi, gatewayDefinition } from '@pcrm/gateway';
import {
  notificationsApi,
  notificationsBackstage,
  notificationsDefinition,
  NotificationsModule,
} from '@pcrm/notifications';
import type { BackstageWork } from '@pcrm/platform';

/** Everything that runs in this one process. */
export const definitions: readonly ServiceDefinition[] = [
  clientsDefinition,
  allocationDefinition,
  engagementDefinition,
  notificationsDefinition,
  gatewayDefinition,
];
/** What they say of their endpoints. */
export const apis: readonly URL[] = [clientsApi, allocationApi, engagementApi, notificationsApi, gatewayApi];
export const serviceModules = [ClientsModule, AllocationModule, EngagementModule, NotificationsModule];
/** What runs in the writing thread besides views, reactions and what falls due. */
export const backstageWork: readonly BackstageWork[] = [clientsBackstage, notificationsBackstage];
