import { Unavailable } from '@pcrm/event-sourcing';
import { topicOf, unused } from '../../test/cluster/kafka-of-a-run.js';
import { withParts } from '../testing/cluster-part.js';
import { kafkaClient } from './kafka.client.js';
import { KafkaMessageLog } from './kafka.message-log.js';
import { eventTopics, TopicDiffers, TopicMissing } from './kafka.topics.js';

withParts(['kafka'], (kafka = '') => {
  describe('topics', () => {
    const brokers = kafka.split(',');
    let log: KafkaMessageLog;
    beforeAll(() => {
      log = new KafkaMessageLog({ brokers });
    });
    afterAll(() => log[Symbol.asyncDispose]());

    it('are made as declared, once, and keep everything', async () => {
      const declared = eventTopics([unused('clients'), unused('allocation')], { partitions: 3, replication: 1 });
      await expect(log.checkTopics(declared)).rejects.toBeInstanceOf(TopicMissing);
      expect(await log.createTopics(declared)).toEqual(declared.map(({ name }) => name));
      expect(await log.createTopics(declared)).toEqual([]);
      await log.checkTopics(declared);
      const admin = kafkaClient({ brokers }, 5).admin();
      const { resources } = await admin.describeConfigs({
        resources: declared.map(({ name }) => ({
          type: 2,
          name,
          configNames: ['retention.ms', 'min.insync.replicas'],
        })),
        includeSynonyms: false,
      });
      for (const { configEntries } of resources)
        expect(
          Object.fromEntries(configEntries.map(({ configName, configValue }) => [configName, configValue])),
        ).toEqual({ 'retention.ms': '-1', 'min.insync.replicas': '1' });
      await admin.disconnect();
    });

    it('are never changed: another number of partitions or another retention is refused, with what is there', async () => {
      const topic = topicOf(unused('clients.events'), 3);
      await log.createTopics([topic]);
      await expect(log.createTopics([{ ...topic, partitions: 6 }])).rejects.toThrow(
        new TopicDiffers(`${topic.name} has partitions 3, not 6`),
      );
      await expect(log.checkTopics([{ ...topic, retentionMs: 60_000 }])).rejects.toThrow(
        /has retention.ms -1, not 60000/,
      );
      await log.checkTopics([topic]);
    });

    it('that take only messages smaller than we write are refused: nothing would be said any more', async () => {
      const topic = topicOf(unused('clients.events'), 1);
      const admin = kafkaClient({ brokers }, 5).admin();
      const byItself = { 'retention.ms': '-1', 'retention.bytes': '-1', 'min.insync.replicas': '1' };
      const configEntries = Object.entries(byItself).map(([name, value]) => ({ name, value }));
      await admin.createTopics({
        topics: [{ topic: topic.name, numPartitions: 1, configEntries }],
        waitForLeaders: true,
      });
      await admin.disconnect();
      await expect(log.createTopics([topic])).rejects.toThrow(
        new TopicDiffers(`${topic.name} has max.message.bytes 1048588, not 4194304`),
      );
    });

    it('are not made by who writes or reads: it is unavailable until the command has run', async () => {
      const name = unused('clients.events');
      const message = { key: 'k' } as Parameters<KafkaMessageLog['publish']>[1][number];
      await expect(log.publish(name, [message])).rejects.toBeInstanceOf(Unavailable);
      expect(await log.ends(name)).toEqual(new Map());
      await expect(log.checkTopics([topicOf(name, 1)])).rejects.toBeInstanceOf(TopicMissing);
    });
  });

  it('brokers that do not answer are unavailable, soon', async () => {
    await using log = new KafkaMessageLog({ brokers: ['127.0.0.1:1'] });
    await expect(log.ends('clients.events')).rejects.toBeInstanceOf(Unavailable);
  });
});
