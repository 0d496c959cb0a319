import { Partitioners } from 'kafkajs';

/**
 * The partition of a key: murmur2 of its UTF-8 bytes, made positive, modulo the number of partitions, as Kafka's own clients
 * in other languages do it. It does not look at which partitions can be reached: a key never moves, it waits.
 */
export const partitionOf = (key: string, partitions: number): number =>
  murmur2({
    topic: '',
    message: { key, value: null },
    partitionMetadata: Array.from({ length: partitions }, (_, partitionId) => ({
      partitionId,
      partitionErrorCode: 0,
      leader: 0,
      replicas: [],
      isr: [],
    })),
  });
const murmur2 = Partitioners.DefaultPartitioner();
