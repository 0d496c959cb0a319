export { type KafkaAddress, kafkaClient, type KafkaLine } from './kafka.client.js';
