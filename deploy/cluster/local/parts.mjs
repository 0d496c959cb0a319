// What the local launcher offers to tests and tools; the promises stand in parts.d.mts.
export { whatIsMissing } from './jars.mjs';
export { startKafka } from './kafka.mjs';
export { startMongo } from './mongo.mjs';
