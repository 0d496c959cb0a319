import { setTimeout as pause } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import type { Offset } from '@pcrm/event-sourcing';
import { kindOf, unavailable } from './kafka.client.js';

/** Offsets as the kernel has them: text order is number order. */
export const toOffset = (offset: bigint | string): Offset => String(offset).padStart(16, '0');

/** Who leads a partition has changed, or is not known to all yet: with what the brokers say now, the answer comes. For a topic that is unknown the client asks anew by itself. */
const LED_BY_ANOTHER = ['NOT_LEADER_FOR_PARTITION', 'LEADER_NOT_AVAILABLE', 'REPLICA_NOT_AVAILABLE']; // prettier-ignore
const LED_WITHIN = { attempts: 30, pauseMs: 200 };

/** Gives the client that is connected, and puts a new one in its place that asks who leads what. */
export type AskingClient = { get(): Promise<Admin>; renew(stale: Admin): Promise<void> };

/** What a process asks the brokers about topics. A topic's partition count never changes, so it is asked once. */
export class KnownTopics {
  readonly #partitions = new Map<string, Promise<number>>();
  readonly #asking = new Map<string, Shared<ReadonlyMap<number, bigint>>>();

  constructor(private readonly admin: AskingClient) {}

  /** How many partitions a topic has; 0 when there is no such topic. */
  async partitions(topic: string): Promise<number> {
    const known = this.#partitions.get(topic) ?? this.#look(topic);
    this.#partitions.set(topic, known);
    try {
      const count = await known;
      if (count === 0) this.#partitions.delete(topic);
      return count;
    } catch (error) {
      this.#partitions.delete(topic);
      throw unavailable(error, `asking for topic ${topic}`);
    }
  }

  /** Per partition, the offset that the next message will get; empty when there is no such topic. */
  async nextOffsets(topic: string): Promise<ReadonlyMap<number, bigint>> {
    if ((await this.partitions(topic)) === 0) return new Map();
    const shared = this.#asking.get(topic) ?? new Shared(() => this.#nextOffsets(topic));
    this.#asking.set(topic, shared);
    return shared.ask();
  }

  async #look(topic: string): Promise<number> {
    const admin = await this.admin.get();
    if (!(await admin.listTopics()).includes(topic)) return 0;
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    return topics[0]?.partitions.length ?? 0;
  }

  async #nextOffsets(topic: string): Promise<ReadonlyMap<number, bigint>> {
    for (let attempt = 1; ; attempt++) {
      const admin = await this.admin.get();
      try {
        const offsets = await admin.fetchTopicOffsets(topic);
        return new Map(offsets.map(({ partition, high }) => [partition, BigInt(high)]));
      } catch (error) {
        if (!LED_BY_ANOTHER.includes(kindOf(error)) || attempt === LED_WITHIN.attempts)
          throw unavailable(error, `asking for the ends of ${topic}`);
        await this.admin.renew(admin);
        await pause(LED_WITHIN.pauseMs);
      }
    }
  }
}

/** Many ask at once and one request answers; never one that was under way before the question. */
class Shared<Answer> {
  #running: Promise<unknown> | undefined;
  #next: Promise<Answer> | undefined;

  constructor(private readonly work: () => Promise<Answer>) {}

  ask(): Promise<Answer> {
    this.#next ??= this.#after(this.#running);
    return this.#next;
  }

  async #after(running: Promise<unknown> | undefined): Promise<Answer> {
    await running?.catch(() => undefined);
    this.#next = undefined;
    const answer = this.work();
    this.#running = answer;
    return answer;
  }
}
