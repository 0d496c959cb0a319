export { NotificationsConfig } from './notifications.config.js';
export { notificationsDefinition } from './notifications.definition.js';
export { NotificationsModule } from './notifications.module.js';
export { notificationsBackstage, notificationsThrough, type TellingSmsGateway } from './backstage.adapter.js';
/** What the sources of this service say of its endpoints. */
export const notificationsApi = new URL('./notifications.api.json', import.meta.url);
