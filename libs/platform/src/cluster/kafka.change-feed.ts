import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Producer } from 'kafkajs';
import {
  asError,
  type Batch,
  type BatchHandler,
  type Changed,
  type Consumption,
  type MessageLog,
} from '@pcrm/event-sourcing';
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
const RETRIES = 3;
const FORGET_WITHIN_MS = 2_000;

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
    return producerOf(kafkaClient(this.options, RETRIES));
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

/** Where news is heard: the brokers' own log, without an installation's name before its topics. */
export type NewsLog = Pick<MessageLog, 'consume' | 'ends'> & { forgetGroup(group: string): Promise<void> };
export type HearingOptions = Pick<KafkaChangeFeedOptions, 'installation' | 'failed'>;

/** Hears what the services' processes tell, from now on. It stands still and crashes as every consumption of its log does. */
export class KafkaChangeFeed implements ChangeFeed, AsyncDisposable {
  private constructor(
    private readonly local: LocalChangeFeed,
    private readonly hearing: Consumption,
    private readonly forget: () => Promise<void>,
  ) {}

  static async open(log: NewsLog, { installation = '', failed }: HearingOptions = {}): Promise<KafkaChangeFeed> {
    const topic = topicName(installation, TOPIC);
    // A group of its own: each gateway hears everything.
    const group = topicName(installation, `gateway.changes.${randomUUID()}`);
    const heard = new Map(await log.ends(topic));
    // There before the first batch, which may come while the hearing still begins.
    const local = new LocalChangeFeed();
    const handler: BatchHandler = async ({ partition, items }) => {
      for (const item of items) {
        try {
          local.publish(newsIn(item));
        } catch (error) {
          failed?.(asError(error));
        }
        heard.set(partition, item.offset);
      }
    };
    const hearing = await log.consume(group, [topic], handler, { from: async (_topic, at) => heard.get(at) });
    return new KafkaChangeFeed(local, hearing, () => log.forgetGroup(group));
  }

  /** When it last heard something or found nothing to hear, in ms since epoch; 0 when it has ended for good. */
  lastProgress(): number {
    return this.hearing.lastProgress();
  }

  subscribe(listener: (changes: readonly Changed[]) => void): () => void {
    return this.local.subscribe(listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.hearing[Symbol.asyncDispose]();
    // Nobody takes this group's name again. Where it cannot be taken away now, the brokers forget it as they do all idle groups.
    await Promise.race([this.forget().catch(() => undefined), pause(FORGET_WITHIN_MS, undefined, { ref: false })]);
  }
}

/** News is no message of a service: a plain list. */
function newsIn(item: Batch['items'][number]): readonly Changed[] {
  const news: unknown = 'bytes' in item ? JSON.parse(item.bytes) : undefined;
  if (!Array.isArray(news)) throw new Error('this is no news of changed rows');
  return news as readonly Changed[];
}
