import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import type { BatchHandler, Consumption } from '@pcrm/event-sourcing';
import { pause } from '../embedded/bell.js';
import type { KnownTopics } from './kafka.known-topics.js';
import { disconnected, join, newMember, type Timings } from './kafka.member.js';
import { Offsets } from './kafka.offsets.js';
import { Standing } from './kafka.standing.js';
import { type ConsumeOptions, type Place, Tenure, type TenureTools } from './kafka.tenure.js';

export type Asked = {
  readonly group: string;
  readonly topics: readonly string[];
  readonly handler: BatchHandler;
  readonly options: ConsumeOptions;
};
export type Surroundings = {
  readonly client: () => Kafka;
  readonly topics: KnownTopics;
  /** Where the group stands in a topic: the next offset per partition, absent where it never committed. */
  readonly committed: (group: string, topic: string) => Promise<ReadonlyMap<number, bigint>>;
  readonly onFailure: (failure: unknown, at: { readonly group: string; readonly topic: string }) => void;
  readonly onCrash: (failure: Error) => void;
  readonly now: () => number;
  readonly timings: Timings;
  readonly ended: () => void;
};
const STOP_WITHIN_MS = 10_000;
/** A partition in which nothing happens is asked after once in so many looks. */
const LOOKS_APART = 5;

/** A member of a Kafka group: reads what it is assigned, each partition in order, until disposed. */
export class KafkaConsumption implements Consumption {
  readonly #stop = new AbortController();
  readonly #tenures = new Map<string, Tenure>();
  readonly #tools: TenureTools;
  readonly #standing: Standing;
  #running: Promise<void>;
  readonly #looking: NodeJS.Timeout;
  #consumer: Consumer | undefined;
  #crashed = false;
  /** When it last went on or heard from the group, for the time without a partition; in ms since epoch. */
  #idleSince: number;
  #lastSign: number;

  constructor(
    private readonly asked: Asked,
    private readonly around: Surroundings,
  ) {
    const { now, timings } = around;
    this.#idleSince = this.#lastSign = now();
    this.#tools = {
      handler: asked.handler,
      limit: asked.options.limit ?? 1000,
      wanted: asked.options.wanted,
      now,
      alive: () => (this.#lastSign = now()),
      mayBeat: () => now() - this.#lastSign < timings.stuck,
      beatEveryMs: timings.heartbeat,
      offsets: new Offsets(),
    };
    this.#standing = new Standing(asked.group, around);
    this.#running = this.#run();
    this.#looking = setInterval(() => void this.#look(), timings.look).unref();
  }

