import { randomUUID } from 'node:crypto';
import type { Consumer, Producer } from 'kafkajs';
import { asError, type Changed } from '@pcrm/event-sourcing';
import { LocalChangeFeed, type ChangeFeed } from '../change-feed.js';
import { type KafkaAddress, kafkaClient, producerOf } from './kafka.client.js';
import { topicName } from './installation.js';
import type { KafkaTopic } from './kafka.topics.js';

const TOPIC = 'views.changed';
/** News is of use for as long as a page may have been without its stream. */
const KEPT_MS = 3_600_000;
/** News of so many milliseconds goes in one message. */
const GATHER_MS = 50;
/** Beyond so many changes the oldest are forgotten: rows are the truth, and pages read again when they come back. */
const MOST_WAITING = 20_000;
const RETRIES = { telling: 3, hearing: 50 };

/** The topic in which processes tell each other which rows changed. */
export const changesTopic = (replication: number): KafkaTopic => ({
  name: TOPIC,
  partitions: 1,
  replication,
  minInSync: 1,
  retentionMs: KEPT_MS,
});

export type KafkaChangeFeedOptions = KafkaAddress & {
  readonly installation?: string;
  readonly failed?: (error: Error) => void;
};
const topicOf = ({ installation = '' }: KafkaChangeFeedOptions): string => topicName(installation, TOPIC);

/** Tells all gateways which rows changed. News may be lost; what fails is forgotten, and nobody waits for it. */
export class KafkaChangeTeller implements AsyncDisposable {
  private waiting: Changed[] = [];
  private timer: NodeJS.Timeout | undefined;
  private sending: Promise<void> = Promise.resolve();
  private producer: Promise<Producer> | undefined;

  constructor(private readonly options: KafkaChangeFeedOptions) {}

  publish(changes: readonly Changed[]): void {
    this.waiting.push(...changes);
    if (this.waiting.length > MOST_WAITING) this.waiting.splice(0, this.waiting.length - MOST_WAITING);
    this.timer ??= setTimeout(() => this.flush(), GATHER_MS).unref();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.timer);
    await this.sending;
    await (await this.producer?.catch(() => undefined))?.disconnect();
  }

  private open(): Producer {
    return producerOf(kafkaClient(this.options, RETRIES.telling));
  }

  private flush(): void {
    this.timer = undefined;
    const changes = this.waiting;
    this.waiting = [];
    this.sending = this.sending.then(() => this.send(changes));
  }

  private async send(changes: readonly Changed[]): Promise<void> {
    try {
      const producer = await (this.producer ??= connected(this.open()));
      await producer.send({ topic: topicOf(this.options), acks: 1, messages: [{ value: JSON.stringify(changes) }] });
    } catch (error) {
      this.producer = undefined;
      this.options.failed?.(asError(error));
    }
  }
}

async function connected<Client extends { connect(): Promise<void> }>(client: Client): Promise<Client> {
  await client.connect();
  return client;
}

/** Hears what the services' processes tell, from now on. */
export class KafkaChangeFeed implements ChangeFeed, AsyncDisposable {
  private readonly local = new LocalChangeFeed();

  private constructor(private readonly consumer: Consumer) {}

  static async open(options: KafkaChangeFeedOptions): Promise<KafkaChangeFeed> {
    // A group of its own: each gateway hears everything.
    const groupId = `gateway.changes.${randomUUID()}`;
    const consumer = kafkaClient(options, RETRIES.hearing).consumer({ groupId, allowAutoTopicCreation: false });
    const feed = new KafkaChangeFeed(consumer);
    await consumer.connect();
    await consumer.subscribe({ topic: topicOf(options), fromBeginning: false });
    await consumer.run({
      eachMessage: async ({ message: { value } }) => {
        try {
          feed.local.publish(JSON.parse(value?.toString() ?? '[]') as Changed[]);
        } catch (error) {
          options.failed?.(asError(error));
        }
      },
    });
    return feed;
  }

  subscribe(listener: (changes: readonly Changed[]) => void): () => void {
    return this.local.subscribe(listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.consumer.disconnect();
  }
}
