import { allocationApi, AllocationModule } from '@pcrm/allocation';
import { clientsApi, ClientsModule } from '@pcrm/clients';
import { engagementApi, EngagementModule } from '@pcrm/engagement';
import { gatewayApi } from '@pcrm/gateway';
import { notificationsApi, NotificationsModule } from '@pcrm/notifications';

/** What the services say of their endpoints. */
export const apis: readonly URL[] = [clientsApi, allocationApi, engagementApi, notificationsApi, gatewayApi];
/** What answers requests. */
export const serviceModules = [ClientsModule, AllocationModule, EngagementModule, NotificationsModule];