  lastProgress(): number {
    if (this.#crashed) return 0;
    const held = this.#held().map(({ progress }) => progress);
    return held.length === 0 ? this.#idleSince : Math.min(...held);
  }

  async lag(): Promise<number | undefined> {
    return await this.#standing.lag(this.asked.topics, this.#held()).catch(() => undefined);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    clearInterval(this.#looking);
    for (const tenure of this.#tenures.values()) tenure.stop();
    await Promise.race([this.#running, timeUp(STOP_WITHIN_MS)]);
    await this.#leave();
    await Promise.all([...this.#tenures.values()].map(({ idle }) => idle));
    this.around.ended();
  }

  /** Whoever has just made progress need not be looked after. */
  async #look(): Promise<void> {
    const { now, timings } = this.around;
    const quiet = this.#held().filter(({ progress }) => now() - progress >= timings.look * LOOKS_APART);
    await this.#standing.look(quiet, now);
  }

  /** Joins with the topics that are there; joins again when another one has come to be. */
  async #run(): Promise<void> {
    const { topics } = this.asked;
    const { signal } = this.#stop;
    let reading = 0;
    for (let failures = 0; !signal.aborted && reading < topics.length;) {
      try {
        const there = await this.#there();
        if (signal.aborted) return;
        if (there.length > reading) {
          await this.#leave();
          await this.#join(there);
        }
        reading = there.length;
        failures = 0;
        if (reading === 0) this.#idleSince = this.around.now();
      } catch (failure) {
        this.#failed(failure, topics.join(','));
        reading = 0;
        failures += 1;
      }
      if (reading < topics.length) await pause(this.around.timings.look * Math.min(2 ** failures, 16), signal);
    }
  }

  async #there(): Promise<readonly string[]> {
    const counts = await Promise.all(this.asked.topics.map((topic) => this.around.topics.partitions(topic)));
    return this.asked.topics.filter((_, nth) => (counts[nth] ?? 0) > 0);
  }

  async #join(topics: readonly string[]): Promise<void> {
    const { client, timings, now } = this.around;
    const consumer = newMember(client(), this.asked.group, timings, {
      assigned: (assignment) => this.#assigned(consumer, assignment),
      beaten: () => (this.#idleSince = now()),
      crashed: (error, passes) => this.#crash(error, passes),
    });
    this.#consumer = consumer;
    await join(consumer, topics, (payload) => this.#eachBatch(payload));
  }

  /** Called before anything is fetched: each partition begins where `from` says, once what was under way there has ended. */
  #assigned(consumer: Consumer, assignment: Readonly<Record<string, readonly number[]>>): void {
    for (const tenure of this.#tenures.values()) tenure.lose();
    // kafkajs cannot be stopped while it joins, and goes on for ever if one tries: who was told to stop leaves after that.
    if (consumer !== this.#consumer) return void setImmediate(() => void disconnected(consumer));
    this.#idleSince = this.around.now();
    for (const [topic, partitions] of Object.entries(assignment)) {
      for (const partition of partitions) {
        const place = { topic, partition };
        const tenure = new Tenure(place, this.#tools, this.#tenures.get(keyOf(place)));
        this.#tenures.set(keyOf(place), tenure);
        consumer.pause([{ topic, partitions: [partition] }]);
        void this.#begin(consumer, tenure);
      }
    }
  }

  async #begin(consumer: Consumer, tenure: Tenure): Promise<void> {
    const { topic, partition } = tenure.place;
    await tenure.idle;
    while (!tenure.signal.aborted) {
      try {
        const from = await (this.asked.options.from?.(topic, partition) ?? 'committed');
        if (tenure.signal.aborted) return;
        if (from !== 'committed') {
          tenure.next = from === undefined ? 0n : BigInt(from) + 1n;
          consumer.seek({ topic, partition, offset: String(tenure.next) });
        }
        tenure.begin();
        return consumer.resume([{ topic, partitions: [partition] }]);
      } catch (failure) {
        this.#failed(failure, topic);
        tenure.failures += 1;
        await pause(this.#pauseAfter(tenure), tenure.signal);
      }
    }
  }

  async #eachBatch(payload: EachBatchPayload): Promise<void> {
    const tenure = this.#tenures.get(keyOf(payload.batch));
    const failed = await tenure?.take(payload);
    if (!tenure || !failed || tenure.signal.aborted) return;
    this.#failed(failed.failure, payload.batch.topic);
    const resume = payload.pause();
    void pause(this.#pauseAfter(tenure), tenure.signal).then(() => tenure.signal.aborted || resume());
  }

  #pauseAfter({ failures }: Tenure): number {
    return this.around.timings.retry * Math.min(2 ** (failures - 1), 50);
  }

  /** What may pass is tried again with a new member; anything else is the end, and whoever watches progress sees it. */
  #crash(error: Error, passes: boolean): void {
    this.#idleSince = this.lastProgress();
    for (const tenure of this.#tenures.values()) tenure.lose();
    this.#failed(error, this.asked.topics.join(','));
    const { signal } = this.#stop;
    if (signal.aborted) return;
    if (passes) {
      this.#running = this.#running.then(() => pause(this.around.timings.look, signal)).then(() => this.#run());
    } else {
      this.#crashed = true;
      this.around.onCrash(error);
    }
  }

  #failed(failure: unknown, topic: string): void {
    if (!this.#stop.signal.aborted) this.around.onFailure(failure, { group: this.asked.group, topic });
  }

  #held(): readonly Tenure[] {
    return [...this.#tenures.values()].filter(({ held }) => held);
  }

  async #leave(): Promise<void> {
    const consumer = this.#consumer;
    this.#consumer = undefined;
    if (consumer) await Promise.race([disconnected(consumer), timeUp(STOP_WITHIN_MS)]);
  }
}

const keyOf = ({ topic, partition }: Place): string => `${topic}/${String(partition)}`;
const timeUp = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
