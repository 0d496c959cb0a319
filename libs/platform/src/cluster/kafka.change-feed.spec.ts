import type { Changed } from '@pcrm/event-sourcing';
import { eventually, InMemoryMessageLog } from '@pcrm/event-sourcing/testing';
import { changesTopic, KafkaChangeFeed } from './kafka.change-feed.js';

const TOPIC = `i.${changesTopic(1).name}`;
const news = (n: number): Changed => ({ view: 'clients.client-list', rows: [{ key: `c-${String(n)}` }] });

class NewsLog extends InMemoryMessageLog {
  readonly groups: string[] = [];
  readonly forgotten: string[] = [];
  override consume(...[group, ...more]: Parameters<InMemoryMessageLog['consume']>) {
    this.groups.push(group);
    return super.consume(group, ...more);
  }
  async forgetGroup(group: string): Promise<void> {
    this.forgotten.push(group);
    throw new Error('the brokers are away');
  }
}

describe('news of changed rows', () => {
  it('is heard from the moment of opening on; what is no news is told, and the next is heard', async () => {
    const log = new NewsLog({ partitions: 1 });
    await log.inject(TOPIC, JSON.stringify([news(1)]));
    const failures: string[] = [];
    await using feed = await KafkaChangeFeed.open(log, {
      installation: 'i',
      failed: ({ message }) => failures.push(message),
    });
    const heard: Changed[] = [];
    feed.subscribe((changes) => heard.push(...changes));
    for (const bytes of [JSON.stringify([news(2)]), 'no news', '{}', JSON.stringify([news(3), news(4)])])
      await log.inject(TOPIC, bytes);
    await eventually(() => expect(heard).toEqual([2, 3, 4].map(news)));
    expect(failures).toHaveLength(2);
  });

  it('that comes while the hearing still begins is not lost', async () => {
    class Hasty extends NewsLog {
      override async consume(...asked: Parameters<InMemoryMessageLog['consume']>) {
        const [, topics, handler] = asked;
        const early = { offset: '1', malformed: 'no message', bytes: JSON.stringify([news(1)]) };
        const batch = { topic: topics[0] ?? '', partition: 0, items: [early], caughtUp: true };
        await handler(batch, { heartbeat: async () => undefined, signal: new AbortController().signal });
        return await super.consume(...asked);
      }
    }
    const failures: string[] = [];
    await using _feed = await KafkaChangeFeed.open(new Hasty({ partitions: 1 }), {
      installation: 'i',
      failed: ({ message }) => failures.push(message),
    });
    expect(failures).toEqual([]);
  });

  it('makes progress while it hears or has nothing to hear, so that standing still is seen', async () => {
    let now = 1_000;
    const log = new NewsLog({ partitions: 1, now: () => now });
    await using feed = await KafkaChangeFeed.open(log, { installation: 'i' });
    const aWhile = () => new Promise((resolve) => setTimeout(resolve, 20));
    await aWhile();
    now = 5_000;
    await aWhile();
    expect(feed.lastProgress()).toBe(1_000);
    await log.inject(TOPIC, '[]');
    await eventually(() => expect(feed.lastProgress()).toBe(5_000));
  });

  it('has a group of its own within the installation, which is taken away at its end, if that is possible', async () => {
    const log = new NewsLog({ partitions: 1 });
    const feed = await KafkaChangeFeed.open(log, { installation: 'i' });
    await feed[Symbol.asyncDispose]();
    expect(log.groups).toEqual([expect.stringMatching(/^i\.gateway\.changes\.[\w-]{36}$/)]);
    expect(log.forgotten).toEqual(log.groups);
  });
});
