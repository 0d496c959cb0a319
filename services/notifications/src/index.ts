export { notificationsDefinition } from './notifications.definition.js';
export { NotificationsModule } from './notifications.module.js';
export { notificationsBackstage, type BackstageParts } from './backstage.adapter.js';
