import type { Admin, Kafka } from 'kafkajs';
import {
  type AnyMessage,
  type BatchHandler,
  type Consumption,
  encodeMessage,
  type MessageLog,
  type Offset,
  Unavailable,
} from '@pcrm/event-sourcing';
import { type KafkaAddress, kafkaClient, producerOf, unavailable } from './kafka.client.js';
import { KafkaConsumption } from './kafka.consumption.js';
import { KnownTopics, toOffset } from './kafka.known-topics.js';
import type { Timings } from './kafka.member.js';
import { KafkaPublisher, type PublisherLimits } from './kafka.publisher.js';
import type { ConsumeOptions } from './kafka.tenure.js';
import { checkTopics, createTopics, type KafkaTopic } from './kafka.topics.js';

export type KafkaLogOptions = KafkaAddress & {
  readonly timings?: Partial<Timings>;
  readonly limits?: Partial<PublisherLimits>;
  /** Told of each failure that is tried again: for the log and the metrics. */
  readonly onFailure?: (failure: unknown, at: { readonly group: string; readonly topic: string }) => void;
  /** Told when a consumer has ended for good: the process should end too. Its `lastProgress` is 0 from then on. */
  readonly onCrash?: (failure: Error) => void;
  /** Real time in ms since epoch, for `lastProgress`. */
  readonly now?: () => number;
};

const TIMINGS: Timings = {
  retry: 100,
  session: 10_000,
  heartbeat: 1_000,
  fetchWait: 250,
  look: 1_000,
  stuck: 300_000,
};
const LIMITS: PublisherLimits = { maxWaitingBytes: 32 * 1_048_576, patienceMs: 30_000 };
/** How often each client tries before it says that it cannot; pauses grow to 2 s. */
const RETRIES = { asking: 5, writing: 20, reading: 5 };

/** The message log on Apache Kafka. Topics are there before it is used: `createTopics` makes them, nothing else does. */
export class KafkaMessageLog implements MessageLog {
  readonly #admin: Connected<Admin>;
  readonly #producer: Connected<ReturnType<Kafka['producer']>>;
  readonly #topics: KnownTopics;
  readonly #publisher: KafkaPublisher;
  readonly #running = new Set<KafkaConsumption>();

  constructor(private readonly options: KafkaLogOptions) {
    this.#admin = new Connected(() => kafkaClient(options, RETRIES.asking).admin());
    this.#producer = new Connected(() => producerOf(kafkaClient(options, RETRIES.writing)));
    this.#topics = new KnownTopics(this.#admin);
    this.#publisher = new KafkaPublisher(() => this.#producer.get(), { ...LIMITS, ...options.limits });
  }

  /** For the command that prepares a cluster; see `kafka.topics.ts`. */
  async createTopics(declared: readonly KafkaTopic[]): Promise<readonly string[]> {
    return createTopics(await this.#admin.get(), declared);
  }
  /** For the start of a service: refuses topics that are missing or otherwise than declared. */
  async checkTopics(declared: readonly KafkaTopic[]): Promise<void> {
    await checkTopics(await this.#admin.get(), declared);
  }

  /** Takes away a group without members, and where it stood. */
  async forgetGroup(group: string): Promise<void> {
    await (await this.#admin.get()).deleteGroups([group]);
  }

  async publish(topic: string, messages: readonly AnyMessage[]): Promise<void> {
    if (messages.length === 0) return;
    const partitions = await this.#topics.partitions(topic);
    if (partitions === 0) throw new Unavailable(`there is no topic ${topic}`);
    const entries = messages.map((message) => ({ key: message.key, value: encodeMessage(message) }));
    await this.#publisher.publish(topic, partitions, entries);
  }

  /** Joins the group by and by: while brokers or topics are away it goes on trying. */
  async consume(
    group: string,
    topics: readonly string[],
    handler: BatchHandler,
    options: ConsumeOptions = {},
  ): Promise<Consumption> {
    const { onFailure = () => undefined, onCrash = () => undefined, now = Date.now, timings } = this.options;
    const consumption: KafkaConsumption = new KafkaConsumption(
      { group, topics, handler, options },
      {
        client: () => kafkaClient(this.options, RETRIES.reading),
        topics: this.#topics,
        committed: (of, topic) => this.#committed(of, topic),
        onFailure,
        onCrash,
        now,
        timings: { ...TIMINGS, ...timings },
        ended: () => this.#running.delete(consumption),
      },
    );
    this.#running.add(consumption);
    return consumption;
  }

  async ends(topic: string): Promise<ReadonlyMap<number, Offset>> {
    const next = await this.#topics.nextOffsets(topic);
    return new Map([...next].filter(([, at]) => at > 0n).map(([partition, at]) => [partition, toOffset(at - 1n)]));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#running].map((consumption) => consumption[Symbol.asyncDispose]()));
    await Promise.all([this.#producer.end(), this.#admin.end()]);
  }

  async #committed(group: string, topic: string): Promise<ReadonlyMap<number, bigint>> {
    const [found] = await (await this.#admin.get()).fetchOffsets({ groupId: group, topics: [topic] });
    const offsets = found?.partitions.map(({ partition, offset }) => [partition, BigInt(offset)] as const) ?? [];
    return new Map(offsets.filter(([, offset]) => offset >= 0n));
  }
}

/** A client that is connected when it is first needed, and again when that failed. */
class Connected<Client extends { connect(): Promise<void>; disconnect(): Promise<void> }> {
  #client: Promise<Client> | undefined;
  #retired: Client | undefined;

  constructor(private readonly make: () => Client) {}

  async get(): Promise<Client> {
    const connecting = (this.#client ??= this.#connect());
    try {
      return await connecting;
    } catch (error) {
      if (this.#client === connecting) this.#client = undefined;
      throw unavailable(error, 'connecting to the brokers');
    }
  }

  /** The next to ask gets a new client. The old one is closed at the next time: others may still ask it. */
  async renew(stale: Client): Promise<void> {
    if ((await this.#client?.catch(() => undefined)) !== stale) return;
    this.#client = undefined;
    const before = this.#retired;
    this.#retired = stale;
    // Nobody asks it any more: whether it says goodbye concerns nobody either.
    await before?.disconnect().catch(() => undefined);
  }

  async end(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    await Promise.all([client?.disconnect(), this.#retired?.disconnect()]);
  }

  async #connect(): Promise<Client> {
    const client = this.make();
    try {
      await client.connect();
    } catch (error) {
      await client.disconnect().catch(() => undefined);
      throw error;
    }
    return client;
  }
}
