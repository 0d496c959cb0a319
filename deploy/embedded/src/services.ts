import { allocationDefinition, AllocationModule } from '@pcrm/allocation';
import { engagementDefinition, EngagementModule } from '@pcrm/engagement';
import type { ServiceDefinition } from '@pcrm/event-sourcing';
import { gatewayDefinition } from '@pcrm/gateway';
import { notificationsDefinition, NotificationsModule } from '@pcrm/notifications';
import type { BackstageWork } from '@pcrm/platform';

/** Everything that runs in this one process. */
export const definitions: readonly ServiceDefinition[] = [
  allocationDefinition,
  engagementDefinition,
  notificationsDefinition,
  gatewayDefinition,
];
export const serviceModules = [AllocationModule, EngagementModule, NotificationsModule];
export const backstageWork: readonly BackstageWork[] = [];
