import { AllocationConfig } from '@pcrm/allocation/config';
import { ClientsConfig } from '@pcrm/clients/config';
import { EngagementConfig } from '@pcrm/engagement/config';
import { GatewayConfig } from '@pcrm/gateway/config';
import { NotificationsConfig } from '@pcrm/notifications/config';
import { PlatformConfig } from '@pcrm/platform/process';

/** What the process is told at its start. */
export const configs = {
  platform: PlatformConfig,
  clients: ClientsConfig,
  allocation: AllocationConfig,
  engagement: EngagementConfig,
  notifications: NotificationsConfig,
  gateway: GatewayConfig,
};
