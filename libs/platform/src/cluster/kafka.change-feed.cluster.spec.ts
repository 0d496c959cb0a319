import { jest } from '@jest/globals';
import type { Changed } from '@pcrm/event-sourcing';
import { eventually } from '@pcrm/event-sourcing/testing';
import { withParts } from '../testing.js';
import { changesTopic, KafkaChangeFeed, KafkaChangeTeller } from './kafka.change-feed.js';
import { KafkaMessageLog } from './kafka.message-log.js';

jest.setTimeout(60_000);

withParts(['kafka'], (url) => {
  const brokers = url.split(',');

  it('every gateway hears from every process which rows changed, in order for each of them', async () => {
    await using log = new KafkaMessageLog({ brokers });
    await log.createTopics([changesTopic(1)]);
    await using one = await KafkaChangeFeed.open({ brokers });
    await using two = await KafkaChangeFeed.open({ brokers });
    const heard: Changed[][] = [[], []];
    [one, two].forEach((feed, at) => feed.subscribe((changes) => heard[at]?.push(...changes)));
    await using teller = new KafkaChangeTeller({ brokers });
    const news = (n: number): Changed => ({ view: 'clients.client-list', rows: [{ key: `c-${String(n)}` }] });
    await eventually(async () => {
      // A consumer begins at the end, which it learns while it joins.
      teller.publish([news(0)]);
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(heard.every((all) => all.length > 0)).toBe(true);
    }, 20_000);
    for (let n = 1; n <= 50; n++) teller.publish([news(n)]);
    await eventually(() => {
      for (const all of heard) {
        const keys = all.map(({ rows }) => rows[0]?.key).filter((key) => key !== 'c-0');
        expect(keys).toEqual(Array.from({ length: 50 }, (_, n) => `c-${String(n + 1)}`));
      }
    }, 20_000);
  });
});
