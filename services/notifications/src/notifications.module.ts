import { ServiceModule } from '@pcrm/platform';
import { notificationsDefinition } from './notifications.definition.js';

/** The service over HTTP. */
export const NotificationsModule = ServiceModule.for(notificationsDefinition);
