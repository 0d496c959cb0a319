/** What runs a service in a thread that answers no requests. */
export { Backstage, type Job, LocalBackstage } from './backstage.js';
export * from './tracing/traced-ports.js';
export * from './service/active-tables.js';
export type { BackstageParts, BackstageRun, BackstageWork } from './service/backstage-work.js';
export { HandlerOf } from './service/handler-of.js';
export * from './service/run-here.js';
export { ServiceRows } from './service/service-rows.js';
export { triedAgain } from './service/tried-again.js';
