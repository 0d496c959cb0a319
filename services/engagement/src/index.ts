export * from './engagement.definition.js';
export * from './engagement.module.js';
export * from './engagement.config.js';
/** What the sources of this service say of its endpoints. */
export const engagementApi = new URL('./engagement.api.json', import.meta.url);
