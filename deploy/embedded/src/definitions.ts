import { allocationDefinition } from '@pcrm/allocation/definition';
import { clientsBackstage } from '@pcrm/clients/backstage';
import { clientsDefinition } from '@pcrm/clients/definition';
import { engagementDefinition } from '@pcrm/engagement/definition';
import type { ServiceDefinition } from '@pcrm/event-sourcing';
import { gatewayDefinition } from '@pcrm/gateway/definition';
import { notificationsBackstage } from '@pcrm/notifications/backstage';
import { notificationsDefinition } from '@pcrm/notifications/definition';
import type { BackstageWork } from '@pcrm/platform/running';

/** Everything that runs in the writing thread. */
export const definitions: readonly ServiceDefinition[] = [
  clientsDefinition,
  allocationDefinition,
  engagementDefinition,
  notificationsDefinition,
  gatewayDefinition,
];
/** What runs there besides views, reactions and what falls due. */
export const backstageWork: readonly BackstageWork[] = [clientsBackstage, notificationsBackstage];
