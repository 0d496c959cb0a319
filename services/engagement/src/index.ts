export * from './engagement.definition.js';
export * from './engagement.module.js';
export * from './engagement.config.js';
