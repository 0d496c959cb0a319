import { Partitioners } from 'kafkajs';

/**
 * The partition of a key: murmur2 of its UTF-8 bytes, made positive, modulo the number of partitions, as Kafka's own clients
 * in other languages do it. It does not look at which partitions can be reached: a key never moves, it waits.
 */
export const partitionOf = (key: string, partitions: number): number =>
  murmur2({ topic: '', message: { key, value: null }, partitionMetadata: partitionsOf(partitions) });
const murmur2 = Partitioners.DefaultPartitioner();

/** What the partitioner is to be told of a topic's partitions: of each that it is there. */
function partitionsOf(count: number): Told {
  const known = told.get(count);
  if (known) return known;
  const made = Array.from({ length: count }, (_, partitionId) => ({
    partitionId,
    partitionErrorCode: 0,
    leader: 0,
    replicas: [],
    isr: [],
  }));
  told.set(count, made);
  return made;
}
type Told = Parameters<typeof murmur2>[0]['partitionMetadata'];
const told = new Map<number, Told>();
