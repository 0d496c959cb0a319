export { EventStoreDbEventStore, type EventStoreDbOptions } from './eventstoredb.event-store.js';
export { type KafkaAddress, type KafkaLine } from './kafka.client.js';
export { type KafkaLogOptions, KafkaMessageLog } from './kafka.message-log.js';
export { eventTopics, type KafkaTopic, TopicDiffers, TopicMissing } from './kafka.topics.js';
export { connectMongo, type MongoConnection, type MongoConnectionOptions } from './mongo.connection.js';
export { MongoRowStore } from './mongo.row-store.js';
export type { MongoCommitsOptions } from './mongo.commits.js';
export { MongoKeyVault } from './mongo.key-vault.js';
export { MongoLease, type MongoLeaseOptions } from './mongo.lease.js';
