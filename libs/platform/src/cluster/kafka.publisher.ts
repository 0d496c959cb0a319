import type { Producer } from 'kafkajs';
import { Unavailable } from '@pcrm/event-sourcing';
import { unavailable } from './kafka.client.js';
import { partitionOf } from './kafka.partitioner.js';

export type Entry = { readonly key: string; readonly value: string };
export type PublisherLimits = {
  /** Bytes that may wait for the brokers; what comes beyond is refused as unavailable. */
  readonly maxWaitingBytes: number;
  /** Milliseconds after which a publication that still waits is given up as unavailable. It may be written yet. */
  readonly patienceMs: number;
};

/** Bytes of one request, below the million that a broker takes in one batch without being told otherwise. */
const MAX_SEND_BYTES = 900_000;

type Waiting = {
  readonly entries: readonly Entry[];
  readonly bytes: number;
  readonly written: () => void;
  readonly failed: (error: Error) => void;
};

/**
 * Writes with all copies in sync (acks -1), in order per key: one request at a time per partition, which takes along whatever
 * came meanwhile. Each request is about one partition only: kafkajs 2.2.4 forgets the rest of a request over several when a
 * leader moves between two attempts, and says it is written.
 */
export class KafkaPublisher {
  readonly #lanes = new Map<string, Lane>();
  #waiting = 0;

  constructor(
    private readonly producer: () => Promise<Producer>,
    private readonly limits: PublisherLimits,
  ) {}

  /** Resolves when every entry is durable. */
  async publish(topic: string, partitions: number, entries: readonly Entry[]): Promise<void> {
    const bytes = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
    if (this.#waiting > 0 && this.#waiting + bytes > this.limits.maxWaitingBytes)
      throw new Unavailable(`too much waits to be written to ${topic}`);
    this.#waiting += bytes;
    const shares = Map.groupBy(entries, ({ key }) => partitionOf(key, partitions));
    const written = Promise.allSettled(
      [...shares].map(([partition, share]) => this.#lane(topic, partition).write(share)),
    ).then((results) => {
      this.#waiting -= bytes;
      const failed = results.find((result) => result.status === 'rejected');
      if (failed) throw failed.reason;
    });
    await inTime(written, this.limits.patienceMs, topic);
  }

  #lane(topic: string, partition: number): Lane {
    const place = `${topic}/${String(partition)}`;
    const lane = this.#lanes.get(place) ?? new Lane(topic, partition, this.producer);
    this.#lanes.set(place, lane);
    return lane;
  }
}

/** One partition of a topic: what is written goes one request after the other. */
class Lane {
  #queue: Waiting[] = [];
  #sending = false;

  constructor(
    private readonly topic: string,
    private readonly partition: number,
    private readonly producer: () => Promise<Producer>,
  ) {}

  write(entries: readonly Entry[]): Promise<void> {
    return new Promise((written, failed) => {
      for (const some of portions(entries.map((entry) => [entry, sizeOf(entry)] as const))) {
        const isLast = some.at(-1)?.[0] === entries.at(-1);
        const bytes = some.reduce((sum, [, size]) => sum + size, 0);
        this.#queue.push({ entries: some.map(([entry]) => entry), bytes, written: isLast ? written : nothing, failed });
      }
      if (!this.#sending) void this.#sendAll();
    });
  }

  async #sendAll(): Promise<void> {
    this.#sending = true;
    while (this.#queue.length > 0) {
      const some = this.#take();
      try {
        await this.#send(some.flatMap(({ entries }) => entries));
        for (const { written } of some) written();
      } catch (error) {
        // What waits behind may belong to the same keys: it must not overtake what its caller will write again.
        const behind = this.#queue;
        this.#queue = [];
        for (const { failed } of [...some, ...behind]) failed(unavailable(error, `writing to ${this.topic}`));
      }
    }
    this.#sending = false;
  }

  #take(): readonly Waiting[] {
    let count = 0;
    let bytes = 0;
    for (const waiting of this.#queue) {
      bytes += waiting.bytes;
      if (count > 0 && bytes > MAX_SEND_BYTES) break;
      count += 1;
    }
    return this.#queue.splice(0, count);
  }

  async #send(entries: readonly Entry[]): Promise<void> {
    const { topic, partition } = this;
    const producer = await this.producer();
    const records = await producer.send({
      topic,
      acks: -1,
      messages: entries.map(({ key, value }) => ({ key, value, partition })),
    });
    if (!records.some((record) => record.partition === partition))
      throw new Unavailable(`no broker has confirmed what was written to ${topic}`);
  }
}

const nothing = (): void => undefined;
/** Bytes on the wire, about: the record's own frame included. */
const sizeOf = ({ key, value }: Entry): number => Buffer.byteLength(key) + Buffer.byteLength(value) + 24;

/** Cuts into portions of at most a request each; one that is larger alone goes alone. */
function portions<Item>(sized: readonly (readonly [Item, number])[]): (readonly [Item, number])[][] {
  const all: (readonly [Item, number])[][] = [];
  let room = 0;
  for (const each of sized) {
    if (each[1] > room) {
      all.push([]);
      room = MAX_SEND_BYTES;
    }
    room -= each[1];
    all.at(-1)?.push(each);
  }
  return all;
}

async function inTime(work: Promise<void>, patienceMs: number, topic: string): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Unavailable(`the brokers do not take what is written to ${topic}`)), patienceMs); // prettier-ignore
  try {
    await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
