import { createHash } from 'node:crypto';
import type { AnyMessage } from '../message.js';
import type { BatchHandler, Consumption, MessageLog, Offset } from '../message-log/message-log.js';
import { encodeMessage } from '../message-log/wire.js';
import { Bell } from './bell.js';
import { type Consumed, InMemoryConsumption, offsetOf } from './in-memory.consumption.js';

export type InMemoryLogOptions = {
  /** Partitions per topic. */
  readonly partitions?: number;
  /** Pause before a batch is given again, in milliseconds. */
  readonly pause?: number;
  /** Milliseconds since the epoch, for `lastProgress`. */
  readonly now?: () => number;
};

/** Topics in memory, as the bytes that would go over the wire. For specs and for simulation. */
export class InMemoryMessageLog implements MessageLog {
  private readonly topics = new Map<string, string[][]>();
  private readonly committed = new Map<string, number>();
  private readonly owners = new Map<string, Promise<void>>();
  private readonly consumptions = new Set<InMemoryConsumption>();
  private readonly bell = new Bell();
  private readonly partitions: number;
  private readonly pause: number;
  private readonly now: () => number;

  constructor({ partitions = 4, pause = 1, now = () => Date.now() }: InMemoryLogOptions = {}) {
    this.partitions = partitions;
    this.pause = pause;
    this.now = now;
  }

  async publish(topic: string, messages: readonly AnyMessage[]): Promise<void> {
    for (const message of messages) this.topic(topic)[this.partitionOf(message.key)]?.push(encodeMessage(message));
    this.bell.ring();
  }

  /** Puts bytes of one's own into a topic's first partition, as a broken publisher would. */
  async inject(topic: string, bytes: string): Promise<void> {
    this.topic(topic)[0]?.push(bytes);
    this.bell.ring();
  }

  async consume(
    group: string,
    topics: readonly string[],
    handler: BatchHandler,
    { limit = 500, from, wanted }: Parameters<MessageLog['consume']>[3] = {},
  ): Promise<Consumption> {
    const parts: Consumed[] = topics.flatMap((topic) =>
      this.topic(topic).map((entries, partition) => ({
        topic,
        partition,
        entries,
        owner: `${group}|${topic}|${String(partition)}`,
        start: async () => {
          const at = from ? await from(topic, partition) : 'committed';
          return at === 'committed' ? this.committedAt(group, topic, partition) : at === undefined ? 0 : Number(at) + 1;
        },
      })),
    );
    const { committed, owners, bell, pause, now } = this;
    const consumption = new InMemoryConsumption(parts, handler, { limit, wanted, committed, owners, bell, pause, now });
    this.consumptions.add(consumption);
    return consumption;
  }

  async ends(topic: string): Promise<ReadonlyMap<number, Offset>> {
    const parts = [...(this.topics.get(topic) ?? []).entries()];
    return new Map(
      parts.flatMap(([n, entries]) => (entries.length > 0 ? [[n, offsetOf(entries.length - 1)] as const] : [])),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const consumption of this.consumptions) await consumption[Symbol.asyncDispose]();
  }

  private topic(name: string): string[][] {
    const known = this.topics.get(name) ?? Array.from({ length: this.partitions }, (): string[] => []);
    this.topics.set(name, known);
    return known;
  }

  private committedAt(group: string, topic: string, partition: number): number {
    return this.committed.get(`${group}|${topic}|${String(partition)}`) ?? 0;
  }

  private partitionOf(key: string): number {
    return createHash('sha256').update(key).digest().readUInt32BE(0) % this.partitions;
  }
}
