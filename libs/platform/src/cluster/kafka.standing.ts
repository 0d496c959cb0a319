import type { KnownTopics } from './kafka.known-topics.js';
import type { Tenure } from './kafka.tenure.js';

type Around = {
  readonly topics: KnownTopics;
  /** Where the group stands in a topic: the next offset per partition, absent where it never committed. */
  readonly committed: (group: string, topic: string) => Promise<ReadonlyMap<number, bigint>>;
};

const NOTHING: ReadonlyMap<number, bigint> = new Map();

/** How far a group has come: what this member knows of its own partitions, and what was committed in the others. */
export class Standing {
  constructor(
    private readonly group: string,
    private readonly around: Around,
  ) {}

  /** Messages not yet handled, over all partitions of these topics. */
  async lag(topics: readonly string[], held: readonly Tenure[]): Promise<number> {
    const lags = await Promise.all(topics.map((topic) => this.#lagOf(topic, held)));
    return lags.reduce((sum, each) => sum + each, 0);
  }

  /** What stands at the end has made progress: there is nothing to do. What does not answer, or is not done, has made none. */
  async look(held: readonly Tenure[], now: () => number): Promise<void> {
    for (const [topic, tenures] of Map.groupBy(held, ({ place }) => place.topic)) {
      const left = await this.#left(topic, tenures, (partition) => tenures.some(isOf(partition))).catch(
        () => undefined,
      );
      if (!left) continue;
      for (const tenure of tenures)
        if (!tenure.busy && (left.get(tenure.place.partition) ?? 0n) === 0n) tenure.progress = now();
    }
  }

  async #lagOf(topic: string, held: readonly Tenure[]): Promise<number> {
    const own = held.filter(({ place }) => place.topic === topic);
    const left = await this.#left(topic, own, () => true);
    return [...left.values()].reduce((sum, each) => sum + Number(each), 0);
  }

  /** Asks where the group stands only when it must: many look, every second, and mostly nothing has happened. */
  async #left(
    topic: string,
    held: readonly Tenure[],
    wanted: (partition: number) => boolean,
  ): Promise<ReadonlyMap<number, bigint>> {
    const { topics, committed } = this.around;
    const ends = [...(await topics.nextOffsets(topic))].filter(([partition]) => wanted(partition));
    const own = new Map(held.map((tenure) => [tenure.place.partition, tenure]));
    const isKnown = ([partition, end]: readonly [number, bigint]): boolean =>
      end === 0n || own.get(partition)?.next !== undefined;
    const group = ends.every(isKnown) ? NOTHING : await committed(this.group, topic);
    for (const [partition, tenure] of own) tenure.stoodAt(group.get(partition));
    return new Map(
      ends.map(([partition, end]) => {
        const next = own.get(partition)?.next ?? group.get(partition) ?? 0n;
        return [partition, next < end ? end - next : 0n];
      }),
    );
  }
}

const isOf =
  (partition: number) =>
  ({ place }: Tenure): boolean =>
    place.partition === partition;
