export { notificationsDefinition } from './notifications.definition.js';
export { NotificationsModule } from './notifications.module.js';
export { notificationsBackstage } from './backstage.adapter.js';
