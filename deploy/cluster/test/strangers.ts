import { Kafka, logLevel, PartitionAssigners, Partitioners } from 'kafkajs';

const clientAt = (brokers: string): Kafka => new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING });

/** Says texts on a topic as somebody does who is no part of us. */
export async function saidByOthers(brokers: string, topic: string, texts: readonly string[]): Promise<void> {
  const producer = clientAt(brokers).producer({
    allowAutoTopicCreation: false,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  await producer.send({ topic, messages: texts.map((value) => ({ value })) });
  await producer.disconnect();
}

/** A member of a group who shares partitions out in a way that nobody else knows: whoever joins then is refused for good. */
export async function strangerIn(brokers: string, groupId: string, topic: string): Promise<AsyncDisposable> {
  const name = 'Foreign';
  const consumer = clientAt(brokers).consumer({
    groupId,
    partitionAssigners: [
      (tools) => {
        const ours = PartitionAssigners.roundRobin(tools);
        return { ...ours, name, protocol: (asked) => ({ ...ours.protocol(asked), name }) };
      },
    ],
  });
  await consumer.connect();
  await consumer.subscribe({ topic });
  await consumer.run({ eachBatch: async () => undefined });
  return { [Symbol.asyncDispose]: () => consumer.disconnect() };
}
