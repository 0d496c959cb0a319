import { allocationDefinition, AllocationModule } from '@pcrm/allocation';
import { clientsBackstage, clientsDefinition, ClientsModule } from '@pcrm/clients';
import { engagementDefinition, EngagementModule } from '@pcrm/engagement';
import type { ServiceDefinition } from '@pcrm/event-sourcing';
import { gatewayDefinition } from '@pcrm/gateway';
import { notificationsBackstage, notificationsDefinition, NotificationsModule } from '@pcrm/notifications';
import type { BackstageWork } from '@pcrm/platform';

/** Everything that runs in this one process. */
export const definitions: readonly ServiceDefinition[] = [
  clientsDefinition,
  allocationDefinition,
  engagementDefinition,
  notificationsDefinition,
  gatewayDefinition,
];
export const serviceModules = [ClientsModule, AllocationModule, EngagementModule, NotificationsModule];
/** What runs in the writing thread besides views, reactions and what falls due. */
export const backstageWork: readonly BackstageWork[] = [clientsBackstage, notificationsBackstage];
