/** What every process and thread has before it runs anything: its configuration, its log, its secrets, its traces. */
export * from './config/describe.js';
export * from './config/load-config.js';
export * from './config/platform.config.js';
export { processLog, type LogOptions } from './process-log.js';
export { loadOrMakeSecret } from './auth/secrets.js';
export * from './tracing/open-tracing.js';
export * from './tracing/tracing-settings.js';
