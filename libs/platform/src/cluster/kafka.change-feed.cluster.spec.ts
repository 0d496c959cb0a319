import { jest } from '@jest/globals';
import type { Changed } from '@pcrm/event-sourcing';
import { eventually } from '@pcrm/event-sourcing/testing';
import { unused } from '../../test/cluster/kafka-of-a-run.js';
import { withParts } from '../testing/cluster-part.js';
import { topicName } from './installation.js';
import { changesTopic, KafkaChangeFeed, KafkaChangeTeller } from './kafka.change-feed.js';
import { kafkaClient } from './kafka.client.js';
import { KafkaMessageLog } from './kafka.message-log.js';

jest.setTimeout(60_000);
const news = (n: number): Changed => ({ view: 'clients.client-list', rows: [{ key: `c-${String(n)}` }] });

withParts(['kafka'], (url) => {
  const brokers = url.split(',');

  it('every gateway hears from every process which rows changed, in order for each of them', async () => {
    await using log = new KafkaMessageLog({ brokers });
    await log.createTopics([changesTopic(1)]);
    await using one = await KafkaChangeFeed.open(log);
    await using two = await KafkaChangeFeed.open(log);
    const heard: Changed[][] = [[], []];
    [one, two].forEach((feed, at) => feed.subscribe((changes) => heard[at]?.push(...changes)));
    await using teller = new KafkaChangeTeller({ brokers });
    // It begins at the end that it found when it was opened: nothing is lost while it joins.
    for (let n = 1; n <= 50; n++) teller.publish([news(n)]);
    await eventually(() => {
      for (const all of heard) {
        const keys = all.map(({ rows }) => rows[0]?.key);
        expect(keys).toEqual(Array.from({ length: 50 }, (_, n) => `c-${String(n + 1)}`));
      }
    }, 20_000);
  });

  it('leaves no group behind, which stood within the installation', async () => {
    const installation = unused('pcrm').replace('-', '');
    await using log = new KafkaMessageLog({ brokers });
    const topic = changesTopic(1);
    await log.createTopics([{ ...topic, name: topicName(installation, topic.name) }]);
    const admin = kafkaClient({ brokers }, 5).admin();
    const groups = async (): Promise<readonly string[]> =>
      (await admin.listGroups()).groups.map(({ groupId }) => groupId).filter((group) => group.includes(installation));
    const feed = await KafkaChangeFeed.open(log, { installation });
    const heard: Changed[] = [];
    feed.subscribe((changes) => heard.push(...changes));
    await using teller = new KafkaChangeTeller({ brokers, installation });
    teller.publish([news(1)]);
    await eventually(() => expect(heard).toEqual([news(1)]), 20_000);
    expect(await groups()).toEqual([expect.stringMatching(new RegExp(`^${installation}\\.gateway\\.changes\\.`))]);
    await feed[Symbol.asyncDispose]();
    expect(await groups()).toEqual([]);
    await admin.disconnect();
  });
});
