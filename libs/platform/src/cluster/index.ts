export { EventStoreDbEventStore, type EventStoreDbOptions } from './eventstoredb.event-store.js';
export { type KafkaAddress, type KafkaLine } from './kafka.client.js';
export { type KafkaLogOptions, KafkaMessageLog } from './kafka.message-log.js';
export { eventTopics, type KafkaTopic, TopicDiffers, TopicMissing } from './kafka.topics.js';
