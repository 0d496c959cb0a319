export * from './testing/documented-config.js';
export * from './testing/bad-bodies.js';
export * from './testing/asking.js';
export * from './testing/good-requests.js';
export * from './testing/open-service.js';
export * from './testing/inputs-of-routes.js';
export * from './testing/cluster-part.js';
export { CutLine } from './testing/cut-line.js';
export * from './testing/otlp-receiver.js';
